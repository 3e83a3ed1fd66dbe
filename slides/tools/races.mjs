// Draws races from what a run wrote down: a row for each actor, with a letter beside its colour, and time
// from left to right. Below, what everyone else sees. The alternative text tells the same order in words.
//
// A file holds one race or several, with an empty line between them: how it ended, then a line for each step,
// "worker: SELECT question: no row ✘". The cross marks the step after which it could no longer end well.

const LETTERS = 'ABC';
const LINE = 29;
const GAP = 6;
/** The width of a slide's content. */
const ROOM = 1150;
/** A race of three steps should not fill the slide. */
const SMALLEST = 940;

/** As in theme/deck.css, in light and dark. */
const STYLE = [
    '.race{font:24px sans-serif;font-stretch:82%}.race text{fill:#14171f}.race .mid{text-anchor:middle}',
    '.race .bold{font-weight:700}.race text.soft{fill:#596273}.race text.bad{fill:#bb1f24;font-weight:700}',
    '.race .lane{stroke:#d5d9e2;stroke-width:3}.race rect{fill:#e2e5fb;stroke:#2b3fd0;stroke-width:2}',
    '.race rect.actor-1{fill:#f1f2f4;stroke:#596273}',
    '.race rect.seen{fill:none;stroke:#596273;stroke-dasharray:2 6}',
    '.race rect.bad{fill:#fbe3e1;stroke:#bb1f24;stroke-width:4}.race rect.dies{stroke-dasharray:10 7}',
    '@media(prefers-color-scheme:dark){.race text{fill:#e9ebf1}.race text.soft{fill:#a0a9ba}',
    '.race text.bad{fill:#ff8d86}.race .lane{stroke:#333a48}.race rect{fill:#262e57;stroke:#a3b1ff}',
    '.race rect.actor-1{fill:#191e28;stroke:#a0a9ba}.race rect.seen{fill:none}',
    '.race rect.bad{fill:#47211f;stroke:#ff8d86}}',
].join('');

/** @returns [{ title, steps: [{ actor, words: [line], bad, dies }] }] */
export function racesOf(text) {
    return text
        .trim()
        .split(/\r?\n\r?\n/)
        .map((race) => {
            const [title, ...steps] = race.split(/\r?\n/);
            return { title, steps: steps.map(stepOf) };
        });
}

function stepOf(line) {
    const [, actor, did, bad] = line.match(/^([^:]+): (.*?)( ✘)?$/);
    return { actor, did, bad: Boolean(bad), dies: did.startsWith('dies ') };
}

/** The order in words, as someone would tell it who sees the picture. */
export function tell({ title, steps }) {
    return `${title}. ${steps.map(({ actor, did }, i) => `${i + 1}. ${actor}: ${did}`).join('; ')}.`;
}

export function drawRace(text) {
    const [race] = racesOf(text);
    const actors = actorsOf([race]);
    const left = Math.max(widthOf('others see'), ...actors.map((actor) => widthOf(actor) + 52)) + 14;
    const labels = labelsOf(race.steps);
    const columns = place(labels, left);
    const high = Math.max(...labels.map((lines) => lines.length)) * LINE + 18;
    const top = (actor) => 44 + actors.indexOf(actor) * (high + 20);
    const end = columns.at(-1).x + columns.at(-1).width;
    const parts = [];
    columns.forEach(({ x, width }, i) => {
        parts.push(`<text class="mid soft" x="${x + width / 2}" y="26">${i + 1}</text>`);
    });
    actors.forEach((actor, i) => {
        const middle = top(actor) + high / 2;
        parts.push(`<path class="lane" d="M${left} ${middle} H${end}"/>`);
        parts.push(badge(i, 0, middle - 20), `<text class="bold" x="52" y="${middle + 8}">${actor}</text>`);
    });
    race.steps.forEach((step, i) => {
        const box = { ...columns[i], y: top(step.actor), height: high };
        parts.push(boxOf(step, actors, box, labels[i]));
    });
    const bar = top(actors.at(-1)) + high + 20;
    const seen = whatOthersSee(race.steps, actors);
    if (seen.length > 0) {
        parts.push(`<text class="soft" x="0" y="${bar + 31}">others see</text>`);
    }
    seen.forEach(({ from, whose, what, bad }, i) => {
        const x = from < 0 ? left : columns[from].x;
        const width = (seen[i + 1] ? columns[seen[i + 1].from].x - GAP : end) - x;
        const words = widthOf(`${whose} ${what}`) + 24 < width ? `${whose} ${what}` : whose;
        const kind = bad ? 'bad' : 'seen';
        parts.push(`<rect class="${kind}" x="${x}" y="${bar}" width="${width}" height="46"/>`);
        parts.push(`<text class="${bad ? 'bad' : ''}" x="${x + 12}" y="${bar + 31}">${words}</text>`);
    });
    const height = seen.length > 0 ? bar + 50 : bar - 14;
    return svg({ width: Math.max(end, SMALLEST), height, words: tell(race), parts });
}

/** A race as a picture that needs no deck: for a README. */
export const alone = (text) => drawRace(text).replace('<title', `<style>${STYLE}</style>\n<title`);

