// Prints the deck to build/slides.pdf, one page for each slide, with all its fragments.
//
//     npm run pdf -- --plan=half

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { statSync } from 'node:fs';
import { launch, openDeck } from './browser.mjs';
import { FOLDER } from './deck.mjs';

const { values } = parseArgs({ options: { plan: { type: 'string', default: 'home' } } });
const path = join(FOLDER, 'build', 'slides.pdf');
const browser = await launch();
const page = await openDeck(browser, { width: 1280, height: 720, query: `&plan=${values.plan}&view=print` });
await page.waitForSelector('.pdf-page');
const slides = await page.evaluate(() => Reveal.getSlides().length);
const pages = await page.evaluate(() => document.querySelectorAll('.pdf-page').length);
const pdf = await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
await browser.close();

const printed = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
if (printed !== slides || pages !== slides) {
    console.error(`${slides} slides became ${printed} pages; each slide should be one page`);
    process.exit(1);
}
console.log(`${printed} pages, ${(statSync(path).size / 1e6).toFixed(1)} MB in ${path}`);
