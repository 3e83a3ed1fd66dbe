package workshop.step01;

/** Classes that are called like those that JSON has a form for, in another place. */
final class LookAlikes {

    private LookAlikes() {}

    record String(java.lang.String text) {}

    static final class Integer extends Number {

        private static final long serialVersionUID = 1;

        private final int value;

        Integer(int value) {
            this.value = value;
        }

        @Override
        public int intValue() {
            return value;
        }

        @Override
        public long longValue() {
            return value;
        }

        @Override
        public float floatValue() {
            return value;
        }

        @Override
        public double doubleValue() {
            return value;
        }
    }
}
