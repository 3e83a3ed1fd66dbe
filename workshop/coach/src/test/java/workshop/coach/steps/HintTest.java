package workshop.coach.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;

class HintTest {

    private static final StepSources FIXTURE =
            StepSources.all(Path.of("src/test/resources/coached")).get(0);

    private static final List<StepSources> STEPS = StepSources.all(Path.of("../..").normalize());

    @Test
    void prose_is_wrapped_and_code_is_broken_where_it_is_too_long_only() {
        var hints = Hint.of(FIXTURE, "0.1");

        assertThat(hints)
                .extracting(Hint::title)
                .containsExactly(
                        "Hint 1: a nudge", "Hint 2: an approach", "Hint 3: nearly the code");
        assertThat(hints.get(1).lines(40))
                .isEqualTo(
                        List.of(
                                "A `for` loop can do it, and so can a",
                                "stream (https://example.org/streams);",
                                "the sum begins with nothing, and every",
                                "number is added to it."));
        assertThat(hints.get(2).lines(40))
                .isEqualTo(
                        List.of(
                                "    for (var number : numbers) {",
                                "        sum += number;",
                                "    }",
                                "",
                                "and return it."));
        assertThat(hints.get(2).lines(30))
                .startsWith(
                        "    for (var number :",
                        "            numbers) {",
                        "        sum += number;",
                        "    }");
    }

    @Test
    void code_on_a_narrow_screen_is_still_code() {
        var lines = Hint.of(STEPS.get(4), "5.3").get(2).lines(56);
        assertThat(lines)
                .containsSequence(
                        "    var type = factory.getPersistenceUnitUtil()",
                        "            .getClass(object);");
    }

    @Test
    void a_comment_on_a_narrow_screen_is_still_a_comment() {
        var code = "var url = \"http://a\"; // a comment that goes on for longer than the screen";
        assertThat(Hint.code("    " + code, 40))
                .containsExactly(
                        "    var url = \"http://a\"; // a comment",
                        "            // that goes on for longer",
                        "            // than the screen");
        assertThat(Hint.code("    // a comment of its own, too long for the screen", 40))
                .containsExactly("    // a comment of its own, too long", "    // for the screen");
    }

    @Test
    void an_exercise_has_its_own_hints_only() {
        assertThat(Hint.of(FIXTURE, "0.2").get(2).lines(40)).containsExactly("`name.isBlank()`");
        assertThat(Hint.of(FIXTURE, "0.3")).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> every_exercise_has_three_that_fit_the_terminal() {
        return STEPS.stream().flatMap(HintTest::tests);
    }

    private static Stream<DynamicTest> tests(StepSources step) {
        return Manifest.read(step.step()).exercises().stream()
                .map(ExerciseResult::id)
                .map(id -> dynamicTest(id, () -> requireThree(Hint.of(step, id))));
    }

    private static void requireThree(List<Hint> hints) {
        assertThat(hints).hasSize(3);
        for (var hint : hints) {
            var lines = hint.lines(76);
            assertThat(lines).as(hint.title()).isNotEmpty();
            assertThat(lines).as(hint.title()).allMatch(line -> line.length() <= 76);
        }
    }
}
