// Opens every slide in a real browser, in every state, at two sizes, light and dark, and looks for what would
// embarrass a speaker: something that sticks out, a missing picture, grey on grey, a request to the network,
// an error.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { launch, openDeck } from '../tools/browser.mjs';
import { scriptOf } from '../tools/script.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = [
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
    { width: 390, height: 844 },
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
                await page.addScriptTag({ content: `${smallTexts}\n${ownTexts}` });
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
    await page.addScriptTag({ content: `${smallTexts}\n${ownTexts}` });
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

    const picture = (text) =>
        `<svg class="p" role="img" aria-label="a picture" viewBox="0 0 400 100">${text}</svg>`;
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
    assert.match(await faultsOf('<p style="font-size:23px">small</p>'), /"small" is 23.0 px high/);
    assert.match(
        await faultsOf(picture('<text x="10" y="50">one</text><text x="20" y="52">two</text>')),
        /"one" and "two" touch/,
    );
    assert.match(
        await faultsOf(picture('<rect width="40" height="100"/><text x="10" y="50">too wide</text>')),
        /crosses the edge of a box/,
    );
    assert.match(
        await faultsOf(
            picture('<rect width="92" height="60"/><text x="3" y="40" textLength="86">too wide</text>'),
        ),
        /"too wide" fills its box/,
    );
    assert.match(
        await faultsOf(
            picture('<circle cx="50" cy="50" r="45"/><text x="7" y="55" textLength="86">too wide</text>'),
        ),
        /"too wide" fills its circle/,
    );
    assert.match(
        await faultsOf(picture('<path d="M0 50 H400"/><text x="10" y="55">struck</text>')),
        /goes through its text "struck"/,
    );
    assert.match(
        await faultsOf(
            '<pre class="code"><span class="line hot" style="box-shadow:0 0 0 5px red">hot</span></pre>',
        ),
        /covers the line above/,
    );
    assert.match(await faultsOf('<p style="color:#999">Grey on white</p>'), /contrast/);
    assert.match(
        await faultsOf('<p style="background:linear-gradient(red,blue)">On a rainbow</p>'),
        /contrast/,
    );
    assert.match(await faultsOf(picture('<text x="390" y="50">beyond</text>')), /beyond its edge/);
    assert.match(
        await faultsOf(picture('<rect width="40" height="40" style="stroke:red;stroke-width:2"/>')),
        /rect at 0, 0 is cut at its edge/,
    );
    assert.match(
        await faultsOf(picture('<text x="10" y="50" style="font-size:3px">tiny</text>')),
        /"tiny" is .* px high/,
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

test('each picture says in words what it shows, and a race says its steps in their order', async () => {
    const page = await openDeck(browser, SIZES[0]);
    const pictures = await page.evaluate(() =>
        [...document.querySelectorAll('.slides svg')].map((svg) => ({
            slide: svg.closest('section[data-plan]').id,
            race: svg.classList.contains('race'),
            title: svg.querySelector('title')?.textContent ?? '',
            labelled: svg.getAttribute('aria-labelledby') === svg.querySelector('title')?.id,
            steps: [...svg.querySelectorAll('.step')].map((step) => step.textContent),
            actors: svg.classList.contains('race')
                ? [...svg.querySelectorAll('text.bold:not(.mid)')].map((text) => text.textContent)
                : [],
            badges: [...svg.querySelectorAll('rect[class^="actor-"][width="40"]')].map((rect) => [
                rect.getAttribute('class'),
                rect.nextElementSibling.textContent,
            ]),
            rows: svg.classList.contains('matrix')
                ? [...svg.querySelectorAll('text:not(.mid)')].map((text) => text.textContent)
                : [],
            numbers: [...svg.querySelectorAll('text:not(:is(.race, .matrix) text)')]
                .map((text) => text.textContent.match(/^(\d) [a-z]/)?.[1])
                .filter(Boolean),
        })),
    );
    await page.close();
    assert.ok(pictures.filter(({ race }) => race).length >= 10);
    assert.equal(pictures.filter(({ rows }) => rows.length >= 10).length, 2);
    for (const { slide, race, title, labelled, steps, numbers, actors, badges, rows } of pictures) {
        const letters = new Map(badges);
        assert.ok(!race || actors.length >= 1, `${slide} has no actors`);
        assert.equal(letters.size, actors.length, `${slide}: ${actors} have the badges ${badges}`);
        assert.equal(new Set(letters.values()).size, actors.length, `${slide}: two share a letter`);
        assert.ok(
            [...letters.values()].every((letter) => /^[A-Z]$/.test(letter)),
            `${slide}: ${badges}`,
        );
        assert.deepEqual(
            rows.filter((row) => !title.includes(`${row}: `)),
            [],
            `${slide} does not say these rows`,
        );
        assert.ok(labelled && title.length >= 30 && !/[[\]]/.test(title), `${slide}: "${title}"`);
        assert.ok(!race || steps.length >= 3, `${slide} has no steps`);
        let at = 0;
        for (const words of [...steps, ...numbers.sort().map((number) => `${number}. `)]) {
            at = title.indexOf(words, at);
            assert.ok(at >= 0, `${slide}: "${title}" does not say "${words}" where it happens`);
        }
    }
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

test('a plan that is typed at the end of the address of an open deck is shown', async () => {
    const page = await openDeck(browser, SIZES[0]);
    const all = (await page.evaluate(allSlides)).length;
    await page.evaluate(() => Reveal.slide(1));
    await Promise.all([
        page.waitForURL(/[?]plan=90/),
        page.evaluate(() => (location.hash += '?plan=90')), // as a browser does it, without loading the page
    ]);
    await page.waitForFunction(() => window.Reveal?.isReady());
    const shown = (await page.evaluate(allSlides)).length;
    assert.ok(shown > 0 && shown < all, `${shown} of ${all} slides`);
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

test('a slide has the same number on the screen, in the PDF and in the script', async () => {
    const query = '&plan=half';
    const deck = await openDeck(browser, { ...SIZES[0], query });
    const script = await scriptOf(deck, { pictures: false });
    await deck.close();
    const print = await openDeck(browser, { ...SIZES[0], query: `${query}&view=print` });
    await print.waitForSelector('.pdf-page');
    const printed = await print.evaluate(() =>
        [...document.querySelectorAll('.pdf-page')].map((page) => ({
            id: page.querySelector('section[data-plan]').id,
            number: page.querySelector('.slide-number').textContent.trim(),
        })),
    );
    await print.close();
    assert.ok(script.length > 20);
    assert.deepEqual(
        printed,
        script.map(({ id, number }) => ({ id, number })),
    );
    assert.deepEqual(
        script.map(({ number }) => Number(number)),
        script.map((slide, i) => i + 1),
    );
    assert.deepEqual(
        script.filter(({ notes }) => !notes.includes('Say')).map(({ id }) => id),
        [],
    );
});

test('a phone shows the notes below the slide, and neither an audience nor a preview sees them', async () => {
    const isShown = async (size, query = '') => {
        const page = await openDeck(browser, { ...size, query });
        const notes = page.locator('.reveal > .speaker-notes');
        const visible = await notes.isVisible();
        if (visible) {
            assert.match(await notes.textContent(), /Say\s*\S+/);
            const slide = await page.locator('.slides').boundingBox();
            const { y, height } = await notes.boundingBox();
            assert.ok(y >= slide.y + slide.height - 1, 'they cover the slide');
            assert.ok(y <= slide.y + slide.height + 12, 'there is a gap between them and the slide');
            assert.ok(Math.abs(y + height - size.height) <= 1, `they end at ${y + height}`);
            await page.setViewportSize({ width: size.height, height: size.width });
            await notes.waitFor({ state: 'hidden' });
            const turned = await page.locator('.slides').boundingBox();
            assert.ok(turned.height >= size.width - 2, `turned, a slide is ${turned.height} px high`);
        }
        await page.close();
        return visible;
    };
    const [screen, , phone] = SIZES;
    assert.equal(await isShown(phone), true);
    assert.equal(await isShown(screen), false);
    assert.equal(await isShown({ width: phone.height, height: phone.width }), false);
    assert.equal(await isShown(phone, '&receiver'), false);
});

test('code is drawn as it is typed: != stays two signs', async () => {
    const page = await openDeck(browser, SIZES[0]);
    const drawn = await page.evaluate(() =>
        [...document.querySelectorAll('.slides pre.code code, .slides .output pre, .slides svg text')].map(
            (element) => getComputedStyle(element).fontVariantLigatures,
        ),
    );
    assert.deepEqual([...new Set(drawn)], ['none']);
    // AsciiDoc takes what is between underscores for emphasis, even in backticks.
    const formatted = await page.evaluate(() =>
        [...document.querySelectorAll('.slides code :is(em, strong, mark, sub, sup)')].map(
            (part) => part.closest('code').textContent,
        ),
    );
    assert.deepEqual(formatted, [], 'put +…+ inside the backticks');
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
    const notes = document.querySelector('.speaker-notes'); // a phone shows them
    if (notes.scrollWidth > notes.clientWidth) {
        faults.push(`the notes are ${notes.scrollWidth - notes.clientWidth} px too wide`);
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
        for (const shape of svg.querySelectorAll('rect, circle')) {
            const { stroke, strokeWidth } = getComputedStyle(shape);
            const box = shape.getBBox();
            const edge = stroke === 'none' ? 0 : parseFloat(strokeWidth) / 2;
            if (
                box.x - edge < view.x ||
                box.y - edge < view.y ||
                box.x + box.width + edge > view.x + view.width ||
                box.y + box.height + edge > view.y + view.height
            ) {
                faults.push(`The picture's ${shape.localName} at ${box.x}, ${box.y} is cut at its edge`);
            }
        }
        const isBefore = (one, other) =>
            one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
        const texts = [...svg.querySelectorAll('text')].map((text) => ({
            text,
            words: text.textContent,
            box: text.getBBox(),
        }));
        const shared = (a, b) => ({
            wide: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
            high: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
        });
        for (const [i, { text, words, box }] of texts.entries()) {
            for (const other of texts.slice(i + 1)) {
                const { wide, high } = shared(box, other.box);
                if ((wide > 0 && high > 6) || (wide > -6 && high > 20)) {
                    faults.push(`The picture's texts "${words}" and "${other.words}" touch`);
                }
            }
            for (const rect of svg.querySelectorAll('rect:not(.part)')) {
                const around = rect.getBBox();
                const { wide, high } = shared(box, around);
                if (wide > 2 && wide < box.width - 1 && high > box.height / 2) {
                    faults.push(`The picture's text "${words}" crosses the edge of a box`);
                } else if (wide === box.width && high > box.height / 2 && around.width - wide < 8) {
                    faults.push(`The picture's text "${words}" fills its box`);
                }
            }
            for (const circle of svg.querySelectorAll('circle')) {
                const around = circle.getBBox();
                const { wide, high } = shared(box, around);
                if (wide > 0 && high > box.height / 2 && around.width - box.width < 8) {
                    faults.push(`The picture's text "${words}" fills its circle`);
                }
            }
            for (const path of svg.querySelectorAll('path:not(defs path)')) {
                const covers = [...svg.querySelectorAll('rect, circle')].some(
                    (shape) =>
                        getComputedStyle(shape).fill !== 'none' &&
                        shared(box, shape.getBBox()).wide > box.width - 1 &&
                        shared(box, shape.getBBox()).high > box.height / 2 &&
                        isBefore(path, shape) &&
                        isBefore(shape, text),
                );
                if (covers) {
                    continue;
                }
                const through = { x: box.x + 2, y: box.y + 8, width: box.width - 4, height: box.height - 16 };
                for (let at = 0; at <= path.getTotalLength(); at += 4) {
                    const { x, y } = path.getPointAtLength(at);
                    const { wide, high } = shared(through, { x: x - 1, y: y - 1, width: 2, height: 2 });
                    if (wide > 0 && high > 0) {
                        faults.push(`A line of the picture goes through its text "${words}"`);
                        break;
                    }
                }
            }
        }
    }
    faults.push(...smallTexts(slide, scale));
    for (const { words, style } of ownTexts(slide)) {
        if (parseFloat(style.webkitTextStrokeWidth) > parseFloat(style.fontSize) / 20) {
            faults.push(`The outline of "${words}" fills its letters`);
        }
    }
    for (const line of slide.querySelectorAll('.line.hot')) {
        // "colour, right, down, blur, spread", as the browser writes it, for each shadow
        const shadows = getComputedStyle(line).boxShadow.matchAll(/(\S+px) (\S+px) (\S+px) (\S+px)/g);
        if ([...shadows].some(([, , ...numbers]) => numbers.some((number) => parseFloat(number) !== 0))) {
            faults.push(`The mark of ${told(line)} covers the line above`);
        }
    }
    for (const image of slide.querySelectorAll('img')) {
        if (!image.complete || image.naturalWidth === 0) {
            faults.push(`The picture ${image.getAttribute('src')} is missing`);
        }
    }
    return faults;
}

/** Every text on the slide that is smaller than 24 of 720 pixels, the page's own in the corners included. */
function smallTexts(slide, scale) {
    const small = [];
    const check = (words, pixels) => {
        if (words.trim() && pixels < 23.95) {
            const start = words.trim().slice(0, 40);
            small.push(`"${start}" is ${pixels.toFixed(1)} px high; the last row reads 24`);
        }
    };
    const number = document.querySelector('.slide-number');
    for (const root of [slide, number]) {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!element.closest('aside, title, style') && element.getClientRects().length > 0) {
                const svg = element.closest('svg');
                const beside = root === number ? 1 / scale : 1;
                const zoom = svg ? svg.getScreenCTM().a / scale : beside;
                check(texts.currentNode.data, parseFloat(getComputedStyle(element).fontSize) * zoom);
            }
        }
    }
    for (const { words, style } of ownTexts(slide)) {
        check(words, parseFloat(style.fontSize));
    }
    return small;
}

/** What the style sheet writes: the chapter, its number, the version, a break. */
function ownTexts(slide) {
    return ['::before', '::after']
        .map((pseudo) => getComputedStyle(slide, pseudo))
        .filter(({ content }) => content !== 'none')
        .map((style) => ({ words: style.content.replaceAll('"', ''), style }));
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
    const contrast = (one, other) => {
        const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
    };
    const paper = getComputedStyle(document.querySelector('.reveal')).backgroundColor;
    const number = getComputedStyle(document.querySelector('.slide-number'));
    for (const { words, style } of [...ownTexts(slide), { words: 'the number', style: number }]) {
        const stroke = parseFloat(style.webkitTextStrokeWidth) > 0 && style.webkitTextStrokeColor;
        const ratio = contrast(stroke || style.color, paper);
        if (ratio < 4.5) {
            faults.push(`"${words}" has contrast ${ratio.toFixed(2)}; it needs 4.5`);
        }
    }
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
        const ratio = contrast(getComputedStyle(text).fill, ground);
        if (ratio < 4.5) {
            faults.push(
                `The picture's text "${text.textContent}" has contrast ${ratio.toFixed(2)}; it needs 4.5`,
            );
        }
    }
    return faults;
}
