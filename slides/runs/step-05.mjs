import { race, red, said } from '../tools/extract.mjs';

/** The outcomes of the first race that was lost, without the example. */
const outcomes = ({ log }) =>
    log
        .match(/^ {6}\d+ interleavings? of your code.*\s+outcome[^]*?(?=\n +e\.g\.|\n\s*\n)/m)?.[0]
        .replace(/^ {6}/gm, '');

/** The name of an assertion is above what it says. */
const withoutName = (text) => (run) =>
    text(run)
        ?.split('\n')
        .slice(1)
        .map((line) => line.slice(2))
        .join('\n');

export default [
    { answers: 'solution', shown: 'Step05Shown', write: {} },
    {
        answers: ['5.2-class-for-name', '5.4-looks-everywhere', '5.5-in-the-callback', '5.6-always'],
        write: {
            'wrong-5.2.txt': said('5.2'),
            'wrong-5.4.txt': said('5.4'),
            'wrong-5.6.txt': withoutName(red('the task that saves does not set itself off')),
            'race-new.txt': race('5.5-a-new-question'),
        },
    },
    { answers: ['5.5-every-flush'], write: { 'two-flushes.txt': outcomes } },
];
