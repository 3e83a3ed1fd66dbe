// Runs the workshop and writes down what it says: everything in outputs/ comes from here.
//
//     npm run outputs               runs everything in runs/ and writes outputs/
//     npm run outputs -- step-01    only that step
//     npm run outputs:check         runs it again and compares with what is committed
//
// It works on a copy of the repository: it touches no learner's work, and no path of this machine gets
// into an output.

import { spawnSync } from 'node:child_process';
import {
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    readdirSync,
    rmSync,
    writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { FOLDER, REPOSITORY } from './deck.mjs';

const OUTPUTS = join(FOLDER, 'outputs');
const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean' } },
    allowPositionals: true,
});
const files = readdirSync(join(FOLDER, 'runs'))
    .filter((name) => name.endsWith('.mjs'))
    .sort()
    .filter((name) => positionals.length === 0 || positionals.includes(basename(name, '.mjs')));

const work = mkdtempSync(join(tmpdir(), 'slides-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const written = new Map();
for (const file of files) {
    const { default: runs } = await import(join(FOLDER, 'runs', file));
    for (const run of runs) {
        perform(basename(file, '.mjs'), run);
    }
}
values.check ? compare() : write();

/**
 * One run of a step's tests.
 *
 * @param run answers: "starter", "solution", or a list of wrong answers to lay over the solution;
 *            arguments: more arguments of mvn; shown: a test class in runs/ that writes files itself;
 *            write: file name to function({ log, folder }), which finds its part in what Maven printed or in
 *            the step's folder
 */
function perform(step, { answers, arguments: more = [], shown, write = {} }) {
    const copy = freshCopy();
    const folder =
        readdirSync(copy).find((name) => name.startsWith(`${step}-`)) ?? failed(`There is no ${step}`);
    const solution = join(copy, 'solutions', folder);
    const main = join(copy, folder, 'src', 'main');
    if (answers !== 'starter') {
        cpSync(join(solution, 'src', 'main'), main, { recursive: true });
    }
    for (const name of Array.isArray(answers) ? answers : []) {
        const answer = join(solution, 'wrong', name);
        existsSync(answer) || failed(`${folder} has no wrong answer ${name}`);
        lay(answer, join(copy, folder));
    }
    const own = join(work, 'shown');
    mkdirSync(own, { recursive: true });
    if (shown) {
        const tests = join(copy, folder, 'src', 'test', 'java', 'workshop');
        cpSync(join(FOLDER, 'runs', `${shown}.java`), join(tests, step.replace('-', ''), `${shown}.java`));
        cpSync(join(FOLDER, 'runs', 'Shown.java'), join(tests, 'shown', 'Shown.java'));
        // It has no endless loop, so a busy machine may take its time.
        const patience = '-Djunit.jupiter.execution.timeout.testable.method.default=60s';
        more = [...more, patience, `-Dtest=${shown}`, `-Dworkshop.shown=${own}`];
    }
    const mvn = ['-B', '-ntp', '-Dstyle.color=never', ...more, 'test', '-pl', step];
    console.log(`${step}, ${answers}: mvn ${mvn.join(' ').replaceAll(work, '…')}`);
    const { stdout, stderr, status, error } = spawnSync('mvn', mvn, {
        cwd: copy,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        shell: process.platform === 'win32',
        env: { ...process.env, LC_ALL: 'C.UTF-8', NO_COLOR: '1', COLUMNS: '80' },
    });
    if (error || (answers === 'solution' && status !== 0)) {
        failed(`${error ?? 'The run failed'}\n${stdout}\n${stderr}`);
    }
    const number = step.slice('step-'.length);
    for (const [name, extract] of Object.entries(write)) {
        keep(`${number}-${name}`, extract({ log: stdout, folder: join(copy, folder) }));
    }
    for (const name of readdirSync(own)) {
        keep(`${number}-${name}`, readFileSync(join(own, name), 'utf8'));
    }
    rmSync(own, { recursive: true });
}

/**
 * Lays an answer over the solution: its patch, which knows no tags of slides, and the files that it has
 * whole.
 */
function lay(answer, folder) {
    const patch = join(answer, 'answer.patch');
    if (existsSync(patch)) {
        for (const [, path] of readFileSync(patch, 'utf8').matchAll(/^--- a\/(.*)$/gm)) {
            const file = join(folder, path);
            writeFileSync(file, readFileSync(file, 'utf8').replace(/^ *\/\/ (tag|end)::\S*\[\]\n/gm, ''));
        }
        const git = spawnSync('git', ['apply', patch], { cwd: folder, encoding: 'utf8' });
        git.status === 0 || failed(`${patch} does not fit the solution: ${git.error ?? git.stderr}`);
    }
    const whole = join(answer, 'java');
    if (existsSync(whole)) {
        cpSync(whole, join(folder, 'src', 'main', 'java'), { recursive: true });
    }
}

/** Keeps the compiled classes, and copies the sources again. */
function freshCopy() {
    const copy = join(work, 'workshop');
    for (const name of existsSync(copy) ? readdirSync(copy).filter((name) => name.startsWith('step-')) : []) {
        rmSync(join(copy, name, 'src'), { recursive: true });
        rmSync(join(copy, name, 'target', 'workshop'), { recursive: true, force: true });
    }
    rmSync(join(copy, '.coach'), { recursive: true, force: true });
    const unwanted = new Set(['.git', '.coach', 'target', 'node_modules', 'slides']);
    cpSync(REPOSITORY, copy, {
        recursive: true,
        filter: (path) => !unwanted.has(basename(path)) || path === REPOSITORY,
    });
    return copy;
}

function keep(name, text) {
    if (!text?.trim()) {
        failed(`${name}: the run printed nothing that fits`);
    }
    if (text.includes(work)) {
        failed(`${name} contains a path of this machine`);
    }
    written.set(name, `${text.replace(/[ \t]+$/gm, '').trimEnd()}\n`);
}

function write() {
    mkdirSync(OUTPUTS, { recursive: true });
    for (const [name, text] of written) {
        writeFileSync(join(OUTPUTS, name), text);
    }
    console.log(`${written.size} outputs written`);
}

function compare() {
    const faults = [];
    for (const [name, text] of written) {
        const path = join(OUTPUTS, name);
        const committed = existsSync(path) ? readFileSync(path, 'utf8') : '';
        if (committed !== text) {
            faults.push(`${name} has\n${committed}\nbut a run says\n${text}`);
        }
    }
    if (positionals.length === 0) {
        readdirSync(OUTPUTS)
            .filter((name) => !written.has(name))
            .forEach((name) => faults.push(`${name}: no run writes it`));
    }
    if (faults.length > 0) {
        faults.push(`${faults.length} of ${written.size} outputs are out of date: npm run outputs`);
        failed(faults.join('\n'));
    }
    console.log(`${written.size} outputs are what a run says`);
}

function failed(message) {
    console.error(message);
    process.exit(1);
}
