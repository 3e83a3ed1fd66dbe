// The plans, as numbers and in the browser: sums that fit, a speaker's clock that paces, and a list of plans
// where the address has a typing mistake. And no slide gives an answer away before its exercise.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, openDeck } from '../tools/browser.mjs';
import { FOLDER, REPOSITORY, readDeck } from '../tools/deck.mjs';
import { DAYS, LONGEST_TALK, SETUP, dayOf, pageData } from '../tools/plans.mjs';
import { DRAWN, HARMLESS, earlyAnswers } from '../tools/answers.mjs';

const GONE = 'draws 02-gone-away, the answer to 2.2, before its exercise';
const SIZE = { width: 1280, height: 720 };
const { slides, exercises } = readDeck();
const folder = mkdtempSync(join(tmpdir(), 'plans-'));
let browser;
before(async () => {
    browser = await launch();
});
after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
});

for (const plan of Object.keys(DAYS)) {
    test(`${DAYS[plan].name}: the sums are those of the READMEs and slides, and they fit`, () => {
        const day = dayOf(plan, slides);
        assert.deepEqual(day.faults, []);
        const all = day.blocks.reduce((sum, block) => sum + block.minutes, 0);
        assert.equal(all + day.spare, day.length);
        assert.equal(day.blocks[0].minutes, SETUP);
        assert.equal(day.blocks.at(-1).what, 'What to take home');
        for (const { exercise, minutes } of day.blocks.filter(({ kind }) => kind === 'exercise')) {
            assert.equal(minutes, exercises.get(exercise).minutes);
        }
        assert.ok(day.doing >= day.talking, `${day.doing} minutes hands-on, ${day.talking} of talk`);
        const done = day.blocks.flatMap(({ exercise }) => exercise ?? []);
        const home = day.homework.map(({ id }) => id);
        assert.deepEqual([...done, ...home].sort(), [...exercises.keys()].sort());
    });

    test(`${DAYS[plan].name}: the speaker's clock paces, breaks and exercises included`, async () => {
        const page = await openDeck(browser, { ...SIZE, query: `&plan=${plan}` });
        const [speaker] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('s')]);
        const pacing = speaker.locator('.pacing');
        await pacing.waitFor({ state: 'visible' });
        assert.ok(await speaker.locator('.pacing-title').isVisible());
        // The speaker's window asks the deck for each number, so a value comes a moment later.
        const leaves = (minutes) =>
            speaker.waitForFunction(
                (wanted) => {
                    const text = document.querySelector('.pacing').textContent;
                    const [hours, minutes, seconds] = text.match(/\d+/g).map(Number);
                    return Math.abs(60 * hours + minutes + seconds / 60 - wanted) < 0.5;
                },
                minutes,
            );
        await leaves(SETUP + slides[0].minutes);
        assert.match(await pacing.getAttribute('class'), /on-track/);

        await page.evaluate(() => {
            const { h, v } = Reveal.getIndices(Reveal.getSlides().at(-1));
            Reveal.slide(h, v);
        });
        const { length, spare } = dayOf(plan, slides);
        await leaves(length - spare);
        assert.match(await pacing.getAttribute('class'), /ahead/);
        await page.close();
    });
}

test("the README's choice for two hours takes the minutes that it says", () => {
    const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
    const [, list, said] = readme.match(/If you have two hours, do ([^:]*): (\d+) minutes/);
    const minutes = list.match(/\d+\.\d+/g).map((id) => exercises.get(id).minutes);
    assert.equal(minutes.reduce((a, b) => a + b), Number(said));
    assert.ok(Number(said) <= 105);
});

test('the guide names the exercises that need an earlier one', () => {
    const guide = readFileSync(join(FOLDER, 'GUIDE.md'), 'utf8');
    const [, list] = guide.match(/need an earlier one, which their README names: ([^]*?)\.\n/);
    const needy = [...exercises].filter(([, { needs }]) => needs.length > 0).map(([id]) => id);
    assert.deepEqual(list.match(/\d+\.\d+/g), needy);
});

