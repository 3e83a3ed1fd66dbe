// Writes the glossary, from workshop/glossary.csv: a page, and a line in the README of each step.
//
//     npm run glossary              writes workshop/GLOSSARY.md and the READMEs
//     npm run glossary -- --check   fails when one of them is old

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { REPOSITORY } from './deck.mjs';
import { exercises } from './exercises.mjs';

const ROW = /^([^,"]+),"([^"]*)",(\d+\.\d+)$/;
/** "The same in Python" stays the last thing: workshop/article/check.py puts it there. */
const PYTHON = '\n<details>\n<summary>The same in Python</summary>\n';
const LINE = /\n\[Words to search for\][^]*?\n(?=\n)/;

const known = exercises(REPOSITORY);
const folders = readdirSync(REPOSITORY).filter((name) => /^step-\d+-/.test(name));
const words = readFileSync(join(REPOSITORY, 'workshop', 'glossary.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
        const [, word, meaning, id] = line.match(ROW) ?? [];
        if (!known.has(id)) {
            throw new Error(`glossary.csv: "${line}" is not a word, what it means, and an exercise`);
        }
        return { word, meaning, id, folder: folders.find((name) => name.startsWith(known.get(id).step)) };
    });

const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
const old = [];
keep('workshop/GLOSSARY.md', () => page());
folders.forEach((folder) => keep(`${folder}/README.md`, (text) => withWords(text, folder)));
if (old.length > 0) {
    console.error(`${old.join(', ')}: not what glossary.csv says. Write it again: npm run glossary`);
    process.exit(1);
}

function keep(file, renew) {
    const path = join(REPOSITORY, file);
    let text = '';
    try {
        text = readFileSync(path, 'utf8');
    } catch (e) {
        if (e.code !== 'ENOENT') {
            throw e;
        }
    }
    const renewed = renew(text);
    if (renewed !== text) {
        values.check ? old.push(file) : writeFileSync(path, renewed);
    }
}

function page() {
    const rows = words.map(
        ({ word, meaning, id, folder }) => `| ${word} | ${meaning} | [${id}](../${folder}/README.md) |`,
    );
    return `# Words to search for

The words under which books and manuals treat what you meet here, and the exercise where you meet it.
\`./coach glossary\` prints them.

| word | what it means | exercise |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function withWords(text, folder) {
    const own = words.filter((each) => each.folder === folder).map(({ word }) => word);
    const line = `[Words to search for](../workshop/GLOSSARY.md): ${own.join(', ')}.`;
    const at = text.replace(LINE, '').lastIndexOf(PYTHON);
    if (own.length === 0 || at < 0) {
        throw new Error(`${folder}: no word in glossary.csv, or no block "The same in Python"`);
    }
    const without = text.replace(LINE, '');
    return `${without.slice(0, at)}\n${wrap(line)}\n${without.slice(at)}`;
}

function wrap(line) {
    return line.replaceAll(/(.{1,108})(?: |$)/g, '$1\n').trimEnd();
}
