package workshop.coach.proof;

import java.util.Set;

/**
 * One thing that must hold of a step.
 *
 * @param claim what kind of thing it is
 * @param exercises the exercises that it is about; none when it is about the step
 * @param name what is claimed, as a maintainer reads it
 * @param body throws an {@link AssertionError} that says what to do, when it does not hold
 */
record Check(Claim claim, Set<String> exercises, String name, Body body) {

    /** What is claimed of each exercise. */
    enum Claim {
        STARTER,
        SOLUTION,
        WRONG,
        ORDER,
        README
    }

    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    /** A check of the whole step. */
    static Check of(Claim claim, String name, Body body) {
        return new Check(claim, Set.of(), name, body);
    }

    static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new AssertionError(message.formatted(arguments));
        }
    }

    /** A text moved to the right, and an empty line left empty. */
    static String indented(String text) {
        return text.indent(4).replaceAll("(?m)^ +$", "");
    }
}
