// Finds slides that give an answer away: code from a solution that the starter does not have yet, a picture
// of an answer, or what its run says, on a slide that comes before the exercise in the deck. Every plan keeps
// the deck's order, so this holds in each.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SLIDE = /^\[[^\]\n]*minutes=[^\]\n]*\]\n===? (.*)$/;
/** Lines of the solution that a wrong answer lacks. */
const LACKS = /^include::\{wrong\}\/(\d+\.\d+)-\S*\.patch\[.*shows=removed/;
const INCLUDE = /^include::\{solution\}\/(\w+\.java)\[tag=(\w+)\]$/;
/** Any other way to a file of a solution; what it shows is not known. */
const OTHER = /^include::(?!.*\/(?:wrong|right)\/)(?:\{solution\}|\S*\bsolutions\/)/;

/**
 * A file that several exercises edit: which of them a tag answers. All of them, when it is not said here.
 */
const ANSWERS = {
    'Refs.java[typeOf]': ['5.1', '5.2'],
    'Refs.java[nameOf]': ['5.3'],
    'TaskPerType.java[rules]': ['3.2'],
    'Shims.java[shim]': ['3.3'],
    'Shims.java[shared]': ['3.3'],
};

/** Pictures, races and outputs that give an answer away, and the exercises that they answer. */
export const DRAWN = {
    '01-draft-bytes': ['1.1'],
    '01-chain': ['1.2'],
    '01-attack': ['1.2'],
    '01-attack-calls': ['1.2'],
    '01-signature': ['1.5'],
    '01-two-ends': ['1.6'],
    '02-gone-away': ['2.2'],
    '02-orders-1': ['2.3'],
    '02-outbox': ['2.4'],
    '02-race-key': ['2.5'],
    '02-race-version': ['2.6'],
    '02-matrix': ['2.3', '2.4', '2.5', '2.6', '2.7'],
    '03-wrong-row': ['3.1'],
    '03-shims': ['3.3'],
    '03-places': ['3.4'],
    '03-bill': ['3.1', '3.3'],
    '04-inherited': ['4.1'],
    '04-which-id': ['4.1'],
    '04-at-the-worker': ['4.1'],
    '04-at-the-call': ['4.2'],
    '04-late': ['4.2'],
    '04-sealed': ['4.4'],
    '04-deploy': ['4.4'],
    '04-bill': ['4.4'],
    '05-key': ['5.1', '5.2'],
    '05-namesakes': ['5.4'],
    '05-bill': ['5.7'],
    '06-asdict': ['6.1'],
    '06-forms': ['6.1'],
    '06-double': ['6.2'],
    '06-names': ['6.3'],
    '06-verdicts': ['6.3'],
    '06-reports': ['6.4'],
    '06-native': ['6.5'],
};

/** Those that tell the story, show what goes wrong, or say what an approach costs. */
export const HARMLESS = [
    ...['00-bottleneck', '00-forum', '00-trail', '00-loop'],
    ...['01-wire', '01-promise', '01-bomb', '01-costs'],
    ...['02-wire', '02-id', '02-orders-4', '02-race-saved', '02-race-relay-dies', '02-race-worker-dies'],
    ...['02-race-author-edits', '02-race-overtaken', '02-costs'],
    ...['03-wire', '03-whose', '03-costs'],
    ...['04-wire', '04-shapes', '04-costs'],
    ...['05-wire', '05-name', '05-names', '05-written', '05-race-new', '05-two-flushes', '05-loop'],
    '05-costs',
    ...['06-wire', '06-air', '06-shallow', '06-deploys', '06-photograph', '06-costs'],
    '07-which',
];
const PICTURE = /^(?:image|race|orders|matrix)::([\w-]+)(?:\.svg)?\[/;
const OUTPUT = /^include::outputs\/([\w.-]+)\.(?:txt|csv)\[/;
/** The output of a wrong answer, which gives no right one away. */
const WRONG = /^\d\d-wrong-\d/;

/** @param sources [[name, text]] in the deck's order */
export function earlyAnswers(sources, exercises, repository) {
    const early = [];
    const seen = new Set();
    for (const [, text] of sources) {
        const solution = text.match(/^:solution: \.\.\/solutions\/(.+)$/m)?.[1];
        const lines = text.split('\n');
        let title = '';
        for (const [i, line] of lines.entries()) {
            title = `${line}\n${lines[i + 1] ?? ''}`.match(SLIDE)?.[1] ?? title;
            const exercise = line.match(/^\[[^\]\n]*exercise=(\d+\.\d+)/)?.[1];
            if (exercise) {
                seen.add(exercise);
            }
            const lacks = line.match(LACKS)?.[1];
            if (lacks && !seen.has(lacks)) {
                early.push(`"${title}" shows what a wrong answer to ${lacks} lacks, before its exercise`);
            }
            const shown = (line.match(PICTURE) ?? line.match(OUTPUT))?.[1];
            if (shown && !DRAWN[shown] && !HARMLESS.includes(shown) && !WRONG.test(shown)) {
                early.push(`"${title}" shows ${shown}: does it answer an exercise? Add it to answers.mjs`);
            }
            for (const id of (DRAWN[shown] ?? []).filter((each) => !seen.has(each))) {
                early.push(`"${title}" draws ${shown}, the answer to ${id}, before its exercise`);
            }
            if (OTHER.test(line) && !INCLUDE.test(line)) {
                early.push(`"${title}" includes a solution in another way than by one tag: ${line}`);
            }
            const [, file, tag] = line.match(INCLUDE) ?? [];
            if (!file || inStarter(repository, solution, file, tag)) {
                continue;
            }
            const step = solution.match(/^step-0?(\d+)/)[1];
            const answered =
                ANSWERS[`${file}[${tag}]`] ??
                [...exercises.values()]
                    .filter(({ id, edit }) => id.startsWith(`${step}.`) && edit.includes(file))
                    .map(({ id }) => id);
            for (const id of answered.filter((each) => !seen.has(each))) {
                early.push(`"${title}" shows ${file}[${tag}], the answer to ${id}, before its exercise`);
            }
        }
    }
    return early;
}

/** Whether learners have these lines from the start. */
function inStarter(repository, solution, file, tag) {
    const starter = join(repository, solution, file);
    if (!existsSync(starter)) {
        return false;
    }
    const lines = readFileSync(join(repository, 'solutions', solution, file), 'utf8').split('\n');
    const from = lines.findIndex((line) => line.includes(`tag::${tag}[]`));
    const to = lines.findIndex((line) => line.includes(`end::${tag}[]`));
    const shown = lines.slice(from + 1, to).join('\n').replaceAll(/\s+/g, ' ').trim();
    return readFileSync(starter, 'utf8').replaceAll(/\s+/g, ' ').includes(shown);
}
