// A deck with a mistake must not build, and the complaint says what the mistake is.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FOLDER, REPOSITORY, readDeck } from '../tools/deck.mjs';
import { exercises } from '../tools/exercises.mjs';
import { wholeSentences } from '../tools/extract.mjs';
import { DAYS, SHOWN_BY } from '../tools/plans.mjs';
import { versionOf } from '../tools/version.mjs';

const folder = mkdtempSync(join(tmpdir(), 'deck-'));
after(() => rmSync(folder, { recursive: true }));

const GOOD = {
    title: 'A slide',
    attributes: 'minutes=2,plan=90',
    body: 'A sentence.',
    notes: '[.notes]\n--\nSay:: This.\nAsked:: That.\n--',
};
const JAVA = '[source,java]\n----\ninclude::Code.java[tag=part]\n----';
const PATCH = '[source,java]\n----\ninclude::answer.patch[hunk=2,shows=added]\n----';
writeFileSync(
    join(folder, 'answer.patch'),
    '--- a/A.java\n+++ b/A.java\n@@ -1,1 +1,1 @@\n-a();\n+b();\n@@ -9,1 +9,2 @@\n c();\n+d();\n',
);
writeFileSync(
    join(folder, 'Code.java'),
    `// tag::part[]
int x;
// end::part[]
// tag::wide[]
String wide = "${'x'.repeat(80)}";
// end::wide[]
// tag::long[]
${'x++;\n'.repeat(16)}// end::long[]
`,
);

test('the deck itself has no mistake', () => {
    assert.ok(readDeck(FOLDER).slides.length > 0);
});

for (const [what, fault, complaint] of [
    ['a sample from a tested file', { body: JAVA }, null],
    ['a missing tag', { body: JAVA.replace('part', 'nowhere') }, /tag 'nowhere' not found/],
    ['a missing file', { body: JAVA.replace('Code.java', 'Cod.java') }, /include file not found/],
    ['a sample that is too wide', { body: JAVA.replace('part', 'wide') }, /97 columns wide; 80 can be read/],
    ['a sample that is too long', { body: JAVA.replace('part', 'long') }, /16 lines long; 15 can be read/],
    ['Java that was typed in', { body: '[source,java]\n----\nint x;\n----' }, /typed-in Java: "int x;"/],
    ['Java without a tag', { body: JAVA.replace('tag=part', '') }, /typed-in Java/],
    [
        'output that was typed in',
        { body: '[.output]\n----\nall is well\n----' },
        /typed-in output: "all is well"/,
    ],
    ['a part of a patch', { body: PATCH }, null],
    [
        'a part of a patch that is not there',
        { body: PATCH.replace('added', 'removed') },
        /answer\.patch has nothing for hunk=2, shows=removed/,
    ],
    [
        'a highlighted text that is gone',
        { body: JAVA.replace('source,java', 'source,java,role="hot-gone"') },
        /No line of the sample .* contains "gone"/,
    ],
    ['a slide without minutes', { attributes: 'plan=90' }, /"A slide" has no minutes/],
    ['a plan that does not exist', { attributes: 'minutes=2,plan=week' }, /plan=week should be one of/],
    ['a slide without notes', { notes: '' }, /"A slide" has no notes on what to say/],
    [
        'notes without what people ask',
        { notes: '[.notes]\n--\nSay:: This.\n--' },
        /or on what happens in the room/,
    ],
    [
        'notes that say nothing',
        { notes: '[.notes]\n--\nSay:: …\nAsked:: That.\n--' },
        /the note "Say" says nothing/,
    ],
    [
        'notes of another kind',
        { notes: '[.notes]\n--\nSay:: This.\nAsked:: That.\nJoke:: Those.\n--' },
        /a note is called "Joke"/,
    ],
    ['an exercise that does not exist', { body: 'exercise::9.9[]' }, /There is no exercise 9.9/],
    [
        'an exercise under another name',
        { attributes: 'minutes=2,plan=90,exercise=1.1' },
        /the step's README calls it "1.1 Send an object as bytes"/,
    ],
    ['an exercise without a slide', {}, /Exercise 6.6 is on 0 slides, and should be on one/],
]) {
    test(what, () => {
        const { title, attributes, body, notes } = { ...GOOD, ...fault };
        writeFileSync(
            join(folder, 'deck.adoc'),
            `= Deck\n\n[${attributes}]\n== ${title}\n\n${body}\n\n${notes}\n`,
        );
        const complaints = faultsOf(folder);
        if (complaint) {
            assert.match(complaints, complaint);
        } else {
            // Such a small deck lacks all the exercises, and nothing else.
            assert.doesNotMatch(
                complaints.replace(
                    /^The deck must.*$|^ {2}Exercise .* is on 0 slides, and should be on one$/gm,
                    '',
                ),
                /\S/,
            );
        }
    });
}

