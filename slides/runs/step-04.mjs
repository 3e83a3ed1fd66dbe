import { red } from '../tools/extract.mjs';

export default [
    { answers: 'solution', shown: 'Step04Shown', write: {} },
    {
        answers: ['4.1-the-articles-bug', '4.4-checked-at-run-time'],
        write: {
            'wrong-4.1.txt': red('moderate was asked for question'),
            'wrong-4.4.txt': red('It compiles: Target two = new Target'),
        },
    },
    {
        answers: ['4.1-first-wins', '4.3-minus-one', '4.4-new-bytes'],
        write: {
            'wrong-4.1-two.txt': red('The message said'),
            'wrong-4.3.txt': red('The form says question = -1'),
            'wrong-4.4-bytes.txt': red('The bytes for answer 0'),
        },
    },
];
