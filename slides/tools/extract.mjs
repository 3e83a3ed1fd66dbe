// Finds the parts of a run that are worth a slide. Each returns a function({ log, folder }) for runs/*.mjs.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One exercise in the score: what it says, without its points and where to edit. */
export const said =
    (id) =>
    ({ log }) => {
        const text = lines(log, new RegExp(`^  [✘✔] ${id} `), /^( {2}[✘✔–] \d|$)/)
            ?.filter((line) => !/^ *edit( {2}|$)|^ *step-\S+\.java(:\d+)?$/.test(line))
            .map((line) => line.slice(2).replace(/ {2,}(–|\d+)$/, ''))
            .join('\n');
        return text && wholeSentences(text);
    };

/**
 * The score's three lines may end in the middle of a sentence; a slide ends with the sentence before, or with
 * the paragraph. A list, and what a colon announces, may be left open.
 */
export function wholeSentences(text) {
    const isOpen = / …$/.test(text) && !/: …$|\n {6}.*$/.test(text);
    const last = isOpen && [...text.matchAll(/[.!?][)"”]?(?=\s)|\n {4}\S.{0,40}(?=\n)/g)].at(-1);
    return last ? `${text.slice(0, last.index + last[0].length)} …` : text;
}

/** What a red test says above the score: from the line that begins so, up to what was expected and where. */
export const red =
    (start) =>
    ({ log }) => {
        // A long path has a line to itself, after the "at".
        const after = /^ *(at$|at \S+\.java:\d|expect|\[?but was)/i;
        return flush(lines(log, new RegExp(`^ {4,6}\\[?${start}`), after));
    };

/** Part of what was printed: from the line that matches "first", up to the one before "after" matches. */
export const between =
    (first, after) =>
    ({ log }) =>
        flush(lines(log, first, after));

/**
 * A race from the page that a red test has written, for tools/races.mjs to draw; without the steps of an
 * actor that the slides have not introduced.
 */
export const race =
    (page, { without } = {}) =>
    ({ folder }) => {
        const pages = join(folder, 'target', 'workshop', 'races');
        if (!existsSync(join(pages, `${page}.html`))) {
            const drawn = existsSync(pages) ? readdirSync(pages).join(', ') : 'none';
            throw new Error(`No red test drew the race ${page}. Races that were drawn: ${drawn}`);
        }
        const html = readFileSync(join(pages, `${page}.html`), 'utf8');
        const [, title] = html.match(/<title id="title">([^<]*)/);
        const actors = new Map(Array.from(html.matchAll(LANE), ([, x, name]) => [x, name]));
        const steps = Array.from(html.matchAll(DOT), ([, x, text]) => ({ actor: actors.get(x), text }))
            .filter(({ actor }) => actor !== without)
            .map(({ actor, text }) => `${actor}: ${text}`);
        return [title, ...steps].join('\n');
    };

/** In that page's picture: an actor's place, and a step's. */
const LANE = /class="lane" x1="(\d+)"[^>]*>\s*<text class="name"[^>]*>([^<]*)/g;
const DOT = /<circle class="dot[^"]*" cx="(\d+)"[^>]*>\s*<text[^>]*>([^<]*)/g;

/** Without the indentation of the first line. */
function flush(all) {
    const indent = all?.[0].search(/\S/);
    return all?.map((line) => line.slice(indent)).join('\n');
}

function lines(log, first, after) {
    const all = log.split(/\r?\n/);
    const from = all.findIndex((line) => first.test(line));
    if (from < 0) {
        return undefined;
    }
    const length = all.slice(from + 1).findIndex((line) => after.test(line));
    return all.slice(from, length < 0 ? undefined : from + 1 + length);
}
