package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Seams;

class ScoreTest {

    private static final String LEARNER =
            "step-09-a-rather-long-name/src/main/java/workshop/step09/Learner.java";

    private final StepResult result =
            new StepResult(
                    "step-09-a-rather-long-name",
                    "Step 09 · A sample",
                    List.of(
                            exercise("9.1", "Green from the first day", 20, 1, passed("is green")),
                            exercise(
                                    "9.2",
                                    "A title so long that it has to go on in a second line, which"
                                            + " it does without any harm",
                                    30,
                                    2,
                                    failed(
                                            "does this",
                                            "TODO 9.2: say what comes out, and why that is so, in"
                                                    + " words that need more than one line"),
                                    failed(
                                            "does that",
                                            "TODO 9.2: say what comes out, and why that is so, in"
                                                    + " words that need more than one line")),
                            exercise(
                                    "9.3",
                                    "Names what went wrong",
                                    40,
                                    3,
                                    passed("is partly right"),
                                    failed(
                                            "reads → writes",
                                            "You sent “a”: it came back changed.\n"
                                                    + "The test wants: \"a\"\n"
                                                    + "It got: \"b\"\n"
                                                    + "line 4\n"
                                                    + "line 5")),
                            exercise(
                                    "9.4",
                                    "Was forgotten",
                                    10,
                                    1,
                                    TestResult.missing(
                                            "Was forgotten",
                                            "was not graded: its test class ForgottenTest is"
                                                    + " gone"))));
    private final Trail trail =
            new Trail(
                    List.of(
                            stop("07", 100, 100),
                            stop("08", 35, 100),
                            stop("09", 20, 100),
                            stop("10", 0, 0)));

    @Test
    void in_unicode_without_colour() throws Exception {
        var expected = Files.readString(Path.of("src/test/resources/workshop/grading/score.txt"));
        assertThat(
                        Score.of(
                                result,
                                result.exercises(),
                                trail,
                                "./coach",
                                new TextStyle(false, true)))
                .isEqualTo(expected);
    }

    @Test
    void a_narrow_screen_has_narrow_lines() {
        for (var columns : List.of(60, 72)) {
            var narrow = new TextStyle(false, true).on(columns);
            assertThat(Score.of(result, result.exercises(), trail, "./coach", narrow).lines())
                    .filteredOn(line -> !line.contains(".java")) // no path is broken
                    .allMatch(line -> TextLayout.width(line) <= columns);
        }
        assertThat(new TextStyle(false, true).on(0).width()).isEqualTo(TextStyle.WIDTH);
        assertThat(new TextStyle(false, true).on(130).width()).isEqualTo(TextStyle.WIDTH);
    }

    @Test
    void what_a_test_says_comes_before_the_todo_of_another_exercise_and_after_its_own() {
        var another = failed("does this", "TODO 9.1: solve that first");
        var own = failed("does that", "Your web process still sends bytes.");
        var todo = failed("does it", "TODO 9.2: do it");

        assertThat(exercise("9.2", "Order", 10, 1, another, own).findings())
                .extracting(Finding::message)
                .containsExactly(own.message(), another.message());
        assertThat(exercise("9.2", "Order", 10, 1, another, own, todo).findings())
                .extracting(Finding::message)
                .containsExactly(todo.message(), own.message(), another.message());
    }

    @Test
    void of_a_race_s_table_the_score_has_room_for_what_is_forbidden() {
        var race =
                Interleavings.of(AtomicInteger::new)
                        .actor("one", ScoreTest::increment)
                        .actor("two", ScoreTest::increment)
                        .outcome(x -> "x is " + x)
                        .acceptable("x is 2")
                        .forbidden("x is 1", "An increment is lost.")
                        .explore();
        var lost = exercise("9.5", "A race", 10, 1, failed("in every order", race.report()));
        var step = new StepResult("step-09-sample", "Step 09", List.of(lost));
        assertThat(Score.of(step, List.of(), trail, "", new TextStyle(false, true)))
                .contains(
                        """
                              6 interleavings of your code · 4 end badly
                                x is 1        4  FORBIDDEN
                                    An increment is lost. …
                        """);
    }

    private static void increment(AtomicInteger x) {
        Seams.point("read");
        var before = x.get();
        Seams.point("write");
        x.set(before + 1);
    }

    @Test
    void in_ascii() {
        var text = Score.of(result, result.exercises(), trail, "", new TextStyle(false, false));

        assertThat(text)
                .isASCII()
                .contains(
                        "[ ] 9.3 Names what went wrong",
                        "    reads -> writes",
                        "  [x] 9.1 *.. Green from the first day",
                        "  [-] 9.4 *.. Was forgotten",
                        "##--------  1/4 exercises - 20/100 points",
                        "      edit\n      " + LEARNER + ":7");
        assertThat(text.lines()).allMatch(line -> line.length() <= 80, "not wider than 80 columns");
    }

    @Test
    void colour_adds_nothing_but_colour() {
        var coloured = Score.of(result, result.exercises(), trail, "", new TextStyle(true, true));

        assertThat(coloured).contains("\u001B[32m", "\u001B[31m");
        assertThat(coloured.replaceAll("\u001B\\[\\d+m", ""))
                .isEqualTo(
                        Score.of(
                                result, result.exercises(), trail, "", new TextStyle(false, true)));
    }

    private static ExerciseResult exercise(
            String id, String title, int points, int stars, TestResult... tests) {
        return new ExerciseResult(
                id,
                title,
                points,
                stars,
                "Learner.java",
                "workshop.step09.SomeTest",
                LEARNER + ":7",
                List.of(tests));
    }

    private static TestResult passed(String name) {
        return new TestResult(name, Status.PASSED, null, null, 0.01);
    }

    private static TestResult failed(String name, String message) {
        return new TestResult(name, Status.FAILED, message, LEARNER + ":31", 0.01);
    }

    private static Trail.Stop stop(String number, int earned, int points) {
        return new Trail.Stop(number, earned, points, earned, number.equals("09"));
    }
}
