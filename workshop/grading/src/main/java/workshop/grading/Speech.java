package workshop.grading;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks an exception what it has to say. A learner may have written the methods that answer, and
 * each of them may fail.
 */
final class Speech {

    /** In characters; no honest message comes near it. */
    private static final int LONGEST = 100_000;

    private Speech() {}

    /** The message, or null; when it cannot be had, why. A very long one is cut. */
    static String message(Throwable thrown) {
        try {
            var message = thrown.getMessage();
            return message == null ? null : Printable.cut(message);
        } catch (Throwable failure) {
            return "its getMessage() failed with " + failure.getClass().getSimpleName();
        }
    }

    /** From the outside to the inside; the limit ends a wheel of causes. */
    static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(
                        thrown, Objects::nonNull, it -> answer(it::getCause, (Throwable) null))
                .limit(20);
    }

    static Stream<Throwable> suppressed(Throwable thrown) {
        return Stream.of(answer(thrown::getSuppressed, new Throwable[0]));
    }

    static StackTraceElement[] stack(Throwable thrown) {
        return answer(thrown::getStackTrace, new StackTraceElement[0]);
    }

    /**
     * Whether all that Maven and an IDE ask it is answered, and briefly: they make several copies
     * of a message, and a hundred megabytes of it, in every test, fill their memory.
     */
    static boolean works(Throwable thrown) {
        try {
            return causes(thrown).flatMap(Speech::withSuppressed).allMatch(Speech::answers);
        } catch (Throwable failure) {
            return false;
        }
    }

    private static Stream<Throwable> withSuppressed(Throwable thrown) {
        return Stream.concat(Stream.of(thrown), Stream.of(thrown.getSuppressed()));
    }

    private static boolean answers(Throwable thrown) {
        thrown.getCause(); // causes() hides that it fails
        return isShort(thrown.getMessage())
                && isShort(thrown.getLocalizedMessage())
                && thrown.getStackTrace() != null
                && thrown.toString() != null;
    }

    private static boolean isShort(String message) {
        return message == null || message.length() <= LONGEST;
    }

    private static <T> T answer(Supplier<T> question, T otherwise) {
        try {
            var answer = question.get();
            return answer == null ? otherwise : answer;
        } catch (Throwable failure) {
            return otherwise;
        }
    }
}
