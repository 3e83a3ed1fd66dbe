// Prints the deck to build/slides.pdf, one page for each slide, with all its fragments.
//
//     npm run pdf -- --plan=half

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { statSync } from 'node:fs';
import { launch, openDeck } from './browser.mjs';
import { FOLDER } from './deck.mjs';
import { DAYS } from './plans.mjs';

const { values } = parseArgs({ options: { plan: { type: 'string', default: 'home' } } });
const path = join(FOLDER, 'build', 'slides.pdf');
if (values.plan !== 'home' && !DAYS[values.plan]) {
    console.error(`There is no plan "${values.plan}". The plans are: ${Object.keys(DAYS).join(', ')}, home`);
    process.exit(2);
}
const browser = await launch();
const page = await openDeck(browser, { width: 1280, height: 720, query: `&plan=${values.plan}&view=print` });
await page.waitForSelector('.pdf-page');
const slides = await page.evaluate(() => Reveal.getSlides().length);
const pages = await page.evaluate(() => document.querySelectorAll('.pdf-page').length);
const pdf = await page.pdf({
    path,
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
});
await browser.close();

const printed = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
for (const part of ['/StructTreeRoot', '/Outlines', '/Lang']) {
    if (!pdf.includes(part)) {
        console.error(`The PDF has no ${part.slice(1)}, so a screen reader cannot use it`);
        process.exit(1);
    }
}
if (printed !== slides || pages !== slides) {
    console.error(`${slides} slides became ${printed} pages; each slide should be one page`);
    process.exit(1);
}
console.log(`${printed} pages, ${(statSync(path).size / 1e6).toFixed(1)} MB in ${path}`);
