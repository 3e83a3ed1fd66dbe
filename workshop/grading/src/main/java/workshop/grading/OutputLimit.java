package workshop.grading;

import java.io.PrintStream;

/**
 * Lets each exercise print as much as anyone reads. An endless loop that prints would fill the
 * terminal, and scroll away what the tests say of it.
 */
final class OutputLimit {

    /** In characters, for each exercise: more than a thousand full lines. */
    private static final int MOST = 100_000;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private int left = MOST;

    /** From now on the limit holds for all that this JVM prints, also what a loop prints later. */
    void begin() {
        System.setOut(new Limited(out));
        System.setErr(new Limited(err));
    }

    /** The next exercise may print as much again. */
    synchronized void renew() {
        left = MOST;
    }

    private synchronized boolean permits(int length, PrintStream target) {
        if (left > 0 && left <= length) {
            target.println("\n… (This exercise prints more than is shown here.)");
        }
        left = Math.max(0, left - length);
        return left > 0;
    }

    /** Hands texts on as texts: only the target knows in which encoding they will be read. */
    private final class Limited extends PrintStream {

        private final PrintStream target;

        Limited(PrintStream target) {
            super(target, true);
            this.target = target;
        }

        @Override
        public void print(String text) {
            if (permits(String.valueOf(text).length(), target)) {
                target.print(text);
            }
        }

        @Override
        public void println(String text) {
            if (permits(String.valueOf(text).length() + 1, target)) {
                target.println(text);
            }
        }

        @Override
        public void println() {
            println("");
        }

        @Override
        public void print(char sign) {
            print(String.valueOf(sign));
        }

        @Override
        public void println(char sign) {
            println(String.valueOf(sign));
        }

        @Override
        public void print(char[] signs) {
            print(String.valueOf(signs));
        }

        @Override
        public void println(char[] signs) {
            println(String.valueOf(signs));
        }

        @Override
        public void print(Object object) {
            print(String.valueOf(object));
        }

        @Override
        public void println(Object object) {
            println(String.valueOf(object));
        }

        @Override
        public void write(int sign) {
            if (permits(1, target)) {
                target.write(sign);
            }
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            if (permits(length, target)) {
                target.write(bytes, start, length);
            }
        }
    }
}
