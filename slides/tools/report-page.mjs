// Looks at the page of a score in a real browser: contrast of 4.5, also of large letters, in both colour
// schemes; links that lead somewhere; the keyboard; and a phone. .ci/run report_page makes a page for it.
//
//     node tools/report-page.mjs ../step-01-pickle-danger/target/workshop/report.html

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// Marks count as text, and large text as small.
const CONTRAST = { ignoreUnicode: false, contrastRatio: { large: { expected: 4.5 } } };
const address = pathToFileURL(process.argv[2]).href;

const browser = await launch();
try {
    for (const colorScheme of ['light', 'dark']) {
        for (const width of [390, 1280]) {
            // The page allows no script but the tester's.
            const context = await browser.newContext({
                colorScheme,
                viewport: { width, height: 844 },
                bypassCSP: true,
            });
            const page = await context.newPage();
            await page.goto(address);
            await looksRight(page, `${colorScheme}, ${width} px`);
            await context.close();
        }
    }
} finally {
    await browser.close();
}

async function looksRight(page, where) {
    await page.addScriptTag({ content: AXE });
    const faults = await page.evaluate(async (options) => {
        const { violations, incomplete } = await axe.run(document, {
            resultTypes: ['violations', 'incomplete'],
            checks: { 'color-contrast': { options } },
        });
        return [...violations, ...incomplete].flatMap(({ help, nodes }) =>
            nodes.map((node) => `${help}: ${node.html.slice(0, 100)} ${node.any[0]?.message ?? ''}`),
        );
    }, CONTRAST);
    assert.deepEqual(faults, [], where);

    const [wide, screen] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
    ]);
    assert.ok(wide <= screen, `${where}: the page is ${wide} px wide`);

    const links = await page.$$eval('a', (all) => all.map((link) => link.href));
    assert.ok(links.length > 1, `${where}: links`);
    for (const link of links) {
        assert.ok(existsSync(fileURLToPath(link)), `${where}: ${link} leads nowhere`);
    }

    const rows = page.locator('summary');
    assert.ok((await rows.count()) > 1, `${where}: rows`);
    for (const row of await rows.all()) {
        const [cursor, marker] = await row.evaluate((one) => [
            getComputedStyle(one).cursor,
            getComputedStyle(one, '::after').content,
        ]);
        assert.equal(cursor, 'pointer', `${where}: a row looks as if it opens`);
        assert.match(marker, /[▸▾]/, `${where}: a row has its triangle`);
    }

    // From the top, the first stop of the tabulator is the first row; the key Enter closes it and opens it.
    await page.keyboard.press('Tab');
    const first = page.locator('details').first();
    const isOpen = () => first.evaluate((row) => row.open);
    assert.ok(await rows.first().evaluate((row) => row === document.activeElement), `${where}: the keyboard`);
    assert.notEqual(await rows.first().evaluate((row) => getComputedStyle(row).outlineStyle), 'none', where);
    const before = await isOpen();
    await page.keyboard.press('Enter');
    assert.equal(await isOpen(), !before, `${where}: Enter on a row`);
    await page.keyboard.press('Enter');
    assert.equal(await isOpen(), before, `${where}: Enter once more`);
    console.log(`${where}: ${await rows.count()} rows and ${links.length} links are as they should be`);
}