test('a plan that does not fit is refused, with the reason', () => {
    const slower = dayOf(
        '90',
        slides.map((slide) => ({ ...slide, exercise: slide.exercise && { ...slide.exercise, minutes: 60 } })),
    );
    assert.match(slower.faults.join('\n'), /90 minutes: 135 minutes too long/);
    const greedy = { ...slides.find(({ exercise }) => exercise?.id === '5.1'), said: '' };
    greedy.exercise = { ...greedy.exercise, needs: ['4.4'] };
    const needy = dayOf('120', slides.map((slide) => (slide.id === greedy.id ? greedy : slide)));
    assert.match(needy.faults.join('\n'), /Two hours: 5.1 needs 4.4, which is not in it/);
    const late = (plan, change) =>
        dayOf(plan, slides, { day: { ...DAYS[plan], ...change } }).faults.join('\n');
    assert.match(late('90', { end: undefined }), /90 minutes: in its last exercise, 2.3, nothing is left /);
    assert.match(late('full', { skip: ['3.3', '6.4'] }), /A day: 3.3 is to be dropped, but 3.4 needs it/);
    const talkative = dayOf('90', slides.map((slide) => ({ ...slide, minutes: slide.minutes * 3 })));
    assert.match(talkative.faults.join('\n'), /only 33 % of it is hands-on/);
    const longest = 3 * dayOf('90', slides).longest.minutes;
    assert.match(talkative.faults.join('\n'), new RegExp(`${longest} minutes of talk without a pause`));
    assert.ok(longest > LONGEST_TALK);
});

test('the plan has the times of the day, lunch when it is wanted, and minutes that were measured', () => {
    const plan = (...options) =>
        execFileSync(process.execPath, ['tools/plan.mjs', ...options], { cwd: FOLDER, encoding: 'utf8' });
    const day = plan('--plan=full', '--start=9:00', '--lunch=12:15');
    const lunch = day.match(/\| (\d+):(\d\d) \| \*\*lunch\*\*/);
    const at = 60 * Number(lunch[1]) + Number(lunch[2]);
    assert.ok(Math.abs(at - (12 * 60 + 15)) <= 15, `lunch at ${lunch[1]}:${lunch[2]}`);
    assert.match(day, /\| 9:00 \| laptops/);

    const measured = join(folder, 'measured.csv');
    writeFileSync(measured, 'exercise,minutes\n1.2,33\n');
    assert.match(plan('--plan=90', `--measured=${measured}`), /1\.2 Wear[^|]*\|[^|]*\| 33 \|/);
    assert.match(plan('--plan=90', `--measured=${measured}`), /! 90 minutes: 13 minutes too long/);

    const late = plan('--plan=full', '--start=9:00', '--lunch=17:30');
    assert.match(late, /! A day: lunch is at 15:\d\d; that is the nearest place to 17:30/);
});

test('wherever lunch is, no break is lost or beside it, and the deck pauses where the plan does', () => {
    for (let lunch = 30; lunch <= 450; lunch += 5) {
        const { blocks, breaks, pausing, faults } = dayOf('full', slides, { lunch });
        const at = `lunch after ${lunch} minutes`;
        assert.equal(pausing, 90, at);
        assert.deepEqual(faults, [], at);
        assert.equal(new Set(breaks.map(({ before }) => before)).size, 3, at);
        assert.deepEqual(pageData(slides, { lunch }).full.breaks, breaks);
        const pauses = blocks.flatMap(({ kind }, i) => (kind === 'break' ? [i] : []));
        for (const [i, next] of pauses.slice(1).entries()) {
            const between = blocks.slice(pauses[i] + 1, next).reduce((sum, { minutes }) => sum + minutes, 0);
            assert.ok(between >= 30, `${at}: two breaks with ${between} minutes between them`);
        }
    }
});

