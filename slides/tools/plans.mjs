// The plans: what each day shows, when it pauses, and whether it fits. PLANS.md, the speaker's clock and the
// list that an unknown plan in the address leads to come from here.

/** Minutes that people need to sit down, start their laptops and run the doctor. */
export const SETUP = 15;
/** What a plan must keep to. */
export const LEAST_HANDS_ON = 0.5;
export const LONGEST_TALK = 25;

/**
 * length: minutes from door to door. shows: the slides with this plan, or with a shorter one. breaks: before
 * which slide, and how long. skip: the exercises to drop first when late. end: the exercise to end early when
 * none of those is left. spare: the most that may be left.
 */
export const DAYS = {
    90: {
        name: '90 minutes',
        length: 90,
        shows: '90',
        breaks: [],
        skip: ['1.1'],
        end: '2.3',
        spare: 5,
        room: 'Alone, teach up to 15 people; take a helper for each ten more.',
    },
    120: {
        name: 'Two hours',
        length: 120,
        shows: '120',
        breaks: [{ before: 'pass-the-id', minutes: 10 }],
        skip: ['5.1', '1.1'],
        spare: 5,
        room: 'Alone, teach up to 15 people; take a helper for each ten more.',
    },
    half: {
        name: 'Three and a half hours',
        length: 210,
        shows: 'half',
        breaks: [
            { before: 'pass-the-id', minutes: 10 },
            { before: 'name-the-model', minutes: 10 },
        ],
        skip: ['6.1', '2.1'],
        spare: 10,
        room: 'With one helper, teach up to 20 people; take one more for each ten.',
    },
    full: {
        name: 'A day',
        length: 480,
        shows: 'full',
        breaks: [
            { before: 'pass-the-id', minutes: 15 },
            { before: 'a-task-per-type', minutes: 60, lunch: true },
            { before: 'name-the-model', minutes: 15 },
        ],
        skip: ['6.4', '3.4', '2.6'],
        spare: 25,
        room:
            'With two helpers, teach up to 24 people; take one more for each ten. Let people change ' +
            'seats at lunch.',
    },
    remote: {
        name: 'Remote, four hours',
        length: 240,
        shows: 'half',
        breaks: [
            { before: 'pass-the-id', minutes: 10 },
            { before: 'a-task-per-type', minutes: 10 },
            { before: 'name-the-model', minutes: 10 },
            { before: 'records', minutes: 10 },
        ],
        skip: ['6.1', '2.1'],
        spare: 15,
        room:
            'Up to 16 people, in rooms of two who share a screen; one helper for each four rooms. For ' +
            'more people, give it twice. You need the minutes to spare for moving people to their ' +
            'rooms and back.',
    },
};

/** The plans by which a slide may be shown, the shortest first; "home" is for people who read on alone. */
export const SHOWN_BY = ['90', '120', 'half', 'full', 'home'];

export const shownIn = (slide, plan) => SHOWN_BY.indexOf(slide.plan) <= SHOWN_BY.indexOf(DAYS[plan].shows);

/**
 * The day, block by block.
 *
 * @param lunch minutes from the start at which lunch should begin; moves that break
 * @param day what the plan is, if it is not the one of that name
 * @returns { breaks, blocks: [{ kind, what, minutes, slides, id }], talking, doing, pausing, spare, handsOn,
 *   longest, homework, faults }
 */
export function dayOf(plan, slides, { lunch, day = DAYS[plan] } = {}) {
    const shown = slides.filter((slide) => shownIn(slide, plan));
    const faults = [];
    for (const { before } of day.breaks) {
        shown.some((slide) => slide.id === before) ||
            faults.push(`${day.name}: no slide "${before}" to pause at`);
    }
    const pauses = lunch === undefined ? day.breaks : aroundLunch(day.breaks, shown, lunch);
    const breaks = new Map(pauses.map((pause) => [pause.before, pause]));
    const blocks = [
        { kind: 'setup', what: 'laptops: `./coach doctor --no-offline`', minutes: SETUP, slides: 0 },
    ];
    for (const slide of shown) {
        if (breaks.has(slide.id)) {
            const { minutes, lunch: eats } = breaks.get(slide.id);
            blocks.push({ kind: 'break', what: eats ? '**lunch**' : '**break**', minutes, slides: 0 });
        }
        const last = blocks.at(-1);
        if (last.kind === 'talk' && last.chapter === slide.chapter) {
            last.minutes += slide.minutes;
            last.slides++;
        } else {
            const number = slide.number ? `${slide.number} · ` : '';
            const { chapter, minutes, id } = slide;
            blocks.push({ kind: 'talk', what: number + chapter, chapter, minutes, slides: 1, id });
        }
        if (slide.exercise) {
            const { id, title } = slide.exercise;
            blocks.push({
                kind: 'exercise',
                what: `${id} ${title}`,
                minutes: slide.exercise.minutes,
                slides: 0,
                exercise: id,
            });
        }
    }
    const sumOf = (kind) => sum(blocks.filter((block) => block.kind === kind).map(({ minutes }) => minutes));
    const [talking, doing, pausing] = ['talk', 'exercise', 'break'].map(sumOf);
    const spare = day.length - SETUP - talking - doing - pausing;
    const handsOn = doing / (talking + doing);
    const longest = longestTalk(blocks);
    const done = blocks.map((block) => block.exercise).filter(Boolean);
    faults.push(...unmet(shown, day.name));
    const all = slides.flatMap(({ exercise }) => exercise ?? []);
    const homework = all.filter(({ id }) => !done.includes(id));

    spare >= 0 || faults.push(`${day.name}: ${-spare} ${spare === -1 ? 'minute' : 'minutes'} too long`);
    spare <= day.spare ||
        faults.push(`${day.name}: ${spare} minutes to spare; at most ${day.spare} may be left`);
    handsOn >= LEAST_HANDS_ON || faults.push(`${day.name}: only ${percent(handsOn)} of it is hands-on`);
    longest.minutes <= LONGEST_TALK ||
        faults.push(`${day.name}: ${longest.minutes} minutes of talk without a pause, from ${longest.what}`);
    day.skip
        .filter((id) => !done.includes(id))
        .forEach((id) => faults.push(`${day.name}: ${id} is to be dropped first, but is not in it`));
    for (const id of day.skip) {
        const needy = shown.filter(({ exercise, said }) => exercise?.needs.includes(id) && !isSaid(id, said));
        needy.forEach(({ exercise }) =>
            faults.push(`${day.name}: ${id} is to be dropped, but ${exercise.id} needs it`),
        );
    }
    [...day.skip, day.end].includes(done.at(-1)) ||
        faults.push(`${day.name}: in its last exercise, ${done.at(-1)}, nothing is left to drop`);
    const sums = { talking, doing, pausing, spare, handsOn, longest };
    return { ...day, breaks: pauses, blocks, ...sums, homework, faults };
}

