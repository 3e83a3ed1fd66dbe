package workshop.grading;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanCreationException;

/**
 * A Spring application that does not start. Spring wraps the reason in many layers. It gives the
 * reason only to the first test that needs the application, and tells the others that it will not
 * try again.
 */
final class StartupFailure {

    private static final String FIRST = "Failed to load ApplicationContext";
    private static final String AGAIN = "ApplicationContext failure threshold";

    /** How Spring names the class that it has found, up to its outermost class. */
    private static final Pattern FOUND =
            Pattern.compile("file \\[.*[/\\\\](\\w+)[^/\\\\]*\\.class\\]");

    private static String reason = "";
    private static Optional<String> unmade = Optional.empty();

    private StartupFailure() {}

    static boolean is(Throwable thrown) {
        return thrown instanceof IllegalStateException
                && Failure.speaks(thrown)
                && (Speech.message(thrown).startsWith(FIRST)
                        || Speech.message(thrown).startsWith(AGAIN));
    }

    /** Only the innermost reason helps the learner. */
    static synchronized String message(Throwable thrown) {
        if (Speech.message(thrown).startsWith(FIRST)) {
            reason =
                    Speech.causes(thrown)
                            .filter(Failure::speaks)
                            .reduce((outer, inner) -> inner)
                            .map(Failure::said)
                            .orElse("");
            unmade =
                    Speech.causes(thrown)
                            .flatMap(StartupFailure::bean)
                            .reduce((outer, inner) -> inner);
        }
        return "The Spring application does not start:\n" + reason;
    }

    /**
     * The class that Spring could make no bean of, such as {@code Website}: often the constructor
     * was never called, so no frame leads there. Known once {@link #message} was asked.
     */
    static synchronized Optional<String> unmade() {
        return unmade;
    }

    private static Stream<String> bean(Throwable thrown) {
        return thrown instanceof BeanCreationException creation
                ? FOUND.matcher(String.valueOf(creation.getResourceDescription()))
                        .results()
                        .map(found -> found.group(1))
                : Stream.empty();
    }
}
