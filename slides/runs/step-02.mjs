import { race } from '../tools/extract.mjs';
import { matrix } from '../tools/matrix.mjs';

export default [
    {
        answers: 'starter',
        write: {
            'race-rolled-back.svg': race('2.3-a-question-rolled-back'),
            'race-saved.svg': race('2.3-a-question-is-saved'),
            'race-relay-dies.svg': race('2.4-web-or-relay-dies'),
            'race-worker-dies.svg': race('2.5-a-worker-dies'),
            'race-two-workers.svg': race('2.5-two-workers-at-once'),
            'race-author-edits.svg': race('2.6-author-against-worker'),
            'race-overtaken.svg': race('2.7-two-workers-at-once'),
        },
    },
    { answers: 'starter', arguments: ['-Dgroups=race'], write: { 'matrix.svg': matrix() } },
];
