package workshop.coach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workshop.coach.engine.SourceStack;
import workshop.coach.steps.Exercises;
import workshop.grading.ExerciseResult;
import workshop.grading.Score;
import workshop.grading.Status;
import workshop.grading.StepResult;
import workshop.grading.TestResult;
import workshop.grading.TextStyle;
import workshop.grading.step.StepFolder;

/** The machine's language changes nothing: no digit, no letter. */
class LocaleTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** What runs where nothing has made all locales one, as it is in an exercise. */
    private static final List<String> MAIN =
            List.of(
                    "workshop/kit/src/main",
                    "workshop/kit/src/rabbitmq/main",
                    "workshop/containers/src/main",
                    "workshop/interleavings/src/main",
                    "workshop/grading/src/main",
                    "workshop/coach/src/main",
                    "workshop/celery/src/main",
                    "workshop/channels/src/main",
                    "workshop/processes/src/main",
                    ".mvn/workshop-extension/src/main");

    /** What asks for the default locale: a number in a format, a change of case, a formatter. */
    private static final Pattern ASKS =
            Pattern.compile(
                    "%[-#+ 0,(]*\\d*(\\.\\d+)?[dfeEgG](?!\\w)"
                            + "|%[tT][a-zA-Z]"
                            + "|to(Lower|Upper)Case\\(\\)"
                            + "|DateTimeFormatter\\.of"
                            + "|(Number|Decimal|SimpleDate|Message)Format\\b(?!Exception)");

    private static final Pattern END_OF_A_STATEMENT = Pattern.compile("[;{}] *\\R");

    @Test
    void no_main_code_asks_for_the_machine_s_language() throws IOException {
        var faults = new ArrayList<String>();
        for (var folder : MAIN) {
            var java = SourceStack.of(ROOT.resolve(folder)).java();
            assertThat(java).as(folder).isNotEmpty();
            for (var file : java) {
                faults.addAll(faults(file));
            }
        }
        for (var program : programsOfTests()) {
            faults.addAll(faults(program));
        }
        assertThat(faults)
                .as("use %%s for whole numbers, String.format(Locale.ROOT, …) for others")
                .isEmpty();
    }

    private static List<String> faults(Path file) throws IOException {
        return END_OF_A_STATEMENT
                .splitAsStream(Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", ""))
                .filter(it -> ASKS.matcher(it).find() && !it.contains("Locale."))
                .map(it -> ROOT.relativize(file) + ": " + it.strip())
                .toList();
    }

    /** What tests start in a JVM of its own: JUnit, which makes all locales one, is not there. */
    private static List<Path> programsOfTests() throws IOException {
        var programs = new ArrayList<Path>();
        for (var step : StepFolder.in(ROOT)) {
            for (var file : SourceStack.of(step.folder().resolve("src/test")).java()) {
                if (Files.readString(file).contains("static void main(")) {
                    programs.add(file);
                }
            }
        }
        assertThat(programs).as("programs that tests start").isNotEmpty();
        return programs;
    }

    @Test
    void the_score_is_the_same_in_every_language() {
        var before = Locale.getDefault();
        try {
            assertThat(Stream.of(Locale.getAvailableLocales()).map(LocaleTest::words).distinct())
                    .containsExactly(words(Locale.ROOT));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String words(Locale locale) {
        Locale.setDefault(locale);
        var terminal = new TextStyle(false, true);
        var red = new TestResult("adds 1 and 2", Status.FAILED, "3, not 12", "a/B.java:7", 0.5);
        var exercise =
                new ExerciseResult(
                        "9.1", "A sum", 1234, 2, "B.java", "p.T", "a/B.java:7", List.of(red));
        var result = new StepResult("step-09-sample", "Step 09 · I", List.of(exercise));
        return Score.header(result, terminal)
                + Exercises.line(exercise, terminal)
                + Exercises.reasons(exercise, terminal);
    }
}
