// Finds slides that give an answer away: code from a solution that the starter does not have yet, or a
// picture of an answer, on a slide that comes before the exercise in the deck. Every plan keeps the deck's
// order, so this holds in each.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SLIDE = /^\[[^\]\n]*minutes=[^\]\n]*\]\n===? (.*)$/;
/** Lines of the solution that a wrong answer lacks. */
const LACKS = /^include::\{wrong\}\/(\d+\.\d+)-\S*\.patch\[.*shows=removed/;
const INCLUDE = /^include::\{solution\}\/(\w+\.java)\[tags?=(\w+)\]$/;

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

/** Pictures and races that draw an answer, and the exercises that they answer. */
export const DRAWN = {
    '01-chain': ['1.2'],
    '01-signature': ['1.5'],
    '02-gone-away': ['2.2'],
    '02-orders-1': ['2.3'],
    '02-outbox': ['2.4'],
    '02-race-key': ['2.5'],
    '02-race-version': ['2.6'],
    '03-wrong-row': ['3.1'],
    '03-shims': ['3.3'],
    '03-places': ['3.4'],
    '04-inherited': ['4.1'],
    '04-which-id': ['4.1'],
    '04-sealed': ['4.4'],
    '05-key': ['5.1', '5.2'],
    '05-namesakes': ['5.4'],
    '06-names': ['6.3'],
};
const PICTURE = /^(?:image|race|orders)::([\w-]+)(?:\.svg)?\[/;

/** @param sources [[name, text]] in any order */
export function earlyAnswers(sources, exercises, repository) {
    const early = [];
    for (const [, text] of sources) {
        const solution = text.match(/^:solution: \.\.\/solutions\/(.+)$/m)?.[1];
        const lines = text.split('\n');
        const seen = new Set();
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
            const picture = line.match(PICTURE)?.[1];
            for (const id of (DRAWN[picture] ?? []).filter((each) => !seen.has(each))) {
                early.push(`"${title}" draws ${picture}, the answer to ${id}, before its exercise`);
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
