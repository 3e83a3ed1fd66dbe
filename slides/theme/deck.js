// What the page does beyond reveal.js: index.html?plan=half shows only the slides of that plan, and D
// switches between light and dark.

const PLANS = ['90', 'half', 'full', 'home'];
const query = new URLSearchParams(location.search);

const plan = PLANS.indexOf(query.get('plan') ?? 'home');
for (const slide of document.querySelectorAll('section[data-plan]')) {
    if (PLANS.indexOf(slide.dataset.plan) > plan) {
        slide.remove();
    }
}
// What is left of a chapter without slides is no chapter.
document.querySelectorAll('.slides > section:not([data-plan]):empty').forEach((chapter) => chapter.remove());

const page = document.documentElement;
page.dataset.look =
    query.get('look') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    minScale: 0.1,
    maxScale: 4,
    center: false,
    display: 'grid',
    hash: true,
    transition: 'none',
    backgroundTransition: 'none',
    navigationMode: 'linear',
    controls: false,
    slideNumber: 'c',
    pdfSeparateFragments: false,
    pdfMaxPagesPerSlide: 1, // a tall picture is measured before it shrinks to its place
    plugins: [RevealNotes],
});

Reveal.addKeyBinding({ keyCode: 68, key: 'D', description: 'Dark or light' }, () => {
    page.dataset.look = page.dataset.look === 'dark' ? 'light' : 'dark';
});
