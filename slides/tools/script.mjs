// The script: each slide as a small picture, with its number, its minutes and its notes, to print and to read
// aloud from.

/**
 * @param page the deck, open in a browser, with the plan's slides
 * @returns [{ id, number, title, minutes, exercise, pause, notes, words, picture }]; words is what
 *     the slide's pictures say to a screen reader
 */
export async function scriptOf(page, { pictures = true } = {}) {
    const slides = await page.evaluate(() => Reveal.getSlides().map((slide) => Reveal.getIndices(slide)));
    const script = [];
    for (const slide of slides) {
        await page.evaluate(({ h, v }) => {
            Reveal.slide(h, v);
            while (Reveal.nextFragment()) {
                /* show all */
            }
        }, slide);
        const picture = pictures ? await page.screenshot({ type: 'jpeg', quality: 70 }) : null;
        script.push({ ...(await page.evaluate(describe)), picture });
    }
    return script;
}

/** Runs in the page. */
function describe() {
    const slide = Reveal.getCurrentSlide();
    return {
        id: slide.id,
        number: document.querySelector('.slide-number').textContent.trim(),
        title: slide.querySelector('h1, h2').textContent.trim(),
        minutes: Number(slide.dataset.minutes),
        exercise: slide.querySelector('.exercise-card .minutes')?.textContent ?? '',
        pause: slide.dataset.pause ?? '',
        notes: slide.querySelector('aside.notes').innerHTML,
        words: [...slide.querySelectorAll('svg title')].map((title) => title.textContent).join(' '),
    };
}

/** The page to print. */
export function scriptPage(title, script) {
    const slides = script.map(({ number, title: name, minutes, exercise, pause, notes, words, picture }) => {
        const times = [`${minutes} min`, exercise && `then ${exercise} minutes of work`, pause];
        const image = `data:image/jpeg;base64,${picture.toString('base64')}`;
        return `<article>
<h2>${number} · ${name.replaceAll('<', '&lt;')}</h2>
<img alt="${(words || name).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" src="${image}">
<div><p class="times">${times.filter(Boolean).join(' · ')}</p>${notes}</div>
</article>`;
    });
    return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>
body { font: 10.5pt/1.4 sans-serif; }
article { break-inside: avoid; margin: 0 0 .6cm; }
article { display: grid; grid-template-columns: 8.4cm 1fr; gap: 0 .5cm; }
h2 { grid-column: 1 / 3; font-size: 12pt; margin: 0 0 .15cm; border-top: 1px solid; padding-top: .15cm; }
img { width: 8.4cm; border: 1px solid #999; }
dl, p { margin: 0; } dt { font-weight: bold; } dd { margin: 0 0 .1cm; } .times { color: #444; }
</style></head><body><h1>${title}</h1>${slides.join('\n')}</body></html>`;
}
