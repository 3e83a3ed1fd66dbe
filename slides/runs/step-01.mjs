import { said } from '../tools/extract.mjs';

export default [
    { answers: 'solution', shown: 'Step01Shown', write: {} },
    {
        answers: ['1.4-no-final-reject', '1.6-only-the-producer'],
        write: { 'wrong-1.4.txt': said('1.4'), 'wrong-1.6.txt': said('1.6') },
    },
];
