// What the page does beyond reveal.js: index.html?plan=half shows only the slides of that plan, times the
// speaker's clock by it, and D switches between light and dark. PLANS and SHOWN_BY come from tools/plans.mjs.

/** What is typed at the end of an open deck's address comes after the "#" of its slide. */
function askedAtTheEnd() {
    const asked = location.hash.split('?')[1];
    if (asked) {
        location.replace(`?${asked}`);
    }
}
addEventListener('hashchange', askedAtTheEnd);
askedAtTheEnd();

const query = new URLSearchParams(location.search);
const wanted = query.get('plan') ?? 'home';
const plan = PLANS[wanted];

if (plan || wanted === 'home') {
    showOnly(plan?.shows ?? 'home');
    if (plan) {
        time(plan);
    }
} else {
    listPlans();
}

function showOnly(shortest) {
    for (const slide of document.querySelectorAll('section[data-plan]')) {
        if (SHOWN_BY.indexOf(slide.dataset.plan) > SHOWN_BY.indexOf(shortest)) {
            slide.remove();
        }
    }
    // What is left of a chapter without slides is no chapter.
    document
        .querySelectorAll('.slides > section:not([data-plan]):empty')
        .forEach((chapter) => chapter.remove());
}

/** The clock counts what happens on a slide: its exercise is in data-timing already, and breaks come here. */
function time({ setup, breaks }) {
    const slides = [...document.querySelectorAll('section[data-plan]')];
    const add = (slide, minutes) => (slide.dataset.timing = Number(slide.dataset.timing) + 60 * minutes);
    add(slides[0], setup);
    for (const { before, minutes, lunch } of breaks) {
        const slide = slides[slides.findIndex(({ id }) => id === before) - 1];
        slide.dataset.pause = lunch ? `then lunch: ${minutes} minutes` : `then a break: ${minutes} minutes`;
        add(slide, minutes);
    }
}

/** Someone has mistyped a plan, perhaps before an audience. */
function listPlans() {
    const link = ([name, words]) => {
        const to = new URLSearchParams(query);
        to.set('plan', name);
        return `<li><p><a href="?${to}"><code>?plan=${name}</code></a> ${words}</p></li>`;
    };
    const plans = Object.entries(PLANS).map(([name, { name: words }]) => [name, words]);
    plans.push(['home', 'Everything, for reading on alone']);
    document.querySelector('.slides').innerHTML = `<section id="plans" data-plan="home" data-timing="60">
<h2></h2><div class="slide-content"><ul>${plans.map(link).join('')}</ul></div></section>`;
    document.querySelector('#plans h2').textContent = wanted
        ? `There is no plan “${wanted.slice(0, 20)}”. Choose one:`
        : 'Choose a plan:';
}

/** A phone that is held upright; turned on its side, it shows the slide alone, as large as it can be. */
const upright = matchMedia('(max-width: 600px) and (orientation: portrait)');
upright.addEventListener('change', () => {
    Reveal.configure({ showNotes: showsNotes() });
    Reveal.layout(); // configure() measures before the notes come or go
});

/** The speaker's view also shows slides in small windows. */
function showsNotes() {
    return !query.has('receiver') && upright.matches;
}

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
    scrollActivationWidth: null, // a phone shows the same slides, small; reveal.js would break them up
    showNotes: showsNotes(), // there is room below them, and no key S
    defaultTiming: 60, // without it the clock paces nothing
    transition: 'none',
    backgroundTransition: 'none',
    navigationMode: 'linear',
    controls: false,
    slideNumber: 'c',
    pdfSeparateFragments: false,
    pdfMaxPagesPerSlide: 1, // a tall picture is measured before it shrinks to its place
    plugins: [RevealNotes],
});

// Which version this is, in a corner of the first slide and of the PDF's first page.
const first = document.querySelector('section[data-plan]');
first.dataset.version = document.querySelector('meta[name=version]').content;

Reveal.addKeyBinding({ keyCode: 68, key: 'D', description: 'Dark or light' }, () => {
    page.dataset.look = page.dataset.look === 'dark' ? 'light' : 'dark';
});
