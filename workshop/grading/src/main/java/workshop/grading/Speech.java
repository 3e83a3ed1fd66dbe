package workshop.grading;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks an exception what it has to say. A learner may have written the methods that answer, and
 * each of them may fail.
 */
final class Speech {

    private Speech() {}

    /** The message, or null; when it cannot be had, why. */
    static String message(Throwable thrown) {
        try {
            return thrown.getMessage();
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

    static StackTraceElement[] stack(Throwable thrown) {
        return answer(thrown::getStackTrace, new StackTraceElement[0]);
    }

    /** Whether all that Maven and an IDE ask it is answered. */
    static boolean works(Throwable thrown) {
        try {
            return causes(thrown)
                    .allMatch(
                            it -> {
                                it.getMessage();
                                it.getLocalizedMessage();
                                it.getCause();
                                return it.toString() != null && it.getStackTrace() != null;
                            });
        } catch (Throwable failure) {
            return false;
        }
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
