// Computes the plans from the minutes of slides and exercises.
//
//     npm run plan                                  writes PLANS.md
//     npm run plan -- --check                       fails when PLANS.md is old, or a plan does not fit
//     npm run plan -- --start=9:00 --lunch=12:15    prints the plans with the times of your day
//     npm run plan -- --plan=full --measured FILE   prints one, with the minutes that a group has needed
//
// day.mjs says what --start, --lunch and --measured take.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DAY_OPTIONS, readDay } from './day.mjs';
import { FOLDER } from './deck.mjs';
import { DAYS, dayOf, percent } from './plans.mjs';

const FILE = join(FOLDER, 'PLANS.md');

let values;
let plans;
let start;
let lunch;
let deck;
try {
    ({ values } = parseArgs({
        options: { check: { type: 'boolean' }, plan: { type: 'string' }, ...DAY_OPTIONS },
    }));
    plans = values.plan === undefined ? Object.keys(DAYS) : [values.plan];
    if (!DAYS[plans[0]]) {
        throw new Error(`There is no plan "${values.plan}". The plans are: ${Object.keys(DAYS).join(', ')}`);
    }
    ({ start, lunch, deck } = readDay(values));
    if (lunch && !plans.some((plan) => DAYS[plan].breaks.some((pause) => pause.lunch))) {
        throw new Error(`The plan "${values.plan}" has no lunch: leave --lunch out`);
    }
} catch (e) {
    console.error(e.message);
    process.exit(2);
}
const days = plans.map((plan) => ({ plan, ...dayOf(plan, deck.slides, { lunch }) }));
const faults = days.flatMap((day) => day.faults);
if (values.start || values.measured || values.plan) {
    console.log(days.map(text).join('\n'));
    faults.forEach((fault) => console.log(`! ${fault}`));
    days.flatMap(lateLunch).forEach((remark) => console.log(`! ${remark}`));
} else {
    const page = `# Plans

\`npm run plan\`, in \`slides\` and after \`npm ci\`, computes this from the minutes of slides and exercises.
With the times of your day: \`npm run plan -- --start=9:00 --lunch=12:15\`; with minutes that you have
measured: \`--measured FILE\`. \`npm run build\` takes the same options. \`build/index.html?plan=half\` shows
only the slides of a plan, and the speaker's view (key S) paces by the same minutes, breaks and exercises
included. The steps do not depend on each other.

Each plan begins with a quarter of an hour for the laptops, and ends with a review. Without the laptops and
the breaks, at least half of the time is hands-on, and no one talks for longer than 25 minutes.

| plan | slides | talk | hands-on | breaks | hands-on share | longest talk | to spare |
|---|--:|--:|--:|--:|--:|--:|--:|
${days.map(summary).join('\n')}

${days.map(text).join('\n')}`;
    if (values.check && readFileSync(FILE, 'utf8') !== page) {
        faults.push('PLANS.md is out of date. Write it again: npm run plan');
    }
    if (faults.length > 0) {
        console.error(faults.join('\n'));
        process.exit(1);
    }
    if (!values.check) {
        writeFileSync(FILE, page);
    }
    console.log(days.map(summary).join('\n'));
}

function summary({ name, blocks, talking, doing, pausing, handsOn, longest, spare }) {
    const slides = blocks.reduce((all, block) => all + block.slides, 0);
    return (
        `| ${name} | ${slides} | ${talking} | ${doing} | ${pausing} | ${percent(handsOn)} ` +
        `| ${longest.minutes} | ${spare} |`
    );
}

function text({ plan, name, length, blocks, room, skip, end, homework, spare }) {
    let clock = start;
    const rows = blocks.map(({ kind, what, minutes: took, slides: count }) => {
        const words = { setup: what, break: what, exercise: `**${what}**`, talk: what }[kind];
        const row = `| ${time(clock)} | ${words} | ${count || ''} | ${took} |`;
        clock += took;
        return row;
    });
    const left = spare > 0 ? ` To spare: ${spare} ${spare === 1 ? 'minute' : 'minutes'}.` : '';
    const first = skip.join('; if that is not enough, ');
    const later = end
        ? ` If ${skip.at(-1)} is over already, shorten ${end}: read out its hint 3, and stop.`
        : '';
    return `## ${name}

${wrap(`\`?plan=${plan}\` · ${room} When you are late, drop ${first}.${later}`)}

| from | what | slides | minutes |
|---|---|--:|--:|
${rows.join('\n')}
| ${time(clock)} | **end**; you have until ${time(length + start)} | | |

${wrap(`${left} For home: ${homework.map(({ id }) => id).join(', ')}.`.trim())}
`;
}

/** Lunch is never in the middle of an exercise, and the nearest place for it may be far from the time. */
function lateLunch({ name, blocks }) {
    const at = blocks.findIndex(({ what }) => what === '**lunch**');
    const clock = blocks.slice(0, at).reduce((sum, block) => sum + block.minutes, 0);
    return lunch !== undefined && at >= 0 && Math.abs(clock - lunch) > 20
        ? [`${name}: lunch is at ${time(start + clock)}; that is the nearest place to ${values.lunch}`]
        : [];
}

function wrap(text) {
    return text.replaceAll(/(.{1,100})(?: |$)/g, '$1\n').trimEnd();
}

function time(clock) {
    return `${Math.floor(clock / 60) % 24}:${String(Math.round(clock % 60)).padStart(2, '0')}`;
}
