// Finds and draws the table of risks and approaches: the filled part of a cell is the share of
// orders that end badly.

const TABLE = /^ +2\.1 .*\nrisk .*\n((?:.+\n)+?)\n/m;
const CELL = 124;
const ROW = 33;
const LEFT = 262;
const TOP = 70;
/** The cures of the last column are in the message itself, and no exercise of step 02 is about it. */
const OTHER_STEPS = 'steps 4–6';

/** For runs/*.mjs: a function({ log }) that finds the table in what the races printed. */
export const matrix =
    () =>
    ({ log }) =>
        log.match(TABLE)?.[0];

/** The table as a picture. */
export function drawMatrix(table) {
    const [numbers, names, ...rows] = table.trimEnd().split('\n');
    const columns = names.trim().split(/\s+/).slice(1);
    const exercises = numbers.trim().split(/\s+/);
    return draw(
        columns.map((name, i) => ({ name, exercise: exercises[i] ?? OTHER_STEPS })),
        rows.map(riskOf),
    );
}

function riskOf(line) {
    const [, name, cells] = line.match(/^(.+?)\s{2,}(\d+\/\d+.*)$/);
    return {
        name,
        cells: cells
            .trim()
            .split(/\s+/)
            .map((cell) => cell.split('/').map(Number)),
    };
}

function draw(columns, risks) {
    const heads = columns.map(
        ({ name, exercise }, i) => `<text class="soft mid" x="${x(i) + CELL / 2}" y="24">${exercise}</text>
<text class="mid bold" x="${x(i) + CELL / 2}" y="56">${name}</text>`,
    );
    const lines = risks.map(
        ({ name, cells }, row) => `<text x="0" y="${TOP + row * ROW + 23}">${name}</text>
${cells.map(([bad, all], i) => cellOf(x(i), TOP + row * ROW, bad, all)).join('\n')}`,
    );
    const words = risks.map(({ name, cells }) => {
        const cured = cells.findIndex(([bad]) => bad === 0);
        const from = columns[cured].name;
        return `${name}: ${cells[0].join(' of ')} end badly with ${columns[0].name}, none from ${from} on`;
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" class="matrix" role="img" aria-labelledby="title" \
viewBox="0 0 ${LEFT + columns.length * CELL} ${TOP + risks.length * ROW}">
<title id="title">How many of all orders end badly, for each risk. ${words.join('; ')}.</title>
${[...heads, ...lines].join('\n')}
</svg>`;
}

function cellOf(left, top, bad, all) {
    const width = CELL - 5;
    const text = `x="${left + width / 2}" y="${top + 23}"`;
    const bar = (name, wide) =>
        `<rect class="${name}" x="${left}" y="${top}" width="${wide}" height="${ROW - 4}" rx="5"/>`;
    const cell = bar('cell', width);
    if (bad === 0) {
        return `${cell}<text class="soft mid" ${text}>0</text>`;
    }
    const part = bar('part', Math.round((width * bad) / all));
    return `${cell}${part}<text class="bad mid" ${text}>${bad} of ${all}</text>`;
}

function x(column) {
    return LEFT + column * CELL;
}
