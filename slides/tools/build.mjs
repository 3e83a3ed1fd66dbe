// Builds the deck into build/: one folder that works from file:// and fetches nothing from anywhere.
//
//     npm run build
//     npm run build -- --start=9:00 --lunch=12:15    with lunch where the plan of that day has it, on the
//                                                    slides and on the speaker's clock
//     npm run build -- --measured=FILE               with the minutes that a group has needed

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DAY_OPTIONS, readDay } from './day.mjs';
import { FOLDER, REPOSITORY } from './deck.mjs';
import { SHOWN_BY, pageData } from './plans.mjs';
import { versionOf } from './version.mjs';

const BUILD = join(FOLDER, 'build');
const PARTS = {
    reveal: [
        'reveal.js/dist/reset.css',
        'reveal.js/dist/reveal.css',
        'reveal.js/dist/reveal.js',
        'reveal.js/dist/plugin/notes.js',
        'reveal.js/LICENSE',
    ],
    fonts: [
        '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-standard-normal.woff2',
        '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
        '@fontsource/dejavu-mono/files/dejavu-mono-latin-400-normal.woff2',
    ],
};

let deck;
let lunch;
try {
    ({ deck, lunch } = readDay(parseArgs({ options: DAY_OPTIONS }).values));
} catch (e) {
    console.error(e.message);
    process.exit(1);
}
rmSync(BUILD, { recursive: true, force: true });
for (const [folder, files] of Object.entries(PARTS)) {
    mkdirSync(join(BUILD, folder), { recursive: true });
    files.forEach((file) => cpSync(join(FOLDER, 'node_modules', file), join(BUILD, folder, basename(file))));
}
for (const family of [
    '@fontsource-variable/bricolage-grotesque',
    '@fontsource-variable/jetbrains-mono',
    '@fontsource/dejavu-mono',
]) {
    cpSync(
        join(FOLDER, 'node_modules', family, 'LICENSE'),
        join(BUILD, 'fonts', `LICENSE-${basename(family)}`),
    );
}
['deck.css', 'deck.js'].forEach((file) => cpSync(join(FOLDER, 'theme', file), join(BUILD, file)));
const page = readFileSync(join(FOLDER, 'theme', 'page.html'), 'utf8');
writeFileSync(
    join(BUILD, 'index.html'),
    Object.entries({
        title: deck.title,
        version: versionOf(REPOSITORY),
        plans: JSON.stringify(pageData(deck.slides, { lunch })),
        'shown-by': JSON.stringify(SHOWN_BY),
        slides: deck.html,
    }).reduce((html, [name, value]) => html.replace(`{{${name}}}`, () => value), page),
);
console.log(`${deck.slides.length} slides in ${join(BUILD, 'index.html')}`);
