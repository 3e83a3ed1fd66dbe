package workshop.coach.proof;

import static java.util.stream.Collectors.joining;
import static workshop.coach.proof.Check.require;

import java.util.List;
import java.util.regex.Pattern;
import workshop.grading.ExerciseResult;
import workshop.grading.Status;
import workshop.grading.TestResult;

/** What an exercise that is red says. */
final class FailureText {

    /** Reasons to be red that are nobody's lesson. */
    private static final Pattern ACCIDENT =
            Pattern.compile(
                    "\\b(NullPointerException|ClassNotFoundException|ClassCastException"
                            + "|\\w+(Def|Method|Field|Initializer)\\w*Error"
                            + "|StackOverflowError|OutOfMemoryError"
                            + "|BindException|ConnectException|JedisConnectionException"
                            + "|NoSuchBeanDefinitionException|BeanCreationException"
                            + "|ParameterResolutionException)\\b|The Spring application does not"
                            + " start|exit code \\d+|was not finished after");

    private FailureText() {}

    /** All of it, as a maintainer reads it. */
    static String of(ExerciseResult result) {
        return result.tests().stream()
                .filter(test -> !test.green())
                .map(FailureText::of)
                .collect(joining());
    }

    private static String of(TestResult test) {
        var where = test.where() == null ? "" : "\nat " + test.where();
        return Check.indented("%s: %s%s".formatted(test.name(), test.message(), where));
    }

    /** Whether a failure says that; where its lines break does not matter. */
    static boolean say(ExerciseResult result, String expected) {
        // "TODO 1.1" is no part of "TODO 1.10".
        var end = expected.startsWith("TODO ") ? "(?!\\d)" : "";
        var text = Pattern.compile(Pattern.quote(expected) + end);
        return failed(result).stream()
                .anyMatch(test -> text.matcher(test.message().replaceAll("\\s+", " ")).find());
    }

    /** Those from which no one learns anything, and that do not say what is expected. */
    static List<TestResult> byAccident(ExerciseResult result, String expected) {
        return failed(result).stream()
                .filter(test -> !test.message().contains(expected))
                .filter(test -> ACCIDENT.matcher(test.message()).find())
                .toList();
    }

    private static List<TestResult> failed(ExerciseResult result) {
        return result.tests().stream().filter(test -> test.status() == Status.FAILED).toList();
    }

    static void requireGreen(ExerciseResult result, String otherwise) {
        require(result.green(), "%s It says:\n%s", otherwise, of(result));
    }
}
