// Finds the parts of a run that are worth a slide. Each returns a function({ log, folder }), as runs/*.mjs want it.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The score of the step, without the trail. */
export const score = () => ({ log }) => log.match(/^Step \d\d · [^]*?(?=\n\n|\n {2}Hints)/m)?.[0];

/** One exercise in the score: what it says, without its points and where to edit. */
export const said = (id) => ({ log }) => lines(log, new RegExp(`^  [✘✔] ${id} `), /^( {2}[✘✔–] \d|$)/)
    ?.filter((line) => !/^ {6}edit {2}/.test(line)).map((line) => line.slice(2).replace(/ {2,}(–|\d+)$/, '')).join('\n');

/** One exercise's red tests, above the score, with their whole message. */
export const failure = (id) => ({ log }) => lines(log, new RegExp(`^✘ ${id} `), /^(✘ \d+\.\d+ |Step \d\d · )/)?.join('\n');

/** What a red test says, above the score, from the line that begins so, and without what was expected and where. */
export const red = (start) => ({ log }) => {
    const all = lines(log, new RegExp(`^ {4,6}\\[?${start}`), /^ {6}(at |expect|\[?but was)/i);
    const indent = all?.[0].search(/\S/);
    return all?.map((line) => line.slice(indent)).join('\n');
};

/** Part of what was printed, from the line that matches until the one before the line that matches. */
export const between = (first, after) => ({ log }) => lines(log, first, after)?.join('\n');

/** The explorer's picture of a race, from the page that a red test has written. */
export const race = (page) => ({ folder }) => {
    const pages = join(folder, 'target', 'workshop', 'races');
    if (!existsSync(join(pages, `${page}.html`))) {
        throw new Error(`No red test drew the race ${page}; there are ${existsSync(pages) ? readdirSync(pages).join(', ') : 'no pictures'}`);
    }
    const html = readFileSync(join(pages, `${page}.html`), 'utf8');
    return html.match(/<svg[^]*<\/svg>/)[0]
        .replace(/ width="\d+" height="\d+"/, ' class="race"')
        .replace(' The steps are listed as text below.', '')
        .replace('>', `>\n<style>${RACE}</style>`);
};

function lines(log, first, after) {
    const all = log.split(/\r?\n/);
    const from = all.findIndex((line) => first.test(line));
    if (from < 0) {
        return undefined;
    }
    const length = all.slice(from + 1).findIndex((line) => after.test(line));
    return all.slice(from, length < 0 ? undefined : from + 1 + length);
}

/** The colours of the deck where the picture stands in it, and plain ones where it is looked at alone. */
const RACE = [
    '.race{font:14px monospace}',
    '.race text{fill:var(--ink,#1c2430)}',
    '.race .lane{stroke:var(--line,#c3cbd6);stroke-width:2}',
    '.race .name{font-weight:bold}',
    '.race .number{fill:var(--soft,#5b6675);font-size:11px}',
    '.race .dot{fill:var(--ink,#1c2430)}',
    '.race .bad.dot{fill:var(--bad,#c22326)}',
    '.race text.bad{fill:var(--bad,#c22326);font-weight:bold}',
    '.race .crash.dot{fill:var(--paper,#fff);stroke:var(--ink,#1c2430);stroke-width:2}',
    '.race .crash.bad.dot{stroke:var(--bad,#c22326)}',
    '.race .reach{stroke:var(--accent,#2b3fd0);stroke-width:2;stroke-dasharray:4 4}',
    '.race .seen{fill:var(--tint,#e2e5fb)}',
    '.race text.seen-by{fill:var(--ink,#1c2430);font-size:12px}',
].join('');
