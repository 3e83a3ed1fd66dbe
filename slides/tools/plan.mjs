// Computes the plans from the minutes of slides and exercises, and writes PLANS.md.
//
//     npm run plan               writes it
//     npm run plan -- --check    fails when PLANS.md is out of date, or a plan does not fit into its time

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER, PLANS, readDeck } from './deck.mjs';

/** Minutes from door to door, and of breaks. Little should be left over, and never less than nothing. */
const DAYS = {
    90: { name: '90 minutes', length: 90, breaks: 0, mostIdle: 5 },
    half: { name: 'Half a day', length: 240, breaks: 20, mostIdle: 15 },
    full: { name: 'A full day', length: 480, breaks: 90, mostIdle: 20 },
};
const FILE = join(FOLDER, 'PLANS.md');

const { slides } = readDeck();
const plans = Object.entries(DAYS).map(([plan, day]) => planFor(plan, day));
const text = `# Plans

\`npm run plan\` computes this from the minutes of each slide and each exercise.
\`build/index.html?plan=90\`, \`?plan=half\` and \`?plan=full\` show only the slides of a plan, and the
speaker's view (key S) paces by the same minutes. Exercises that are in no plan are for home; the steps do
not depend on each other.

${plans.map((plan) => plan.text).join('\n')}`;

const faults = plans.flatMap((plan) => plan.faults);
if (process.argv.includes('--check') && readFileSync(FILE, 'utf8') !== text) {
    faults.push('PLANS.md is out of date. Write it again: npm run plan');
}
if (faults.length > 0) {
    console.error(faults.join('\n'));
    process.exit(1);
}
if (!process.argv.includes('--check')) {
    writeFileSync(FILE, text);
}
console.log(plans.map((plan) => plan.summary).join('\n'));

function planFor(plan, { name, length, breaks, mostIdle }) {
    const shown = slides.filter((slide) => PLANS.indexOf(slide.plan) <= PLANS.indexOf(plan));
    const chapters = [...new Set(shown.map((slide) => slide.chapter))].map((chapter) => {
        const own = shown.filter((slide) => slide.chapter === chapter);
        return {
            title: `${own[0].number ? `${own[0].number} · ` : ''}${chapter}`,
            slides: own.length,
            talking: sum(own.map((slide) => slide.minutes)),
            exercises: own.flatMap((slide) => slide.exercise ?? []),
        };
    });
    let clock = 0;
    const rows = chapters.map(({ title, slides: count, talking, exercises }) => {
        const doing = sum(exercises.map((exercise) => exercise.minutes));
        const list = exercises.map((e) => `${e.id} (${e.minutes})`).join(', ') || '–';
        const row = `| ${time(clock)} | ${title} | ${count} | ${talking} | ${list} | ${talking + doing} |`;
        clock += talking + doing;
        return row;
    });
    const idle = length - breaks - clock;
    const faults = [];
    if (idle < 0) {
        faults.push(`The plan "${name}" is ${-idle} minutes too long`);
    } else if (idle > mostIdle) {
        faults.push(`The plan "${name}" has ${idle} minutes to spare; at most ${mostIdle} may be left`);
    }
    const talking = sum(chapters.map((chapter) => chapter.talking));
    const pauses = breaks > 0 ? `Breaks: ${breaks} minutes, not in the times above. ` : '';
    return {
        faults,
        summary:
            `${name}: ${shown.length} slides, ${talking} minutes; ${clock - talking} minutes of exercises; ` +
            `${breaks} of breaks; ${idle} to spare`,
        text: `## ${name}

| from | chapter | slides | talking | exercises (minutes) | together |
|---|---|--:|--:|---|--:|
${rows.join('\n')}
| ${time(clock)} | **end** | **${shown.length}** | **${talking}** | **${clock - talking}** | **${clock}** |

${pauses}To spare: ${idle === 1 ? '1 minute' : `${idle} minutes`} of ${length}.
`,
    };
}

function sum(numbers) {
    return numbers.reduce((a, b) => a + b, 0);
}

function time(minutes) {
    return `${Math.floor(minutes / 60)}:${String(Math.round(minutes % 60)).padStart(2, '0')}`;
}