/** All orders, each with a row for every actor, and how it ends. */
export function drawOrders(text) {
    const races = racesOf(text);
    const actors = actorsOf(races);
    const parts = [];
    let x = 0;
    actors.forEach((actor, i) => {
        parts.push(badge(i, x, 0), `<text class="bold" x="${x + 52}" y="28">${actor}</text>`);
        x += widthOf(actor) + 110;
    });
    const row = 42;
    const each = actors.length * (row + 4) + 14;
    const drawn = races.map(({ steps }) => place(steps.map(({ did }) => [did]), 52, ROOM - 180));
    const end = Math.max(...drawn.map((columns) => columns.at(-1).x + columns.at(-1).width));
    let widest = 0;
    races.forEach(({ title, steps }, at) => {
        const top = 62 + at * each;
        actors.forEach((actor, i) => {
            parts.push(badge(i, 0, top + i * (row + 4) + 1));
        });
        steps.forEach((step, i) => {
            const y = top + actors.indexOf(step.actor) * (row + 4);
            parts.push(boxOf(step, actors, { ...drawn[at][i], y, height: row }, [step.did]));
        });
        const bad = steps.some((step) => step.bad);
        const verdict = `${bad ? '✘' : '✔'} ${title}`;
        widest = Math.max(widest, widthOf(verdict) + 8);
        const kind = bad ? 'bad' : '';
        parts.push(`<text class="${kind}" x="${end + 24}" y="${top + row + 10}">${verdict}</text>`);
    });
    const words = races.map((race, i) => `Order ${i + 1}: ${tell(race)}`).join(' ');
    return svg({ width: end + 24 + widest, height: 62 + races.length * each - 10, words, parts });
}

function actorsOf(races) {
    return [...new Set(races.flatMap(({ steps }) => steps.map(({ actor }) => actor)))];
}

/** Each step as lines for its box. A pop may fetch a task from before the race: no step has enqueued it. */
function labelsOf(steps) {
    const enqueues = steps.some(({ did }) => did === 'enqueue');
    let waiting = 0;
    return steps.map(({ did }) => {
        const [label, note] = did.split(': ');
        const lines = label.match(/^[A-Z]+ /) ? label.split(/ (.*)/, 2) : wrap(label);
        if (note) {
            lines.push(...wrap(note));
        }
        waiting += did === 'enqueue' ? 1 : 0;
        if (did === 'pop' && enqueues && --waiting < 0) {
            waiting = 0;
            lines.push('older', 'task');
        }
        return lines;
    });
}

/** Two short words go together. */
function wrap(label) {
    return label.replace(/(.{5,}?) /g, '$1\n').split('\n');
}

/** What is in the database for everyone else, after each commit. */
function whatOthersSee(steps, actors) {
    const seen = [];
    const pending = new Map();
    steps.forEach(({ actor, did }, i) => {
        const [, verb, table] = did.match(/^(INSERT|UPDATE|DELETE) (\w+)/) ?? [];
        if (verb) {
            pending.set(actor, [...(pending.get(actor) ?? []), { verb, table }]);
        } else if (did.startsWith('COMMIT') && pending.has(actor)) {
            const written = pending.get(actor);
            const tables = [...new Set(written.map(({ table: name }) => name))];
            if (seen.length === 0) {
                const isNew = written.every((one) => one.verb === 'INSERT');
                seen.push({ from: -1, whose: isNew ? 'no' : 'the old', what: tables.at(-1) });
            }
            const overwritten = seen.at(-1).actor !== undefined && seen.at(-1).actor !== actor;
            const whose = `${LETTERS[actors.indexOf(actor)]}’s`;
            seen.push({ from: i, actor, whose, what: tables.join(' and '), bad: overwritten });
            pending.delete(actor);
        }
    });
    return seen;
}

/** A column for each step, with as much room around its words as the slide has. */
function place(labels, left, right = ROOM) {
    const words = labels.map((lines) => Math.max(...lines.map(widthOf)));
    const free = right - left - words.reduce((sum, each) => sum + each + GAP, 0);
    const around = Math.min(60, Math.max(12, free / words.length));
    let x = left;
    return words.map((wide) => {
        const width = Math.round(wide + around);
        const column = { x, width };
        x += width + GAP;
        return column;
    });
}

function boxOf({ actor, bad, dies }, actors, { x, y, width, height }, lines) {
    const kind = bad ? 'bad' : `actor-${actors.indexOf(actor)}`;
    const first = y + height / 2 - ((lines.length - 1) * LINE) / 2 + 8;
    const words = lines.map(
        (line, i) =>
            `<text class="mid${bad ? ' bad' : ''}${i === 0 ? ' bold step' : ''}" ` +
            `x="${x + width / 2}" y="${first + i * LINE}">${line}</text>`,
    );
    const shape = `x="${x}" y="${y}" width="${width}" height="${height}" rx="8"`;
    return `<rect class="${kind}${dies ? ' dies' : ''}" ${shape}/>${words.join('')}`;
}

function badge(actor, x, y) {
    return (
        `<rect class="actor-${actor}" x="${x}" y="${y}" width="40" height="40" rx="8"/>` +
        `<text class="mid bold" x="${x + 20}" y="${y + 29}">${LETTERS[actor]}</text>`
    );
}

/** About the width of a text in the deck's narrow letters. */
function widthOf(text) {
    const width = (letter) => (/[A-Z_]/.test(letter) ? 13.5 : /[ilj.,:’ ]/.test(letter) ? 6.5 : 11.5);
    return Array.from(text, width).reduce((sum, each) => sum + each, 0);
}

function svg({ width, height, words, parts }) {
    return `<svg xmlns="http://www.w3.org/2000/svg" class="race" role="img" aria-labelledby="title" \
viewBox="-2 -2 ${Math.ceil(width) + 4} ${Math.ceil(height) + 4}">
<title id="title">${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>
${parts.join('\n')}
</svg>`;
}
