// Photographs every slide, with all its fragments, and puts the photographs on contact sheets,
// build/look/sheet-light-1.png and so on.
//
//     npm run look -- --look=dark --grey --size=1920x1080 --chapter="Pass the id"

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, openDeck } from './browser.mjs';
import { FOLDER } from './deck.mjs';

const PER_SHEET = 9;
const { values } = parseArgs({
    options: {
        look: { type: 'string', default: 'light' },
        grey: { type: 'boolean', default: false },
        size: { type: 'string', default: '1280x720' },
        chapter: { type: 'string' },
    },
});
const [width, height] = values.size.split('x').map(Number);
const name = [values.look, values.grey && 'grey', width !== 1280 && width].filter(Boolean).join('-');
const folder = join(FOLDER, 'build', 'look');
mkdirSync(folder, { recursive: true });

const browser = await launch();
const page = await openDeck(browser, { width, height, look: values.look });
if (values.grey) {
    await page.addStyleTag({ content: 'html { filter: grayscale(1); }' });
}
const slides = await page.evaluate(() =>
    Reveal.getSlides().map((slide) => ({
        id: slide.id,
        number: slide.dataset.chapter,
        ...Reveal.getIndices(slide),
    })),
);
const wanted = slides.filter((slide) => !values.chapter || slide.number.includes(values.chapter));
const photographs = [];
for (const [i, { id, h, v }] of wanted.entries()) {
    await page.evaluate(
        ([h, v]) => {
            Reveal.slide(h, v);
            while (Reveal.nextFragment()) {
                /* show all */
            }
        },
        [h, v],
    );
    const path = join(folder, `${name}-${String(i + 1).padStart(3, '0')}-${id}.png`.slice(0, 120));
    await page.screenshot({ path });
    photographs.push(path);
}
const sheet = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
for (let i = 0; i < photographs.length; i += PER_SHEET) {
    const images = photographs
        .slice(i, i + PER_SHEET)
        .map((path) => `<img src="${pathToFileURL(path).href}">`)
        .join('');
    const html = join(folder, 'sheet.html');
    writeFileSync(
        html,
        `<body style="margin:8px;display:grid;grid-template-columns:repeat(3,1fr);gap:8px;background:#888">
<style>img{width:100%}</style>${images}`,
    );
    await sheet.goto(pathToFileURL(html).href);
    await sheet.screenshot({
        path: join(folder, `sheet-${name}-${i / PER_SHEET + 1}.png`),
        fullPage: true,
    });
}
await browser.close();
console.log(`${photographs.length} slides photographed in ${folder}`);
