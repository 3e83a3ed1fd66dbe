import { race, said } from '../tools/extract.mjs';
import { matrix } from '../tools/matrix.mjs';
import { alone } from '../tools/races.mjs';

const AFTER_COMMIT = ['-Dtest=AfterCommitTest'];

const SAVED = race('2.3-a-question-is-saved');

export default [
    {
        answers: 'starter',
        write: {
            'race-saved.txt': SAVED,
            'race-saved.svg': (run) => alone(SAVED(run)),
            // The relay finds nothing there; a slide after this one says what a relay is.
            'race-relay-dies.txt': race('2.4-web-or-relay-dies', { without: 'relay' }),
            'race-worker-dies.txt': race('2.5-a-worker-dies'),
            'race-author-edits.txt': race('2.6-author-against-worker'),
            'race-overtaken.txt': race('2.7-two-workers-at-once'),
        },
    },
    { answers: 'starter', arguments: ['-Dgroups=race'], write: { 'matrix.txt': matrix() } },
    { answers: 'starter', shown: 'Step02Orders' },
    { answers: 'solution', shown: 'Step02Orders' },
    { answers: 'solution', shown: 'Step02Cures' },
    { answers: 'solution', shown: 'Step02Shown' },
    {
        answers: ['2.1-one-entity-manager'],
        arguments: ['-Dtest=PassTheIdTest'],
        write: { 'wrong-2.1.txt': said('2.1') },
    },
    {
        answers: ['2.3-flushes-first'],
        arguments: AFTER_COMMIT,
        write: { 'wrong-2.3-flush.txt': said('2.3') },
    },
    {
        answers: ['2.3-asks-until-it-is-there'],
        arguments: AFTER_COMMIT,
        write: { 'wrong-2.3-asks.txt': said('2.3') },
    },
    { answers: ['2.3-synchronized'], arguments: AFTER_COMMIT, write: { 'wrong-2.3-lock.txt': said('2.3') } },
];