test('the deck of a day has the minutes that were measured, and refuses what the plan refuses', () => {
    const { slides: own } = readDeck(FOLDER, new Map([['1.2', 33]]));
    assert.equal(own.find(({ exercise }) => exercise?.id === '1.2').exercise.minutes, 33);
    const { status, stderr } = spawnSync(process.execPath, ['tools/build.mjs', '--lunch=12:15'], {
        cwd: FOLDER,
        encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /--lunch needs --start/);
});

for (const [what, options, complaint, csv] of [
    ['a semicolon', ['--measured=FILE'], /"1.2;33" is not an exercise and minutes/, '1.2;33'],
    ['an exercise that does not exist', ['--measured=FILE'], /there is no exercise 9.9/, '9.9,33'],
    ['a file that does not exist', ['--measured=nowhere.csv'], /There is no file nowhere.csv in /],
    ['a plan that does not exist', ['--plan=week'], /There is no plan "week". The plans are: 90, /],
    ['a time that is none', ['--start=25:00'], /"25:00" is not a time such as 9:00/],
    ['a lunch without a start', ['--lunch=12:00'], /--lunch needs --start/],
    ['a lunch before the start', ['--start=9:00', '--lunch=8:00'], /Lunch at 8:00 is before the start/],
    ['a lunch in a short plan', ['--plan=half', '--start=9:00', '--lunch=12:00'], /"half" has no lunch/],
]) {
    test(`the plan refuses ${what}`, () => {
        const measured = join(folder, 'wrong.csv');
        writeFileSync(measured, `exercise, minutes\n${csv}\n`);
        const { status, stderr } = spawnSync(
            process.execPath,
            ['tools/plan.mjs', ...options.map((option) => option.replace('FILE', measured))],
            { cwd: FOLDER, encoding: 'utf8' },
        );
        assert.equal(status, 2);
        assert.match(stderr, complaint);
    });
}

for (const mistyped of ['halfday', 'day', '90min', 'Full', '', '<b>']) {
    test(`?plan=${mistyped} shows the list of plans`, async () => {
        const page = await openDeck(browser, { ...SIZE, query: `&plan=${encodeURIComponent(mistyped)}` });
        const text = await page.evaluate(() => document.body.innerText);
        assert.match(text, mistyped ? /There is no plan/ : /Choose a plan/);
        assert.ok(text.includes(mistyped));
        for (const [name, day] of Object.entries(DAYS)) {
            assert.ok(text.includes(`?plan=${name}`) && text.includes(day.name), name);
        }
        await page.click('a:has-text("?plan=half")');
        await page.waitForFunction(() => window.Reveal?.isReady() && Reveal.getTotalSlides() > 20);
        await page.close();
    });
}

test('no slide gives an answer away before its exercise', () => {
    const deck = readFileSync(join(FOLDER, 'deck.adoc'), 'utf8');
    const sources = [...deck.matchAll(/^include::(\S+\.adoc)\[\]$/gm)].map(([, name]) => [
        name,
        readFileSync(join(FOLDER, name), 'utf8'),
    ]);
    assert.deepEqual(earlyAnswers(sources, exercises, REPOSITORY), []);
    const all = sources.map(([, text]) => text).join('\n');
    assert.deepEqual(
        [...Object.keys(DRAWN), ...HARMLESS].filter(
            (name) => !new RegExp(`::(outputs/)?${name}(\\.\\w+)?\\[`).test(all),
        ),
        [],
        'no slide shows these',
    );

    // A new picture and a new way to include a solution are not passed over.
    for (const [from, to, complaint] of [
        ['image::00-trail.svg', 'image::00-trial.svg', '"Six ways through the bottleneck" shows 00-trial:'],
        ['outputs/01-bomb.txt', 'outputs/01-bombs.txt', '"No gadget needed: a bomb" shows 01-bombs:'],
        ['[tag=dumps]', '[lines=1..9]', '"Two streams, and it works" includes a solution'],
        ['[tag=dumps]', '[tags=dumps;loads]', '"Two streams, and it works" includes a solution'],
        ['{solution}/Once.java', '../solutions/x/A.java', '"The proof lives and dies with the work" in'],
    ]) {
        const changed = sources.map(([name, text]) => [name, text.replace(from, to)]);
        const early = earlyAnswers(changed, exercises, REPOSITORY);
        assert.ok(early.some((fault) => fault.startsWith(complaint)), `${complaint}:\n${early.join('\n')}`);
    }

    // And it names the slide when one is moved before.
    for (const [title, exercise, complaint] of [
        ['The cast came too late', '1.2', 'shows Attack.java[trap], the answer to 1.2, before its exercise'],
        [
            'Limit what comes in, whatever its shape',
            '1.3',
            'shows what a wrong answer to 1.3 lacks, before its exercise',
        ],
        ['Three honest classes, one weapon', '1.2', 'draws 01-chain, the answer to 1.2, before its exercise'],
        ['Two systems, and one commit', '2.4', 'draws 02-outbox, the answer to 2.4, before its exercise'],
        ['Nothing there: gone, or away?', '2.2', GONE],
        ['One of three, and nothing else', '4.4', 'draws 04-sealed, the answer to 4.4, before its exercise'],
        [
            'Three good messages, and one that is not',
            '6.4',
            'draws 06-reports, the answer to 6.4, before its exercise',
        ],
    ]) {
        const moved = sources.map(([name, text]) => {
            const heading = title.replace('?', '\\?');
            const slide = text.match(
                new RegExp(`^\\[[^\\]\\n]*\\]\\n=== ${heading}\\n.*?(?=^\\[[^\\]\\n]*minutes=)`, 'ms'),
            )?.[0];
            const at = text.match(new RegExp(`^\\[[^\\]\\n]*exercise=${exercise}`, 'm'))?.[0];
            return [name, slide ? text.replace(slide, '').replace(at, slide + at) : text];
        });
        const early = earlyAnswers(moved, exercises, REPOSITORY);
        assert.ok(early.includes(`"${title}" ${complaint}`), `${title}:\n${early.join('\n')}`);
    }
});
