// Opens every slide in a real browser, in every state, at two sizes, light and dark, and looks for what would
// embarrass a speaker: something that sticks out, a missing picture, grey on grey, a request to the network,
// an error.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { launch, openDeck } from '../tools/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = [
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
];
const LOOKS = ['light', 'dark'];

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

for (const size of SIZES) {
    for (const look of LOOKS) {
        describe(`${size.width}×${size.height}, ${look}`, () => {
            let page;
            const requests = [];
            const errors = [];
            before(async () => {
                const context = await browser.newContext({ viewport: size });
                context.on('request', (request) => requests.push(request.url()));
                context.on('requestfailed', (request) => errors.push(`${request.url()} could not be loaded`));
                context.on('weberror', (error) => errors.push(String(error.error())));
                context.on(
                    'console',
                    (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()),
                );
                page = await openDeck(context, { ...size, look });
            });
            after(() => page.context().close());

            test('nothing sticks out, every picture is there, and everything can be read', async () => {
                await page.addScriptTag({ content: AXE });
                const faults = [];
                let states = 0;
                for (const slide of await page.evaluate(allSlides)) {
                    await page.evaluate(({ h, v }) => Reveal.slide(h, v, -1), slide);
                    let more = true;
                    while (more) {
                        states++;
                        faults.push(
                            ...(await page.evaluate(whatIsWrong)).map((fault) => `${slide.id}: ${fault}`),
                        );
                        more = await page.evaluate(() => Reveal.nextFragment());
                    }
                    // Colours do not depend on the size.
                    if (size === SIZES[0]) {
                        faults.push(
                            ...(await page.evaluate(whatCannotBeRead)).map(
                                (fault) => `${slide.id}: ${fault}`,
                            ),
                        );
                    }
                }
                assert.ok(states > 0, 'The deck has no slides');
                assert.equal(faults.length, 0, `\n${faults.join('\n')}`);
            });

            test('nothing was fetched from anywhere, and the browser reported no error', () => {
                assert.deepEqual(
                    requests.filter((url) => !/^(file|data|about):/.test(url)),
                    [],
                );
                assert.deepEqual(errors, []);
            });

            test('the typefaces are the packaged ones', async () => {
                const used = await page.evaluate(() =>
                    [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family),
                );
                assert.deepEqual([...new Set(used.map((name) => name.replaceAll('"', '')))].sort(), [
                    'Bricolage Grotesque',
                    'JetBrains Mono',
                    'Signs',
                ]);
            });
        });
    }
}

test('these tests see what they look for', async () => {
    const page = await openDeck(browser, SIZES[0]);
    await page.addScriptTag({ content: AXE });
    const faultsOf = async (html) => {
        await page.evaluate((html) => {
            const content = Reveal.getCurrentSlide().querySelector('.slide-content');
            content.innerHTML = html;
        }, html);
        await page.waitForFunction(() => [...document.images].every((image) => image.complete));
        return [...(await page.evaluate(whatIsWrong)), ...(await page.evaluate(whatCannotBeRead))].join('\n');
    };
    await page.evaluate(() =>
        Reveal.slide(...Object.values(Reveal.getIndices(document.querySelector('section:has(.code)')))),
    );

    assert.equal(await faultsOf('<p>All is well.</p>'), '');
    assert.match(await faultsOf(`<pre>${'too wide '.repeat(20)}</pre>`), /no room for all of its content/);
    assert.match(
        await faultsOf('<p style="position:relative;left:900px">Out to the right</p>'),
        /sticks out of the slide/,
    );
    assert.match(await faultsOf('<p style="margin-top:-200px">Up</p>'), /overlap/);
    assert.match(
        await faultsOf('<p style="width:50px;overflow:hidden;white-space:nowrap">Cut off at the edge</p>'),
        /no room for all of its content/,
    );
    assert.match(await faultsOf('<img src="nowhere.png" alt="nothing">'), /nowhere.png is missing/);
    assert.match(await faultsOf('<p style="color:#999">Grey on white</p>'), /contrast/);
    assert.match(
        await faultsOf('<p style="background:linear-gradient(red,blue)">On a rainbow</p>'),
        /contrast/,
    );
    const picture = (text) =>
        `<svg class="p" role="img" aria-label="a picture" viewBox="0 0 400 100">${text}</svg>`;
    assert.match(await faultsOf(picture('<text x="390" y="50">beyond</text>')), /beyond its edge/);
    assert.match(
        await faultsOf(picture('<text x="10" y="50" style="font-size:3px">tiny</text>')),
        /no one in the last row/,
    );
    assert.match(
        await faultsOf(
            picture(
                '<rect class="full" width="400" height="100"/><text x="10" y="50">blue on blue</text>',
            ).replace('class="full"', 'style="fill:#445"'),
        ),
        /"blue on blue" has contrast/,
    );
    await page.close();
});

