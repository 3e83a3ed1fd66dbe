// What an instructor says of their own day, for the plan and for the deck alike:
//
//     --start=9:00 --lunch=12:15    when the day begins, and when lunch should
//     --measured=FILE               the minutes that a group has needed: a CSV, "exercise,minutes", then
//                                   lines such as 1.2,25

import { existsSync, readFileSync } from 'node:fs';
import { FOLDER, REPOSITORY, readDeck } from './deck.mjs';
import { exercises } from './exercises.mjs';

export const DAY_OPTIONS = {
    start: { type: 'string' },
    lunch: { type: 'string' },
    measured: { type: 'string' },
};

/**
 * @returns { start, lunch, deck }; start is in minutes from midnight, 0 if nothing is said; lunch in minutes
 *     from the start, undefined if nothing is said; the deck has the minutes that were measured
 * @throws Error whose message says what was typed
 */
export function readDay(values) {
    if (values.lunch && !values.start) {
        throw new Error('--lunch needs --start: --start=9:00 --lunch=12:15');
    }
    const start = values.start ? minutes(values.start) : 0;
    const lunch = values.lunch ? minutes(values.lunch) - start : undefined;
    if (lunch <= 0) {
        throw new Error(`Lunch at ${values.lunch} is before the start at ${values.start}`);
    }
    const measured = values.measured ? readMeasured(values.measured) : new Map();
    return { start, lunch, deck: readDeck(FOLDER, measured) };
}

function readMeasured(file) {
    if (!existsSync(file)) {
        throw new Error(`There is no file ${file} in ${process.cwd()}`);
    }
    const known = exercises(REPOSITORY);
    const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
    if (!/^exercise\s*,\s*minutes\s*$/.test(head)) {
        throw new Error(`${file} must begin with the line "exercise,minutes"`);
    }
    return new Map(
        lines.map((line) => {
            const [, id, took] = line.match(/^\s*(\d+\.\d+)\s*,\s*(\d+)\s*$/) ?? [];
            if (!id) {
                throw new Error(`${file}: "${line}" is not an exercise and minutes, such as 1.2,25`);
            }
            if (!known.has(id)) {
                throw new Error(`${file}: there is no exercise ${id}`);
            }
            return [id, Number(took)];
        }),
    );
}

function minutes(clock) {
    const [, hours, rest] = clock.match(/^(\d|[01]\d|2[0-3]):([0-5]\d)$/) ?? [];
    if (!hours) {
        throw new Error(`"${clock}" is not a time such as 9:00`);
    }
    return 60 * Number(hours) + Number(rest);
}
