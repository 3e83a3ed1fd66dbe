// Reads the deck: AsciiDoc in, slides out, and every reason why this deck must not be shown.
//
// README.md says what a slide needs. All complaints are collected, so that an author sees them together.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import createAsciidoctor from '@asciidoctor/core';
import revealConverter from '@asciidoctor/reveal.js';
import hljs from 'highlight.js';
import { exercises } from './exercises.mjs';
import { drawMatrix } from './matrix.mjs';
import { linesOfPatch } from './patches.mjs';
import { drawOrders, drawRace } from './races.mjs';
import { SHOWN_BY } from './plans.mjs';

export const FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));
export const REPOSITORY = dirname(FOLDER);

// What a slide has room for at the size in which code can be read from the last row.
const LONGEST_SAMPLE = 15;
const WIDEST_SAMPLE = 80;
const DRAWN = { race: drawRace, orders: drawOrders, matrix: drawMatrix };
const SPEAKER = ['Say', 'Asked', 'In the room'];

const asciidoctor = createAsciidoctor();
revealConverter.register();

/**
 * @param measured Map from an exercise's id to the minutes that a group has needed, instead of the README's
 * @returns { title, html, slides, exercises }; html is the inside of reveal's .slides; a slide is
 * { id, chapter, number, title, minutes, plan, exercise, notes: [word], said: the notes' text }; its exercise
 * may be null
 * @throws Error with one line for each complaint
 */
export function readDeck(folder = FOLDER, measured = new Map()) {
    const complaints = checkSources(folder);
    const known = exercises(REPOSITORY);
    known.forEach((exercise) => (exercise.minutes = measured.get(exercise.id) ?? exercise.minutes));
    const log = asciidoctor.MemoryLogger.create();
    asciidoctor.LoggerManager.setLogger(log);

    const registry = asciidoctor.Extensions.create();
    registry.blockMacro('exercise', function () {
        this.process((parent, id) => {
            const exercise = known.get(id);
            if (!exercise) {
                complaints.push(`There is no exercise ${id}`);
                return this.createBlock(parent, 'pass', '');
            }
            return this.createBlock(parent, 'pass', exerciseCard(exercise));
        });
    });
    for (const [name, draw] of Object.entries(DRAWN)) {
        registry.blockMacro(name, function () {
            this.process((parent, target) => {
                const svg = draw(readFileSync(join(folder, 'outputs', `${target}.txt`), 'utf8'));
                const html = `<div class="imageblock"><div class="content">${svg}</div></div>`;
                return this.createBlock(parent, 'pass', html);
            });
        });
    }

    registry.includeProcessor(function () {
        this.handles((target) => target.endsWith('.patch'));
        this.process((doc, reader, target, attributes) => {
            let lines = [];
            try {
                lines = linesOfPatch(join(folder, target), attributes);
            } catch (e) {
                complaints.push(e.message);
            }
            reader.pushInclude(lines, target, target, 1, {});
        });
    });

    const document = asciidoctor.loadFile(join(folder, 'deck.adoc'), {
        backend: 'revealjs',
        safe: 'unsafe',
        header_footer: false,
        extension_registry: registry,
    });
    const slides = document
        .findBy({ context: 'section' })
        .filter((section) => section.getLevel() > 0)
        .map((section) => slideOf(section, known, complaints));
    document.findBy({ context: 'listing' }).forEach((listing) => checkSample(listing, complaints));

    let html = document.convert();
    log.getMessages().forEach((message) =>
        complaints.push(`${message.getSeverity()}: ${message.getText()}${place(message)}`),
    );
    slides.forEach((slide) => {
        html = mark(html, slide);
    });
    html = styleCode(html, complaints);
    html = uniqueIdsInPictures(html);

    new Set(slides.map((slide) => slide.id)).size === slides.length ||
        complaints.push('Two slides have the same id');
    const placed = slides.filter((slide) => slide.exercise).map((slide) => slide.exercise.id);
    for (const id of known.keys()) {
        const times = placed.filter((other) => other === id).length;
        times === 1 || complaints.push(`Exercise ${id} is on ${times} slides, and should be on one`);
    }
    if (complaints.length > 0) {
        const list = [...new Set(complaints)].join('\n  ');
        throw new Error(`The deck must not be shown, for ${complaints.length} reason(s):\n  ${list}`);
    }
    return { title: document.getDocumentTitle(), html, slides, exercises: known };
}