test('a shorter plan shows fewer slides, each of the longer one', async () => {
    const shown = {};
    for (const plan of ['90', '120', 'half', 'full', 'home']) {
        const page = await openDeck(browser, { ...SIZES[0], query: `&plan=${plan}` });
        shown[plan] = (await page.evaluate(allSlides)).map((slide) => slide.id);
        await page.close();
    }
    for (const [shorter, longer] of [
        ['90', '120'],
        ['120', 'half'],
        ['half', 'full'],
        ['full', 'home'],
    ]) {
        assert.ok(
            shown[shorter].length < shown[longer].length,
            `${shorter} has ${shown[shorter].length} slides, ${longer} has ${shown[longer].length}`,
        );
        assert.deepEqual(
            shown[shorter].filter((id) => !shown[longer].includes(id)),
            [],
            `only in ${shorter}`,
        );
    }
});

test('the speaker has notes and a clock', async () => {
    const page = await openDeck(browser, SIZES[0]);
    const [speaker] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('s')]);
    await speaker.waitForSelector('.speaker-controls-notes .value dt', { state: 'attached' });
    await page.evaluate(() => Reveal.next());
    const notes = await page.evaluate(
        () => Reveal.getCurrentSlide().querySelector('aside.notes').textContent,
    );
    await speaker.waitForFunction(
        (text) => document.querySelector('.speaker-controls-notes .value').textContent.includes(text),
        notes.trim().slice(0, 40),
    );
    await page.close();
});

test('D switches between light and dark', async () => {
    const page = await openDeck(browser, SIZES[0]);
    const paper = () =>
        page.evaluate(() => getComputedStyle(document.querySelector('.reveal')).backgroundColor);
    const light = await paper();
    await page.keyboard.press('d');
    const dark = await paper();
    await page.keyboard.press('d');
    assert.notEqual(dark, light);
    assert.equal(await paper(), light);
    await page.close();
});

// --- what runs in the page --------------------------------------------------------------------------------

function allSlides() {
    return Reveal.getSlides().map((slide) => ({ id: slide.id, ...Reveal.getIndices(slide) }));
}

