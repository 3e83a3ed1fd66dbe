import { between, said } from '../tools/extract.mjs';

export default [
    { answers: 'solution', shown: 'Step03Shown' },
    { answers: 'solution', write: { 'bill.txt': between(/^ {2}The bill, /, /^$/) } },
    {
        answers: ['3.1-one-name-too-few', '3.4-nobody-handles'],
        // The tests count their ids up, so what they say depends on their order.
        arguments: ['-Dsurefire.runOrder=alphabetical'],
        write: { 'wrong-3.1.txt': said('3.1'), 'wrong-3.4.txt': said('3.4') },
    },
    { answers: ['3.2-forgets-comments'], write: { 'wrong-3.2.txt': said('3.2') } },
];