/** Exercises that need one which is not in the plan, and whose notes do not say what to type instead. */
function unmet(shown, name) {
    const done = new Set();
    return shown.flatMap(({ exercise, said }) => {
        if (!exercise) {
            return [];
        }
        done.add(exercise.id);
        return exercise.needs
            .filter((id) => !done.has(id) && !isSaid(id, said))
            .map(
                (id) =>
                    `${name}: ${exercise.id} needs ${id}, which is not in it; let the notes of ` +
                    `${exercise.id} say ./coach solution ${id}`,
            );
    });
}

/** Whether the notes say what to type for an exercise that was left out. */
function isSaid(id, notes) {
    return notes.includes(`./coach solution ${id}`);
}

/** What the page needs to know of the plans. */
export const pageData = (slides, { lunch } = {}) =>
    Object.fromEntries(
        Object.entries(DAYS).map(([plan, { name, shows }]) => [
            plan,
            { name, shows, breaks: dayOf(plan, slides, { lunch }).breaks, setup: SETUP },
        ]),
    );

export const percent = (share) => `${Math.floor(100 * share)} %`;

/** By how many minutes a lunch within a chapter must be nearer to the time than one between two. */
const BETWEEN_CHAPTERS = 15;
/** Nobody needs another break so many minutes before or after lunch. */
const TOO_NEAR = 30;

/** The breaks of a day whose lunch begins near that time: at a new chapter, or after a debrief. */
function aroundLunch(breaks, shown, wanted) {
    if (!breaks.some((pause) => pause.lunch)) {
        return breaks;
    }
    const days = shown.flatMap((slide, i) => {
        const begins = slide.chapter !== shown[i - 1]?.chapter;
        const debriefed = Boolean(shown[i - 2]?.exercise) && !shown[i - 1].exercise;
        if (i === 0 || !(begins || debriefed)) {
            return [];
        }
        const pauses = lunchBefore(slide.id, breaks, shown);
        const off = Math.abs(minutesBefore(slide.id, pauses, shown) - wanted);
        return [{ pauses, off: off + (begins ? 0 : BETWEEN_CHAPTERS) }];
    });
    return days.reduce((best, day) => (day.off < best.off ? day : best)).pauses;
}

/** With lunch there; a break that is too near to it goes to the place that lunch has left. */
function lunchBefore(id, breaks, shown) {
    const left = breaks.find((pause) => pause.lunch).before;
    const at = minutesBefore(id, [], shown);
    const isNear = ({ before }) => Math.abs(minutesBefore(before, [], shown) - at) < TOO_NEAR;
    return breaks.map((pause) => {
        const moves = pause.lunch || (id !== left && isNear(pause));
        return moves ? { ...pause, before: pause.lunch ? id : left } : pause;
    });
}

/** From the start of the day to that slide, or to the break before it. */
function minutesBefore(id, pauses, shown) {
    const earlier = shown.slice(0, shown.findIndex((slide) => slide.id === id));
    return earlier.reduce((clock, slide) => {
        const pause = pauses.find(({ before }) => before === slide.id);
        return clock + (pause?.minutes ?? 0) + slide.minutes + (slide.exercise?.minutes ?? 0);
    }, SETUP);
}

function longestTalk(blocks) {
    let longest = { minutes: 0 };
    let now = null;
    for (const block of blocks) {
        if (block.kind !== 'talk') {
            now = null;
            continue;
        }
        now = { what: now?.what ?? block.what, minutes: (now?.minutes ?? 0) + block.minutes };
        if (now.minutes > longest.minutes) {
            longest = now;
        }
    }
    return longest;
}

function sum(numbers) {
    return numbers.reduce((a, b) => a + b, 0);
}
