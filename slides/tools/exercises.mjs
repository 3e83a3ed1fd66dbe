// Reads the exercises from the steps' READMEs: "### 1.2 Title", and below it a line with points, minutes,
// file and test.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const HEADING =
    /^### (\d+\.\d+) (.+)\n\n(★☆☆|★★☆|★★★) · (\d+) points · (\d+) minutes · edit (.+?) · test `(\w+)`$/gm;

/** @returns Map from number to { id, title, step, stars, points, minutes, edit: [file], test } */
export function exercises(repository) {
    const all = new Map();
    for (const step of readdirSync(repository)
        .filter((name) => /^step-\d+-/.test(name))
        .sort()) {
        const readme = readFileSync(join(repository, step, 'README.md'), 'utf8');
        for (const [, id, title, stars, points, minutes, edit, test] of readme.matchAll(HEADING)) {
            all.set(id, {
                id,
                title,
                stars,
                test,
                step: step.match(/^step-\d+/)[0],
                points: Number(points),
                minutes: Number(minutes),
                edit: [...edit.matchAll(/`([^`]+)`/g)].map(([, file]) => file),
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
