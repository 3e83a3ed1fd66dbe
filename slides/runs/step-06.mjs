import { between, said } from '../tools/extract.mjs';

export default [
    { answers: 'solution', shown: 'Step06Shown' },
    {
        answers: ['6.1-enums-by-their-label', '6.3-class-names', '6.4-jackson-told-to-be-lenient'],
        write: {
            'wrong-6.1.txt': said('6.1'),
            'wrong-6.3.txt': said('6.3'),
            'wrong-6.4.txt': said('6.4'),
        },
    },
    { answers: ['6.2-longs-by-way-of-double'], write: { 'wrong-6.2.txt': said('6.2') } },
];
