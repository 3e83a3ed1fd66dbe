package workshop.grading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The result of one exercise.
 *
 * @param id step and number, such as {@code 1.4}
 * @param title what the learner achieves
 * @param points what it is worth
 * @param stars how hard it is, from one to three
 * @param edit the file to edit, as {@link Exercise#edit()} names it
 * @param testClass the name of the class that is the exercise
 * @param place where to edit, {@code path} or {@code path:line} from the workshop's folder; null
 *     when there is no such file
 * @param tests its tests in the order of their run
 */
public record ExerciseResult(
        String id,
        String title,
        int points,
        int stars,
        String edit,
        String testClass,
        String place,
        List<TestResult> tests) {

    /** The name of the test that is red where the workshop's own tests were changed. */
    static final String OWN_TESTS = "its tests are the workshop's own";

    private static final Pattern ID = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");

    public ExerciseResult {
        tests = List.copyOf(tests);
    }

    /** Whether there is a test, and none that is not green. */
    public boolean green() {
        return !tests.isEmpty() && tests.stream().allMatch(TestResult::green);
    }

    /** All of the points, or none. */
    public int earned() {
        return green() ? points : 0;
    }

    /** Whether its tests, or files that they share, are no longer the workshop's own. */
    public boolean testsChanged() {
        return tests.stream().anyMatch(test -> test.name().equals(OWN_TESTS) && !test.green());
    }

    /** The same exercise after a run. */
    public ExerciseResult with(List<TestResult> tests) {
        return new ExerciseResult(id, title, points, stars, edit, testClass, place, tests);
    }

    /** The same exercise, with one more test that failed, before all others. */
    ExerciseResult withFirst(String name, String said) {
        var all = new ArrayList<TestResult>();
        all.add(new TestResult(name, Status.FAILED, said, null, 0));
        all.addAll(tests);
        return with(all);
    }

    /** The same exercise, to be edited elsewhere. */
    ExerciseResult at(String place) {
        return new ExerciseResult(id, title, points, stars, edit, testClass, place, tests);
    }

    /** Whether nothing of it was run. */
    public boolean absent() {
        return !tests.isEmpty() && tests.stream().noneMatch(TestResult::ran);
    }

    /**
     * Whether this run has nothing new to say: no test was red, and not all of them ran. Then an
     * earlier result counts.
     */
    boolean leftOut() {
        return !green()
                && !tests.isEmpty()
                && tests.stream()
                        .allMatch(test -> test.green() || test.status() == Status.LEFT_OUT);
    }

    /** The tests that are not green. */
    List<TestResult> red() {
        return tests.stream().filter(test -> !test.green()).toList();
    }

    /**
     * What is wrong, each thing said once, the most telling first: its TODO, then what a test says
     * in its own words, then an exception. Otherwise they are in the order of the tests.
     */
    List<Finding> findings() {
        var alike = new LinkedHashMap<String, List<TestResult>>();
        for (var test : red()) {
            alike.computeIfAbsent(test.message(), key -> new ArrayList<>()).add(test);
        }
        return alike.entrySet().stream()
                .map(entry -> new Finding(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(finding -> finding.kind(id)))
                .toList();
    }

    /** By step and number, so that 1.10 comes after 1.9; an id that is no such thing comes last. */
    static int order(String id) {
        var numbers = ID.matcher(id);
        return numbers.matches()
                ? Integer.parseInt(numbers.group(1)) * 1000 + Integer.parseInt(numbers.group(2))
                : Integer.MAX_VALUE;
    }
}