/** Java may only come by tag from compiled files, and output only from files that a run wrote. */
function checkSources(folder) {
    const complaints = [];
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.adoc'))) {
        const text = readFileSync(join(folder, file), 'utf8');
        for (const [, attributes, body] of text.matchAll(
            /^\[([^\]\n]*)\]\n(?:\.[^\n]*\n)?----\n(.*?)\n----$/gms,
        )) {
            const lines = body.split('\n');
            if (
                /^source,\s*java/.test(attributes) &&
                !lines.every((line) => /^include::.*(\.java\[.*tags?=.+|\.patch\[.*)\]$/.test(line))
            ) {
                complaints.push(
                    `${file}: typed-in Java: "${lines[0]}". Include it by tag from a file that is compiled.`,
                );
            }
            if (
                /^\.output\b/.test(attributes) &&
                !lines.every((line) => /^include::outputs\/.*\[.*\]$/.test(line))
            ) {
                complaints.push(`${file}: typed-in output: "${lines[0]}". Let tools/outputs.mjs write it.`);
            }
        }
    }
    return complaints;
}

function slideOf(section, known, complaints) {
    const title = plain(section.getTitle());
    const at = `"${title}"`;
    const chapter = section.getLevel() === 1 ? section : section.getParent();
    const minutes = Number(section.getAttribute('minutes'));
    const plan = section.getAttribute('plan');
    if (!(minutes > 0)) {
        complaints.push(`${at} has no minutes`);
    }
    if (!SHOWN_BY.includes(plan)) {
        complaints.push(`${at}: plan=${plan} should be one of ${SHOWN_BY.join(', ')}`);
    }
    const number = section.getAttribute('exercise');
    const exercise = number ? known.get(number) : null;
    if (number && !exercise) {
        complaints.push(`${at} is about exercise ${number}, which does not exist`);
    } else if (exercise && title !== `${exercise.id} ${exercise.title}`) {
        complaints.push(`${at}: the step's README calls it "${exercise.id} ${exercise.title}"`);
    }
    const spoken = speakerNotes(section);
    const notes = spoken.map(([term]) => term);
    spoken
        .filter(([, text]) => !/\p{L}/u.test(text))
        .forEach(([term]) => complaints.push(`${at}: the note "${term}" says nothing`));
    if (!notes.includes('Say')) {
        complaints.push(`${at} has no notes on what to say`);
    }
    if (!notes.includes('Asked') && !notes.includes('In the room')) {
        complaints.push(`${at} has no notes on what people ask or on what happens in the room`);
    }
    notes
        .filter((word) => !SPEAKER.includes(word))
        .forEach((word) =>
            complaints.push(`${at}: a note is called "${word}"; it must be one of ${SPEAKER.join(', ')}`),
        );
    return {
        id: section.getId(),
        chapter: plain(chapter.getTitle()),
        number: section.getAttribute('number', ''),
        title,
        minutes,
        plan,
        exercise,
        notes,
        said: spoken.map(([, text]) => text).join('\n'),
    };
}

/** The description list in a slide's own block of notes: pairs of a term and what it says. */
function speakerNotes(section) {
    const block = section.getBlocks().find((child) => child.hasRole?.('notes'));
    return (block?.getBlocks() ?? [])
        .filter((child) => child.getContext() === 'dlist')
        .flatMap((list) => list.getItems())
        .map(([[term], text]) => [plain(term.getText()), text?.getText?.() ?? '']);
}

function checkSample(listing, complaints) {
    if (listing.getStyle() !== 'source') {
        return;
    }
    const lines = listing.getSourceLines();
    const widest = Math.max(...lines.map((line) => line.length));
    const at = `The sample "${lines[0]?.trim()}" on "${titleOfSlide(listing)}"`;
    if (lines.length === 0 || lines.every((line) => line.trim() === '')) {
        complaints.push(`A sample on "${titleOfSlide(listing)}" is empty`);
    } else if (lines.length > LONGEST_SAMPLE) {
        complaints.push(`${at} is ${lines.length} lines long; ${LONGEST_SAMPLE} can be read`);
    }
    if (widest > WIDEST_SAMPLE) {
        complaints.push(`${at} is ${widest} columns wide; ${WIDEST_SAMPLE} can be read`);
    }
    if (lines.some((line) => /\b(tag|end)::/.test(line))) {
        complaints.push(`${at} shows a tag`);
    }
}

function titleOfSlide(block) {
    return block.getContext() === 'section' ? block.getTitle() : titleOfSlide(block.getParent());
}