/** They end with a call, with bytes or with a value, and no full stop belongs there. */
const NO_SENTENCE = [
    '01-draft-bytes.txt',
    '01-attack.txt',
    '01-attack-calls.txt',
    '04-at-the-call.txt',
    '06-shallow.txt',
];

test('no output on a slide ends inside a word or a sentence', () => {
    const shown = sourcesOf(FOLDER).matchAll(/include::outputs\/(.*\.txt)\[/g);
    const cut = (text) =>
        wholeSentences(text) !== text || /\p{L}…|…\p{L}|\[…\]/u.test(text) || /[\p{L},]$/u.test(text);
    for (const [, name] of shown) {
        const text = readFileSync(join(FOLDER, 'outputs', name), 'utf8').trimEnd();
        assert.equal(cut(text), NO_SENTENCE.includes(name), `${name}:\n${text}`);
    }
    assert.ok(cut('    It was red. What it'));
    assert.ok(cut('    It was red. What it says is …'));
    assert.ok(cut('    It was red. What it sa…'));
    assert.equal(wholeSentences('    It was red. What it says is …'), '    It was red. …');
});

test('what a run of a wrong answer says is below the code of that answer', async () => {
    assert.deepEqual(
        ['wrong-3.1.txt', 'wrong-13.1.txt', 'wrong-3.11.txt', 'wrong-3.1-two.txt'].map((name) =>
            isAbout(name, '3.1'),
        ),
        [true, false, false, true],
    );
    const answers = await wrongAnswers();
    assert.deepEqual(withoutCode(sourcesOf(FOLDER), answers), []);
    const without = sourcesOf(FOLDER)
        .replace(/include::.*2\.3-flushes-first.*/, '')
        .replace('6.1-enums-by-their-label', '6.1-another');
    assert.deepEqual(withoutCode(without, answers), [
        '"A flush is not a commit" shows 02-wrong-2.3-flush.txt without the code of 2.3-flushes-first',
        '"“toString() will do”" shows 06-wrong-6.1.txt without the code of 6.1-enums-by-their-label',
    ]);
});

test('each exercise of a plan has its debrief before the next one: a wrong answer and the right one', () => {
    const sources = sourcesOf(FOLDER);
    assert.deepEqual(withoutDebrief(sources), []);
    for (const [from, to, complaint] of [
        ['plan=90]\n=== Two streams', 'plan=half]\n=== Two streams', ['right', 'wrong']],
        ['"each message needs a stream', '"each message wants a stream', ['wrong']],
    ]) {
        const lacks = ['90', '120'].flatMap((plan) =>
            complaint.map((what) => `1.1 in ${plan}: no ${what} answer`),
        );
        const faults = withoutDebrief(sources.replace(from, to));
        assert.deepEqual(faults.filter((fault) => lacks.includes(fault)), lacks, from);
    }
    assert.deepEqual(withoutDebrief(sources.replace('{solution}/Posts.java', '{solution}/Ports.java')), [
        '5.4 in full: no right answer',
    ]);
});

test('the notes quote the tests word for word', () => {
    assert.deepEqual(misquotes(sourcesOf(FOLDER)), []);
    assert.deepEqual(misquotes(sourcesOf(FOLDER).replace('"calls HashSet.add"', '"calls HashMap.add"')), [
        'calls HashMap.add',
    ]);
});

test('where the code of a wrong answer is, its output is, too, or what the test says of it', async () => {
    const answers = await wrongAnswers();
    assert.deepEqual(withoutWords(sourcesOf(FOLDER), answers), []);
    assert.deepEqual(withoutWords(sourcesOf(FOLDER).replace('"Depth alone', '"Width alone'), answers), [
        '"Limit what comes in, whatever its shape": what does the test say of 1.3-depth-alone?',
    ]);
});

test('whoever acts in a race has been spoken of, in every plan', () => {
    assert.deepEqual(strangers(sourcesOf(FOLDER)), []);
    const relay = sourcesOf(FOLDER).replace('race::02-race-saved[]', 'race::relay[]');
    const read = (name) => (name === 'relay' ? 'lost\nweb: COMMIT\nrelay: begins a round' : raceFile(name));
    assert.deepEqual(
        strangers(relay, read),
        SHOWN_BY.map((plan) => `"The worker looks before the commit", in ${plan}: who is the relay?`),
    );
});

test('no output and no picture is left that nothing shows', () => {
    assert.deepEqual(unused(sourcesOf(FOLDER)), []);
    const without = sourcesOf(FOLDER).replace('image::01-bomb.svg', '').replaceAll('02-race-key', '');
    assert.deepEqual(unused(without), ['outputs/02-race-key.txt', 'pictures/01-bomb.svg']);
});

test('without a browser, printing says what to install on which system', () => {
    // Elsewhere than on Linux, browsers are found without a PATH.
    for (const CHROMIUM of process.platform === 'linux' ? ['', 'nowhere'] : ['nowhere']) {
        const { status, stderr } = spawnSync(process.execPath, ['tools/pdf.mjs'], {
            cwd: FOLDER,
            encoding: 'utf8',
            env: { ...process.env, PATH: '', CHROMIUM },
        });
        assert.equal(status, 2, stderr);
        assert.ok(stderr.includes(CHROMIUM), stderr);
        for (const system of ['Debian, Ubuntu:', 'Fedora:', 'macOS:', 'Windows:']) {
            assert.ok(stderr.includes(system), stderr);
        }
    }
});

test('no plan shows more than six slides in a row without a picture, code or output', () => {
    assert.deepEqual(textOnly(sourcesOf(FOLDER)), []);
    const without = sourcesOf(FOLDER).replace(/(What each cure takes away[^]*?)^matrix::.*$/m, '$1');
    const words = '10 slides from "Others have answered the same question" to "Where to go from here"';
    assert.deepEqual(textOnly(without), [`full: ${words}`, `home: ${words}`]);
});

test('a slide of its step says each word of the glossary, and the closing shows each word once', () => {
    assert.deepEqual(unsaid(glossary()), []);
    assert.deepEqual(unsaid([...glossary(), ['saga', '4.4']]), ['saga, of step-04']);
    const [first, second] = [...sourcesOf(FOLDER).matchAll(/^include::.*glossary\.csv\[lines=(.*)\]$/gm)];
    const lines = readFileSync(join(REPOSITORY, 'workshop', 'glossary.csv'), 'utf8').trim().split('\n');
    const to = Number(first[1].match(/^1\.\.(\d+)$/)[1]);
    assert.equal(second[1], `1;${to + 1}..`);
    const steps = glossary().map(([, exercise]) => exercise.split('.')[0]);
    assert.deepEqual([...new Set(steps.slice(0, to - 1))], ['1', '2'], 'Words to search for: 01 and 02');
    assert.ok(!['1', '2'].includes(steps[to - 1]), `${lines[to]} belongs to the first slide`);
});

test('the deck shows its version, in a clone and from a ZIP', () => {
    assert.match(versionOf(REPOSITORY), /^\S{4,}$|^[0-9a-f]{7,} of \d{4}-\d\d-\d\d$/);
    mkdirSync(join(folder, 'workshop'));
    const file = join(folder, 'workshop', 'version.txt');
    writeFileSync(file, '1a2b3c4 of 2026-11-28\n');
    assert.equal(versionOf(folder), '1a2b3c4 of 2026-11-28');
    writeFileSync(file, readFileSync(join(REPOSITORY, 'workshop', 'version.txt')));
    assert.ok(!versionOf(folder).includes('$'));
});

test('the glossary is the same in its page and in the READMEs', () => {
    execFileSync(process.execPath, ['tools/glossary.mjs', '--check'], { cwd: FOLDER });
});

/** The deck's files, in its order. */
function sourcesOf(folder) {
    return readFileSync(join(folder, 'deck.adoc'), 'utf8').replace(/^include::(.*)\[\]$/gm, (all, name) =>
        readFileSync(join(folder, name), 'utf8'),
    );
}

/** The slides in their order: { title, plan, exercise, text }. */
function slidesOf(sources) {
    return sources
        .split(/^(?=\[[^\]\n]*minutes=)/m)
        .slice(1)
        .map((text) => ({
            title: text.match(/^===? (.*)$/m)[1],
            plan: text.match(/plan=(\w+)/)[1],
            exercise: text.match(/exercise=([\d.]+)/)?.[1],
            text: text.replace(/^\/\/.*$/gm, ''),
        }));
}

/** Which wrong answer an output's file is from: the run says so that writes it. */
async function wrongAnswers() {
    const from = new Map();
    for (const script of readdirSync(join(FOLDER, 'runs')).filter((name) => name.endsWith('.mjs'))) {
        const runs = (await import(`../runs/${script}`)).default;
        for (const { answers, write, shown } of runs.filter((run) => Array.isArray(run.answers))) {
            for (const name of write ? Object.keys(write) : writtenBy(shown)) {
                const of = answers.filter((answer) => isAbout(name, answer.match(/^\d+\.\d+/)[0]));
                const one = answers.length === 1 ? answers : of;
                from.set(`${script.slice('step-'.length, -'.mjs'.length)}-${name}`, one[0]);
            }
        }
    }
    return from;
}

/** Whether a file's name has this exercise, and not 13.1 or 3.11 for 3.1. */
function isAbout(name, exercise) {
    return new RegExp(`(?<!\\d)${exercise.replace('.', '\\.')}(?!\\d)`).test(name);
}

/** The files that a test in runs/ writes. */
function writtenBy(shown) {
    const java = readFileSync(join(FOLDER, 'runs', `${shown}.java`), 'utf8');
    return [...java.matchAll(/\bwrite\(\s*"([^"]+)"/g)].map(([, name]) => name);
}

/** Complaints about outputs; each needs Java of its own answer above it, on the same slide. */
function withoutCode(sources, answers) {
    return slidesOf(sources).flatMap(({ title, text }) =>
        [...text.matchAll(/^include::outputs\/(.*)\[/gm)]
            .filter(([, file]) => answers.has(file))
            .filter(({ index, 1: file }) => !text.slice(0, index).includes(`{wrong}/${answers.get(file)}/`))
            .map(([, file]) => `"${title}" shows ${file} without the code of ${answers.get(file)}`),
    );
}

/** Exercises whose right answer is no code on a slide, with the slide that has it, and why. */
const NO_CODE = {
    3.4: {
        slide: 'Six places, in two files',
        why: 'the answer is one line in each of six places; the picture names them',
    },
};

/**
 * Exercises of a plan whose debrief lacks something, until the next exercise comes: the right answer, or a
 * wrong one (its code, or what people tried and the test says, in the notes).
 */
function withoutDebrief(sources) {
    const known = exercises(REPOSITORY);
    const slides = slidesOf(sources);
    return Object.keys(DAYS).flatMap((plan) => {
        const length = SHOWN_BY.indexOf(DAYS[plan].shows);
        const shown = slides.filter((slide) => SHOWN_BY.indexOf(slide.plan) <= length);
        return shown.flatMap(({ exercise }, at) => {
            if (!exercise) {
                return [];
            }
            const next = shown.slice(at + 1).findIndex((slide) => slide.exercise);
            const after = shown.slice(at + 1, next < 0 ? undefined : at + 1 + next);
            const text = after.map((slide) => slide.text).join('\n');
            const wrong = [...text.matchAll(/^include::\{wrong\}\/(\d+\.\d+)-.*$/gm)]
                .filter(([, id]) => id === exercise)
                .map(([line]) => line);
            const isRemoved = (line) => line.includes('shows=removed');
            const isRight =
                after.some(({ title }) => title === NO_CODE[exercise]?.slide) ||
                wrong.some(isRemoved) ||
                known.get(exercise).edit.some((file) => text.includes(`{solution}/${file}[`));
            const isWrong =
                wrong.some((line) => !isRemoved(line)) ||
                quotesIn(text).some((words) => wordsOf(exercise).some((said) => said.includes(words)));
            return [isRight || 'right', isWrong || 'wrong']
                .filter((lack) => lack !== true)
                .map((lack) => `${exercise} in ${plan}: no ${lack} answer`);
        });
    });
}

/** Stretches of more than six slides, as a plan shows them, on which there is only text. */
function textOnly(sources) {
    const slides = slidesOf(sources);
    return SHOWN_BY.flatMap((plan, i) => {
        const stretches = [[]];
        for (const { title, text } of slides.filter((slide) => SHOWN_BY.indexOf(slide.plan) <= i)) {
            const isSeen = /^(?:image|race|orders|matrix)::|^\[(?:source|\.output|\.wire)/m.test(text);
            isSeen ? stretches.push([]) : stretches.at(-1).push(title);
        }
        return stretches
            .filter(({ length }) => length > 6)
            .map((all) => `${plan}: ${all.length} slides from "${all[0]}" to "${all.at(-1)}"`);
    });
}

/** [[word, exercise]] */
function glossary() {
    return readFileSync(join(REPOSITORY, 'workshop', 'glossary.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => [line.slice(0, line.indexOf(',')), line.slice(line.lastIndexOf(',') + 1)]);
}

/** Words that no slide of their step says, not even in its notes. */
function unsaid(words) {
    return words
        .map(([word, exercise]) => [word, `step-${exercise.split('.')[0].padStart(2, '0')}`])
        .filter(([word, step]) => {
            const text = readFileSync(join(FOLDER, `${step}.adoc`), 'utf8').replaceAll(/\s+/g, ' ');
            return !new RegExp(`\\b${word.replaceAll(' ', '[ -]')}`, 'i').test(text);
        })
        .map(([word, step]) => `${word}, of ${step}`);
}

/** What the notes quote of the tests: the test says "…". */
function quotesIn(text) {
    return [...text.replaceAll(/\s+/g, ' ').matchAll(/the test says "([^"]+)"/g)].map(([, words]) => words);
}

const words = new Map();

/** The words that the tests of an exercise have for its wrong answers. */
function wordsOf(exercise) {
    words.has(exercise) || words.set(exercise, readWords(exercise));
    return words.get(exercise);
}

function readWords(exercise) {
    const folder = join(REPOSITORY, 'solutions', stepOf(exercise), 'wrong');
    return readdirSync(folder)
        .filter((name) => name.startsWith(`${exercise}-`))
        .flatMap((name) => wordsIn(join(folder, name), exercise));
}

function wordsIn(answer, exercise) {
    return readFileSync(join(answer, 'wrong.properties'), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith(`${exercise} = `))
        .map((line) => line.slice(line.indexOf('=') + 1).trim());
}

const stepOf = (exercise) =>
    readdirSync(REPOSITORY).find((name) =>
        name.startsWith(`step-${exercise.split('.')[0].padStart(2, '0')}-`),
    );

/** Slides that show a wrong answer before its exercise, or whose run is the next slide: { title: why }. */
const NO_WORDS = {
    'Quiz 1: the web process sends JSON. Who is safe now?': 'its answer comes after exercise 1.6',
    'Quiz 2: when does the worker look?': 'its answer comes after exercise 2.3',
    'Quiz 3: whose Question?': 'its answer comes after exercise 5.3',
    "The article's listing, in Java. What is wrong?": 'the room looks for it first',
    'The mixin: every save enqueues': 'the race on the next slide is from its run',
};

/** Slides with the code of a wrong answer, and neither its output nor what the test says of it. */
function withoutWords(sources, answers) {
    return slidesOf(sources)
        .filter(({ title }) => !NO_WORDS[title])
        .flatMap(({ title, text }) =>
            [...text.matchAll(/^include::.*\/((\d+\.\d+)-[^/]*)\/.*\[(.*)\]$/gm)]
                .filter(([line, , , shows]) => line.includes('wrong') && !shows.includes('shows=removed'))
                .filter(([, answer, exercise]) => {
                    const folder = join(REPOSITORY, 'solutions', stepOf(exercise), 'wrong', answer);
                    const said = wordsIn(folder, exercise);
                    const isQuoted = quotesIn(text).some((words) => said.some((all) => all.includes(words)));
                    return !(isQuoted || hasOutputOf(answer, text, answers));
                })
                .map(([, answer]) => `"${title}": what does the test say of ${answer}?`),
        );
}

function hasOutputOf(answer, text, answers) {
    return [...answers].some(([file, from]) => from === answer && text.includes(`include::outputs/${file}[`));
}

/** Words that the notes have from a test that does not say them. */
function misquotes(sources) {
    const all = new Set();
    for (const step of readdirSync(join(REPOSITORY, 'solutions')).filter((name) => /^step-\d/.test(name))) {
        const ids = readdirSync(join(REPOSITORY, 'solutions', step, 'wrong'))
            .map((name) => name.match(/^\d+\.\d+/)?.[0])
            .filter(Boolean);
        new Set(ids).forEach((id) => wordsOf(id).forEach((words) => all.add(words)));
    }
    return quotesIn(sources).filter((words) => ![...all].some((said) => said.includes(words)));
}

const raceFile = (name) => readFileSync(join(FOLDER, 'outputs', `${name}.txt`), 'utf8');

/** Actors that neither a slide before, as far as a plan shows it, nor the race's own notes name. */
function strangers(sources, read = raceFile) {
    const slides = slidesOf(sources);
    return SHOWN_BY.flatMap((plan, i) => {
        const shown = slides.filter((slide) => SHOWN_BY.indexOf(slide.plan) <= i);
        return shown.flatMap(({ title, text }, at) => {
            const before = shown.slice(0, at + 1).map((slide) => slide.text.replace(/^[a-z]+::.*$/gm, ''));
            return [...text.matchAll(/^(?:race|orders)::(.*)\[\]$/gm)]
                .flatMap(([, name]) => [...new Set(read(name).match(/^\w+(?=: )/gm))])
                .filter((actor) => !new RegExp(`\\b${actor}`, 'i').test(before.join('\n')))
                .map((actor) => `"${title}", in ${plan}: who is the ${actor}?`);
        });
    });
}

/** Files that neither a slide nor the workshop's first page shows. */
function unused(slides) {
    const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
    return ['outputs', 'pictures'].flatMap((place) =>
        readdirSync(join(FOLDER, place))
            .filter(
                (name) =>
                    ![`include::outputs/${name}[`, `image::${name}[`, `::${name.replace('.txt', '[')}`].some(
                        (macro) => slides.includes(macro),
                    ) && !readme.includes(`slides/${place}/${name}`),
            )
            .map((name) => `${place}/${name}`),
    );
}

function faultsOf(folder) {
    try {
        readDeck(folder);
        return '';
    } catch (e) {
        return e.message;
    }
}
