package workshop.grading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import workshop.grading.step.StepFolder;

/** One test's misfortune is not that of the others. */
class SurvivorTest {

    @TempDir private Path root;

    @Exercise(id = "9.8", title = "Grows", points = 10, stars = 1, edit = "Learner.java")
    static class Grows {

        @Test
        void fills_the_memory() {
            var all = new ArrayList<byte[]>();
            while (true) {
                all.add(new byte[Integer.MAX_VALUE]);
            }
        }

        @Test
        void is_well() {}
    }

    @Exercise(id = "9.9", title = "Speechless", points = 10, stars = 1, edit = "Learner.java")
    static class Speechless {

        private static final class NoWords extends RuntimeException {

            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new NullPointerException("no row");
            }

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("no cause");
            }
        }

        @Test
        void cannot_say_what_is_wrong() {
            throw new NoWords();
        }

        @Test
        void is_well() {}
    }

    @Exercise(id = "9.6", title = "Tells a lot", points = 10, stars = 1, edit = "Learner.java")
    static class TellsALot {

        @Test
        void says_three_megabytes() {
            throw new IllegalStateException("\uD83D \u001B[31m \0 日本 word".repeat(200_000));
        }
    }

    @Exercise(id = "9.7", title = "Talks", points = 10, stars = 1, edit = "Learner.java")
    static class Talkative {

        @Test
        void says_a_hundred_megabytes() {
            throw new IllegalStateException("y".repeat(100_000_000));
        }

        @Test
        void says_them_beside_something_else() {
            var thrown = new IllegalStateException("too much");
            thrown.addSuppressed(new IllegalStateException("y".repeat(100_000_000)));
            throw thrown;
        }
    }

    @Test
    void a_message_without_end_reaches_neither_Maven_nor_the_file() throws Exception {
        var lengths = new ArrayList<Integer>();
        SmallWorkshop.run(
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                        result.getThrowable().ifPresent(it -> lengths.add(stackTrace(it).length()));
                    }
                },
                Talkative.class);

        assertThat(lengths).hasSize(2).allMatch(length -> length < 100_000);
        var result = SmallWorkshop.run(SmallWorkshop.in(root), Talkative.class);
        assertThat(result.exercises().get(0).tests())
                .extracting(TestResult::message)
                .satisfiesExactly(
                        one ->
                                assertThat(one)
                                        .startsWith("IllegalStateException: yyy")
                                        .endsWith("yyy… (The rest is too long to show.)")
                                        .hasSizeLessThan(7_000),
                        other -> assertThat(other).isEqualTo("IllegalStateException: too much"));
    }

    @Test
    void three_megabytes_are_in_score_file_and_page_within_two_seconds() throws Exception {
        var step = SmallWorkshop.in(root);
        var score = new ByteArrayOutputStream();
        var times = new TreeSet<Duration>();
        for (var i = 0; i < 3; i++) { // the machine may be busy once
            var start = System.nanoTime();
            SmallWorkshop.run(
                    new GradingListener(step, new PrintStream(score, true, UTF_8)),
                    TellsALot.class);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }

        assertThat(times.first()).isLessThan(Duration.ofSeconds(2));
        assertThat(score.toString(UTF_8))
                .contains("\\uD83D \\u001B[31m")
                .doesNotContain("\u001B", "\0");
        assertThat(ResultFile.read(step.progress()).exercises()).hasSize(1);
        assertThat(step.module().resolve("target/workshop/report.html")).isNotEmptyFile();
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void a_full_memory_is_a_red_test_and_the_others_run() throws Exception {
        var result = SmallWorkshop.run(SmallWorkshop.in(root), Grows.class, Samples.Green.class);

        var grows = result.exercises().get(1);
        assertThat(grows.id()).isEqualTo("9.8");
        assertThat(grows.tests())
                .extracting(TestResult::status)
                .containsExactly(Status.FAILED, Status.PASSED);
        assertThat(grows.tests().get(0).message()).startsWith("The memory is full (OutOfMemory");
        assertThat(result.exercises().get(0).green()).isTrue();
    }

    @Test
    void an_exception_that_cannot_speak_is_told_by_its_type() throws Exception {
        var result = SmallWorkshop.run(SmallWorkshop.in(root), Speechless.class);

        assertThat(result.exercises().get(0).tests())
                .extracting(TestResult::message)
                .containsExactly(
                        "NoWords: its getMessage() failed with NullPointerException", null);
    }

    @Test
    void an_exception_whose_cause_cannot_be_had_is_told_by_its_message() {
        var noCause =
                new IllegalStateException("no row") {
                    @Override
                    public synchronized Throwable getCause() {
                        throw new IllegalStateException("no cause");
                    }
                };

        assertThat(Speech.works(noCause)).isFalse();
        assertThat(Speech.works(new IllegalStateException("no row"))).isTrue();
    }

    @Test
    void half_a_surrogate_pair_is_written_into_the_file_and_the_page() throws Exception {
        var step = SmallWorkshop.in(root);
        var half = new TestResult("half \uD83D", Status.FAILED, "half \uDC26", null, 0);
        var exercise = new ExerciseResult("9.1", "A", 1, 1, "B.java", "p.T", null, List.of(half));
        var result = new StepResult(step.name(), "Step 09", List.of(exercise));

        ResultStore.keep(step, result);
        assertThat(ResultFile.read(step.progress()).exercises()).hasSize(1);
        assertThat(ResultStore.page(step, result)).content().contains("half ?");
    }

    @Test
    void a_step_is_where_its_test_class_was_built_wherever_the_jvm_was_started() throws Exception {
        var step = SmallWorkshop.in(root);
        var classes = Files.createDirectories(step.folder().resolve("target/test-classes"));
        var name = Samples.Green.class.getName();
        var file = classes.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (var bytes = getClass().getResourceAsStream("Samples$Green.class")) {
            Files.copy(bytes, file);
        }
        try (var loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null) {
                    @Override
                    protected Class<?> findClass(String type) throws ClassNotFoundException {
                        return type.equals(name)
                                ? super.findClass(type)
                                : SurvivorTest.class.getClassLoader().loadClass(type);
                    }
                }) {
            assertThat(StepFolder.of(loader.loadClass(name))).isEqualTo(step);
        }
    }
}
