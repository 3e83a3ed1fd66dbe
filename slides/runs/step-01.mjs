import { said, score } from '../tools/extract.mjs';

export default [
    { answers: 'starter', write: { 'score-starter.txt': score() } },
    { answers: 'solution', shown: 'Step01Shown', write: {} },
    { answers: 'solution', write: { 'score-solution.txt': score() } },
    {
        answers: [
            '1.2-sings-at-home',
            '1.3-time-out',
            '1.4-no-final-reject',
            '1.5-glued-together',
            '1.6-only-the-producer',
            '1.7-plain-jackson',
        ],
        write: {
            'wrong-1.2.txt': said('1.2'),
            'wrong-1.3.txt': said('1.3'),
            'wrong-1.4.txt': said('1.4'),
            'wrong-1.5.txt': said('1.5'),
            'wrong-1.6.txt': said('1.6'),
            'wrong-1.7.txt': said('1.7'),
        },
    },
];
