package workshop.coach.proof;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;
import workshop.grading.ExerciseResult;
import workshop.grading.Status;
import workshop.grading.TestResult;

/** What the red tests of an exercise say. */
final class RedTests {

    /** Reasons to be red that are nobody's lesson. */
    private static final Pattern ACCIDENT =
            Pattern.compile(
                    "\\b("
                            + "NullPointerException|ClassNotFoundException|ClassCastException"
                            + "|\\w+(Def|Method|Field|Initializer)\\w*Error"
                            + "|StackOverflowError|OutOfMemoryError"
                            + "|BindException|ConnectException|JedisConnectionException"
                            + "|NoSuchBeanDefinitionException|BeanCreationException"
                            + "|ParameterResolutionException"
                            + ")\\b"
                            + "|The application does not start|exit code \\d+|was not done after");

    private RedTests() {}

    /** Whether a failure says that; where its lines break does not matter. */
    static boolean says(ExerciseResult result, String expected) {
        // "TODO 1.1" is no part of "TODO 1.10".
        var end = expected.startsWith("TODO ") ? "(?!\\d)" : "";
        var text = Pattern.compile(Pattern.quote(expected) + end);
        return result.tests().stream()
                .filter(test -> test.status() == Status.FAILED)
                .anyMatch(test -> text.matcher(test.message().replaceAll("\\s+", " ")).find());
    }

    static String failures(ExerciseResult result) {
        return result.tests().stream()
                .filter(test -> !test.green())
                .map(RedTests::failure)
                .collect(joining());
    }

    private static String failure(TestResult test) {
        var where = test.where() == null ? "" : "\nat " + test.where();
        return Check.indented("%s: %s%s".formatted(test.name(), test.message(), where));
    }

    /** Whether it is red for a reason that a learner cannot know. */
    static boolean isAccident(TestResult test, String expected) {
        return test.status() == Status.FAILED
                && !test.message().contains(expected)
                && ACCIDENT.matcher(test.message()).find();
    }
}