function exerciseCard({ step, stars, points, minutes, edit, test }) {
    const files = edit.map((file) => `<code>${file}</code>`).join(', ');
    const rating = `aria-label="${stars.replaceAll('☆', '').length} of 3 stars"`;
    return `<div class="exercise-card">
<p class="do"><span class="minutes">${minutes}</span> minutes</p>
<dl>
<dt>edit</dt><dd>${files}</dd>
<dt>run</dt><dd><code>mvn test -pl ${step} -Dtest=${test}</code></dd>
<dt>worth</dt><dd>${points} points <span class="stars" role="img" ${rating}>${stars}</span></dd>
</dl>
</div>`;
}

/** Puts what the page's script and the plans need to know about a slide into its section. */
function mark(html, { id, chapter, number, minutes, plan, exercise }) {
    const seconds = Math.round(60 * (minutes + (exercise?.minutes ?? 0)));
    const opening = `<section id="${id}"`;
    if (html.split(opening).length !== 2) {
        throw new Error(`The slide ${id} should occur once on the page`);
    }
    const data = { chapter, number, minutes, timing: seconds, plan };
    return html.replace(
        opening,
        opening +
            Object.entries(data)
                .map(([name, value]) => ` data-${name}="${value}"`)
                .join(''),
    );
}

const LISTING = new RegExp(
    '<div class="listingblock([^"]*)">((?:(?!<pre).)*)' +
        '<pre class="highlight"><code class="language-(\\w+)"[^>]*>(.*?)</code></pre>',
    'gs',
);

/** Colours the code now, so that the page needs no script for it. Lines with a "hot-…" text stand out. */
function styleCode(html, complaints) {
    return html.replace(LISTING, (all, roles, between, language, code) => {
        const source = unescape(code);
        const plainLines = source.split('\n');
        const hot = [...roles.matchAll(/ hot-(\S+)/g)].map(([, text]) => text);
        hot.filter((text) => !source.includes(text)).forEach((text) =>
            complaints.push(`No line of the sample "${plainLines[0]}" contains "${text}"`),
        );
        const styled = closeAtLineEnds(hljs.highlight(source, { language }).value)
            .split('\n')
            .map((line, i) => {
                const isHot = hot.some((text) => plainLines[i].includes(text));
                return `<span class="line${isHot ? ' hot' : ''}">${line}</span>`;
            })
            .join('\n');
        const quiet = roles.replaceAll(/ hot-\S+/g, '') + (hot.length > 0 ? ' has-hot' : '');
        const sample = `<code class="language-${language}" tabindex="-1">${styled}</code>`;
        return `<div class="listingblock${quiet}">${between}<pre class="code">${sample}</pre>`;
    });
}

/** A span over several lines, such as a long parameter list, becomes one span in each line. */
function closeAtLineEnds(html) {
    const open = [];
    return html.replace(/<span[^>]*>|<\/span>|\n/g, (part) => {
        if (part === '\n') {
            return `${'</span>'.repeat(open.length)}\n${open.join('')}`;
        }
        part === '</span>' ? open.pop() : open.push(part);
        return part;
    });
}

/** Several pictures on one page need different ids, because aria-labelledby refers to them. */
function uniqueIdsInPictures(html) {
    let number = 0;
    return html.replace(/<svg\b.*?<\/svg>/gs, (svg) => {
        number++;
        return svg
            .replace(/\bid="([^"]+)"/g, `id="picture-${number}-$1"`)
            .replace(
                /\baria-labelledby="([^"]+)"/g,
                (all, ids) =>
                    `aria-labelledby="${ids
                        .split(' ')
                        .map((id) => `picture-${number}-${id}`)
                        .join(' ')}"`,
            )
            .replace(/url\(#([^)]+)\)/g, `url(#picture-${number}-$1)`)
            .replace(/href="#([^"]+)"/g, `href="#picture-${number}-$1"`);
    });
}

function place(message) {
    const location = message.getSourceLocation?.();
    return location ? ` (${location.getPath()}:${location.getLineNumber()})` : '';
}

function plain(html) {
    return unescape(html.replace(/<[^>]+>/g, ''));
}

function unescape(text) {
    return text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&#8217;', "'")
        .replaceAll('&#8230;', '…')
        .replaceAll('&#8201;', '')
        .replaceAll('&#8203;', '')
        .replaceAll('&#8212;', '—')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
}
