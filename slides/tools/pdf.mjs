// Prints build/slides.pdf, one page for each slide, with all its fragments; and build/script.pdf, the slides
// in small with their notes.
//
//     npm run pdf -- --plan=half

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { statSync } from 'node:fs';
import { launch, openDeck } from './browser.mjs';
import { FOLDER } from './deck.mjs';
import { DAYS } from './plans.mjs';
import { scriptOf, scriptPage } from './script.mjs';

const { values } = parseArgs({ options: { plan: { type: 'string', default: 'home' } } });
if (values.plan !== 'home' && !DAYS[values.plan]) {
    console.error(`There is no plan "${values.plan}". The plans are: ${Object.keys(DAYS).join(', ')}, home`);
    process.exit(2);
}
const size = { width: 1280, height: 720 };
const browser = await launch();
const printed = await printSlides();
await printScript();
await browser.close();

async function printSlides() {
    const page = await openDeck(browser, { ...size, query: `&plan=${values.plan}&view=print` });
    await page.waitForSelector('.pdf-page');
    const slides = await page.evaluate(() => Reveal.getSlides().length);
    const pages = await page.evaluate(() => document.querySelectorAll('.pdf-page').length);
    const pdf = await print(page, 'slides.pdf', { preferCSSPageSize: true });
    const printed = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    if (printed !== slides || pages !== slides) {
        failed(`${slides} slides became ${printed} pages; each slide should be one page`);
    }
    return printed;
}

async function printScript() {
    const deck = await openDeck(browser, { ...size, query: `&plan=${values.plan}` });
    const script = await scriptOf(deck);
    if (script.length !== printed) {
        failed(`The script has ${script.length} slides, and the PDF ${printed}`);
    }
    const page = await browser.newPage();
    await page.setContent(scriptPage(`${await deck.title()}: the script`, script));
    const margin = { top: '1.4cm', bottom: '1.4cm', left: '1.4cm', right: '1.4cm' };
    await print(page, 'script.pdf', { format: 'A4', margin });
}

async function print(page, name, options) {
    const path = join(FOLDER, 'build', name);
    const pdf = await page.pdf({ path, printBackground: true, tagged: true, outline: true, ...options });
    for (const part of ['/StructTreeRoot', '/Outlines', '/Lang']) {
        if (!pdf.includes(part)) {
            failed(`${name} has no ${part.slice(1)}, so a screen reader cannot use it`);
        }
    }
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    console.log(`${pages} pages, ${(statSync(path).size / 1e6).toFixed(1)} MB in ${path}`);
    return pdf;
}

function failed(message) {
    console.error(message);
    process.exit(1);
}
