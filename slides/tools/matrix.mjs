// Draws the table of risks and approaches: the filled part of a cell is the share of orders that end badly.

const TABLE = /^ +2\.1 .*\nrisk .*\n((?:.+\n)+?)\n/m;
const CELL = 116;
const ROW = 35;
const LEFT = 270;
const TOP = 84;
const STYLE = [
    '.matrix{font:19px var(--sans,sans-serif)}',
    '.matrix text{fill:var(--ink,#1c2430)}',
    '.matrix .mid{text-anchor:middle}',
    '.matrix .bold{font-weight:700}',
    '.matrix text.soft{fill:var(--soft,#596273)}',
    '.matrix .cell{fill:var(--panel,#f1f2f4)}',
    '.matrix .part{fill:var(--bad-tint,#fbe3e1)}',
    '.matrix text.bad{fill:var(--bad,#bb1f24);font-weight:600}',
].join('');

/** For runs/*.mjs: a function({ log }) that finds the table in what the races printed, and draws it. */
export const matrix =
    () =>
    ({ log }) => {
        const [table, rows] = log.match(TABLE) ?? [];
        if (!table) {
            return undefined;
        }
        const [numbers, names] = table.split('\n');
        const columns = names.trim().split(/\s+/).slice(1);
        const exercises = numbers.trim().split(/\s+/);
        return draw(
            columns.map((name, i) => ({ name, exercise: exercises[i] ?? '' })),
            rows.trim().split('\n').map(riskOf),
        );
    };

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
        ({ name, exercise }, i) => `<text class="soft mid" x="${x(i) + CELL / 2}" y="34">${exercise}</text>
<text class="mid bold" x="${x(i) + CELL / 2}" y="62">${name}</text>`,
    );
    const lines = risks.map(
        ({ name, cells }, row) => `<text x="0" y="${TOP + row * ROW + 22}">${name}</text>
${cells.map(([bad, all], i) => cellOf(x(i), TOP + row * ROW, bad, all)).join('\n')}`,
    );
    const size = `${LEFT + columns.length * CELL} ${TOP + risks.length * ROW + 4}`;
    const title =
        'For each risk and each approach: how many of all orders end badly. ' +
        'Each row turns to zero where its cure arrives.';
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" class="matrix" role="img" aria-labelledby="title"';
    return `${svg} viewBox="0 0 ${size}">
<title id="title">${title}</title>
<style>${STYLE}</style>
${[...heads, ...lines].join('\n')}
</svg>`;
}

function cellOf(left, top, bad, all) {
    const width = CELL - 6;
    const text = `x="${left + width / 2}" y="${top + 22}"`;
    const bar = (name, wide) =>
        `<rect class="${name}" x="${left}" y="${top}" width="${wide}" height="${ROW - 5}" rx="5"/>`;
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
