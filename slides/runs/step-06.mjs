import { said } from '../tools/extract.mjs';

export default [
    { answers: 'solution', shown: 'Step06Shown' },
    {
        answers: ['6.1-enums-by-their-label', '6.3-class-names'],
        write: { 'wrong-6.1.txt': said('6.1'), 'wrong-6.3.txt': said('6.3') },
    },
    { answers: ['6.4-jackson-told-to-be-lenient'], shown: 'Step06Lenient' },
    {
        answers: ['6.2-longs-by-way-of-double'],
        // jqwik has two seconds to find the smallest; here it may take as long as a busy machine needs.
        arguments: ['-Djqwik.shrinking.bounded.seconds=120'],
        write: { 'wrong-6.2.txt': said('6.2') },
    },
];