function whatIsWrong() {
    const faults = [];
    const slide = Reveal.getCurrentSlide();
    const frame = document.querySelector('.slides').getBoundingClientRect();
    const scale = Reveal.getScale();
    const told = (element) => {
        const text = element.textContent || element.getAttribute('alt') || '';
        return `<${element.localName}> "${text.trim().slice(0, 40)}"`;
    };

    // The page's own corners (number, progress) begin 48 pixels above the lower edge and 40 from the sides.
    const room = {
        left: frame.left + 40 * scale,
        right: frame.right - 40 * scale,
        top: frame.top + 20 * scale,
        bottom: frame.bottom - 48 * scale,
    };
    for (const element of slide.querySelectorAll('.slide-content *, h2')) {
        if (element.closest('aside, defs, title, desc, style') || element.getClientRects().length === 0) {
            continue;
        }
        const box = element.getBoundingClientRect();
        if (
            box.left < room.left - 1 ||
            box.right > room.right + 1 ||
            box.top < room.top - 1 ||
            box.bottom > room.bottom + 1
        ) {
            faults.push(
                `${told(element)} sticks out of the slide by ${Math.ceil(
                    Math.max(
                        room.left - box.left,
                        box.right - room.right,
                        room.top - box.top,
                        box.bottom - room.bottom,
                    ) / scale,
                )} px`,
            );
        }
        const ink = 0.35 * parseFloat(getComputedStyle(element).fontSize); // letters reach beyond a low line
        if (
            !element.closest('svg') &&
            element.clientWidth > 0 &&
            (element.scrollWidth > element.clientWidth + 1 ||
                element.scrollHeight > element.clientHeight + ink)
        ) {
            faults.push(`${told(element)} has no room for all of its content`);
        }
    }
    const blocks = [...slide.querySelectorAll('h2, .slide-content > *:not(aside), .split > .content > *')];
    for (const [i, one] of blocks.entries()) {
        for (const other of blocks
            .slice(i + 1)
            .filter((block) => !one.contains(block) && !block.contains(one))) {
            const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
            if (
                a.width &&
                b.width &&
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
                Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
            ) {
                faults.push(`${told(one)} and ${told(other)} overlap`);
            }
        }
    }
    for (const svg of slide.querySelectorAll('svg')) {
        const view = svg.viewBox.baseVal;
        for (const text of svg.querySelectorAll('text')) {
            const box = text.getBBox();
            if (
                box.x < view.x - 1 ||
                box.y < view.y - 1 ||
                box.x + box.width > view.x + view.width + 1 ||
                box.y + box.height > view.y + view.height + 1
            ) {
                faults.push(`The picture's text "${text.textContent}" reaches beyond its edge`);
            }
        }
        const smallest = Math.min(
            ...[...svg.querySelectorAll('text')].map(
                (text) => (parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a) / scale,
            ),
        );
        if (smallest < 11) {
            faults.push(
                `A picture has text ${smallest.toFixed(1)} px high; no one in the last row can read it`,
            );
        }
    }
    for (const image of slide.querySelectorAll('img')) {
        if (!image.complete || image.naturalWidth === 0) {
            faults.push(`The picture ${image.getAttribute('src')} is missing`);
        }
    }
    return faults;
}

/** axe checks the text in HTML, but not in pictures; their contrast is computed here, by the same rule. */
async function whatCannotBeRead() {
    const slide = Reveal.getCurrentSlide();
    const { violations, incomplete } = await axe.run(slide, {
        resultTypes: ['violations', 'incomplete'],
        runOnly: {
            type: 'rule',
            values: [
                'color-contrast',
                'svg-img-alt',
                'image-alt',
                'duplicate-id-aria',
                'aria-valid-attr-value',
                'heading-order',
                'link-name',
            ],
        },
    });
    // What axe cannot decide also counts as a fault; but stars are not text, and pictures come below.
    const undecided = incomplete.flatMap(({ help, nodes }) =>
        nodes
            .filter((node) => !node.html.startsWith('<text') && !/class="(stars|p|race)"/.test(node.html))
            .map((node) => ({ help, nodes: [node] })),
    );
    const faults = [...violations, ...undecided].flatMap(({ help, nodes }) =>
        nodes.map((node) => `${help}: ${node.html.slice(0, 90)} ${node.any[0]?.message ?? ''}`),
    );

    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return canvas.getImageData(0, 0, 1, 1).data;
    };
    const luminance = (colour) =>
        [...rgb(colour)]
            .slice(0, 3)
            .map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const paper = getComputedStyle(document.querySelector('.reveal')).backgroundColor;
    for (const text of slide.querySelectorAll('svg text')) {
        const box = text.getBBox();
        const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        const below = [...text.ownerSVGElement.querySelectorAll('rect, circle')].filter((shape) => {
            const around = shape.getBBox();
            return (
                getComputedStyle(shape).fill !== 'none' &&
                shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING &&
                around.x <= centre.x &&
                centre.x <= around.x + around.width &&
                around.y <= centre.y &&
                centre.y <= around.y + around.height
            );
        });
        const ground = below.length > 0 ? getComputedStyle(below.at(-1)).fill : paper;
        const [light, dark] = [luminance(getComputedStyle(text).fill), luminance(ground)].sort(
            (a, b) => b - a,
        );
        const ratio = (light + 0.05) / (dark + 0.05);
        if (ratio < 4.5) {
            faults.push(
                `The picture's text "${text.textContent}" has contrast ${ratio.toFixed(2)}; it needs 4.5`,
            );
        }
    }
    return faults;
}
