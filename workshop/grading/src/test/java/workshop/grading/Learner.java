package workshop.grading;

import java.util.concurrent.locks.LockSupport;

/** Stands in for a learner's code; its "source" is laid out by {@link SmallWorkshop}. */
final class Learner {

    private Learner() {}

    static void todo() {
        throw new UnsupportedOperationException("TODO 9.1: do something");
    }

    static int half(int number) {
        return number / 0;
    }

    static void never() {
        while (true) {
            LockSupport.park();
        }
    }

    static void exit() {
        System.exit(3);
    }
}
