package workshop.grading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import workshop.grading.step.StepFolder;
import workshop.interleavings.ForbiddenOutcomeError;

/**
 * What a learner needs to know of an exception: what it says, and where in their own code it
 * happened.
 *
 * @param message what it says, its causes included
 * @param where {@code path:line}, or null when no frame is in a source of the step
 */
record Failure(String message, String where) {

    private static final Pattern TIMEOUT = Pattern.compile("(?s).* timed out after (\\d+) (\\w+)");

    /** The method that is innermost while a thread waits, on one Java or another. */
    private static final Set<String> WAITS = Set.of("wait", "wait0", "park");

    static Failure of(Throwable thrown, StepFolder step, String testClass) {
        return new Failure(
                Printable.of(message(thrown)) + picture(thrown, step),
                where(thrown, step, testClass));
    }

    /** A race that ends badly has a page of its own; where that is. */
    private static String picture(Throwable thrown, StepFolder step) {
        return Speech.causes(thrown)
                .filter(ForbiddenOutcomeError.class::isInstance)
                .map(race -> ((ForbiddenOutcomeError) race).exploration().writePage(step.races()))
                .map(page -> "\n\nThe same as a picture:\n" + step.display(page))
                .findFirst()
                .orElse("");
    }

    /** Whether JUnit gave a test up, because its time was over. */
    static boolean isTimeout(Throwable thrown) {
        return thrown instanceof TimeoutException
                && TIMEOUT.matcher(String.valueOf(Speech.message(thrown))).matches();
    }

    static String message(Throwable thrown) {
        if (StartupFailure.is(thrown)) {
            return StartupFailure.message(thrown);
        }
        if (isTimeout(thrown)) {
            var time = TIMEOUT.matcher(Speech.message(thrown)).replaceFirst("$1 $2");
            return TestResult.notFinishedAfter(time) + waited(thrown);
        }
        if (thrown instanceof ParameterResolutionException && thrown.getCause() != null) {
            return message(thrown.getCause()); // JUnit's own words around it name only methods
        }
        var text = new StringBuilder(said(thrown));
        Speech.causes(thrown)
                .skip(1)
                .filter(Failure::speaks)
                .forEach(
                        cause -> {
                            if (!text.toString().contains(Speech.message(cause).strip())) {
                                text.append("\nbecause of ").append(said(cause));
                            }
                        });
        return text.toString();
    }

    /** In which of the JDK's classes the code waited when its time was over; "" if it did not. */
    private static String waited(Throwable timeout) {
        return Speech.causes(timeout)
                .skip(1)
                .map(Speech::stack)
                .filter(stack -> stack.length > 0 && WAITS.contains(stack[0].getMethodName()))
                .flatMap(
                        stack ->
                                Stream.of(stack)
                                        .filter(frame -> !isOfEveryWait(frame.getClassName()))
                                        .limit(1))
                .filter(frame -> frame.getClassName().startsWith("java."))
                .map(
                        frame ->
                                " It was waiting in %s.%s."
                                        .formatted(
                                                frame.getClassName().replaceAll(".*\\.", ""),
                                                frame.getMethodName()))
                .findFirst()
                .orElse("");
    }

    private static boolean isOfEveryWait(String type) {
        return Stream.of("java.lang.", "jdk.internal.", "java.util.concurrent.locks.")
                .anyMatch(type::startsWith);
    }

    /**
     * An assertion and a TODO speak for themselves; of anything else the learner wants to see the
     * type, too.
     */
    static String said(Throwable thrown) {
        var type = thrown.getClass().getSimpleName();
        if (!speaks(thrown)) {
            return type;
        }
        var message = Speech.message(thrown).strip();
        if (thrown instanceof AssertionError) {
            return AssertionText.of(message);
        }
        return message.startsWith("TODO ") ? message : type + ": " + message;
    }

    static boolean speaks(Throwable thrown) {
        var message = Speech.message(thrown);
        return message != null && !message.isBlank();
    }

    /**
     * The place nearest to the cause: in the learner's own sources, or else in the exercise's test.
     */
    private static String where(Throwable thrown, StepFolder step, String testClass) {
        var innermost = new ArrayList<>(Speech.causes(thrown).toList());
        Collections.reverse(innermost);
        return Stream.<Supplier<String>>of(
                        () -> first(innermost, frame -> own(frame, step)),
                        () -> innermost.stream().anyMatch(StartupFailure::is) ? unmade(step) : null,
                        () -> first(innermost, frame -> ofTest(frame, step, testClass)))
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String own(StackTraceElement frame, StepFolder step) {
        return step.source(file(frame)).map(step::display).orElse(null);
    }

    private static String ofTest(StackTraceElement frame, StepFolder step, String testClass) {
        return outermost(frame.getClassName()).equals(outermost(testClass))
                ? step.display(step.tests().resolve(file(frame)))
                : null;
    }

    private static String unmade(StepFolder step) {
        return StartupFailure.unmade()
                .flatMap(
                        type -> step.toEdit(type + ".java").map(file -> declared(type, file, step)))
                .orElse(null);
    }

    private static String declared(String type, Path file, StepFolder step) {
        return step.display(file) + ":" + StepFolder.declaration(file, type).orElse(1);
    }

    private static String first(
            List<Throwable> thrown, Function<StackTraceElement, String> source) {
        for (var cause : thrown) {
            for (var frame : Speech.stack(cause)) {
                var path =
                        frame.getLineNumber() > 0 && frame.getFileName() != null
                                ? source.apply(frame)
                                : null;
                if (path != null) {
                    return path + ":" + frame.getLineNumber();
                }
            }
        }
        return null;
    }

    private static String outermost(String type) {
        return type.replaceFirst("\\$.*", "");
    }

    private static String file(StackTraceElement frame) {
        var type = frame.getClassName();
        return type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + frame.getFileName();
    }
}
