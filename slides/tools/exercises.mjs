// Reads the exercises from the steps' READMEs: "### 1.2 Title", and below it a line with points, minutes,
// file and test. "Needs 5.1 and 5.3 to 5.5." in its text names the exercises that have to be solved before.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const HEADING =
    /^### (\d+\.\d+) (.+)\n\n(★☆☆|★★☆|★★★) · (\d+) points · (\d+) minutes · edit (.+?) · test `(\w+)`$/gm;

const NEEDS = /\bNeeds\s+((?:\d+\.\d+|,|\s|and|to)+)\./;

/** @returns Map from id to { id, title, step, stars, points, minutes, edit: [file], test, needs: [id] } */
export function exercises(repository) {
    const all = new Map();
    for (const step of readdirSync(repository)
        .filter((name) => /^step-\d+-/.test(name))
        .sort()) {
        const readme = readFileSync(join(repository, step, 'README.md'), 'utf8');
        for (const match of readme.matchAll(HEADING)) {
            const [heading, id, title, stars, points, minutes, edit, test] = match;
            const [text] = readme.slice(match.index + heading.length).split(/^### /m);
            all.set(id, {
                id,
                title,
                stars,
                test,
                step: step.match(/^step-\d+/)[0],
                points: Number(points),
                minutes: Number(minutes),
                edit: [...edit.matchAll(/`([^`]+)`/g)].map(([, file]) => file),
                needs: idsOf(text.match(NEEDS)?.[1] ?? ''),
            });
        }
        const announced = readme.match(/^### \d+\.\d+ /gm) ?? [];
        const found = [...all.values()].filter((exercise) => step.startsWith(`${exercise.step}-`)).length;
        if (found === 0 || found !== announced.length) {
            throw new Error(
                `${step}/README.md has ${announced.length} exercises, but ${found} with a line of points`,
            );
        }
    }
    return all;
}

/** "5.1 and 5.3 to 5.5" as a list of four. */
function idsOf(text) {
    return [...text.matchAll(/(\d+)\.(\d+)(?:\s+to\s+\d+\.(\d+))?/g)].flatMap(([, step, first, last]) =>
        Array.from({ length: (last ?? first) - first + 1 }, (_, i) => `${step}.${Number(first) + i}`),
    );
}
