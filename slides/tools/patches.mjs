// Lines of a wrong answer that is stored as a patch of the solution. A patch has no room for tags:
//
//     include::{wrong}/2.3-flushes-first/answer.patch[hunk=1,shows=added,lines=1..2]
//
// hunk is the change's number, 1 when it is not said. shows says what a slide shows of it: what is "added" to
// the solution or "removed" from it; else all that the wrong answer has there. lines are those of them.

import { readFileSync } from 'node:fs';

const SIGNS = { added: '+', removed: '-', all: ' +' };

export function linesOfPatch(file, { hunk = 1, shows = 'all', lines = '1..999' } = {}) {
    const change = readFileSync(file, 'utf8').split(/^@@ .*\n/m)[hunk];
    const [, from, to] = lines.match(/^(\d+)\.\.(\d+)$/) ?? [];
    const shown = (change ?? '')
        .split(/^--- a\//m, 1)[0]
        .trimEnd()
        .split('\n')
        .filter((line) => SIGNS[shows]?.includes(line[0] ?? ' '))
        .slice(from - 1, to);
    if (shown.length === 0) {
        throw new Error(`${file} has nothing for hunk=${hunk}, shows=${shows}, lines=${lines}`);
    }
    return shown.map((line) => line.slice(1));
}
