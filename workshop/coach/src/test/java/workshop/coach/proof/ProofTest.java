package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;

/**
 * The proof itself is proved: it accepts a sound step, and sees each thing that can be wrong with
 * one.
 */
class ProofTest {

    private static final Path FIXTURE = Path.of("src/test/resources/fixture");
    private static final String STEP = "step-00-fixture";
    private static final String CODE = "java/workshop/step00/";

    private static EnginePool bench;

    @TempDir private Path root;
    private Path step;
    private Path solution;

    @BeforeAll
    static void warmUp() throws IOException, InterruptedException {
        bench = new EnginePool(1, Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() throws IOException {
        bench.close();
    }

    @BeforeEach
    void copyFixture() throws IOException {
        for (var file : SourceStack.of(FIXTURE).files().entrySet()) {
            write(root.resolve(file.getKey()), Files.readString(file.getValue()));
        }
        step = root.resolve(STEP);
        solution = root.resolve("solutions").resolve(STEP);
    }

    // --- a sound step
    // -----------------------------------------------------------------------------------------

    @Test
    void a_sound_step_passes_also_with_answers_that_hang_or_end_the_jvm() throws Exception {
        writeManifest();
        var proof = proof();
        for (var check : proof.checks()) {
            proof.run(check);
        }
        var table =
                ProofTable.HEAD
                        + "\n"
                        + proof.table()
                        + "\n"
                        + ProofTable.total(List.of(proof.table(), proof.table()));
        assertThat(table.replaceAll("\\d+\\.\\d$|(?m) +\\d+\\.\\d$", " n"))
                .isEqualTo(
                        """
                        The proof                          starter solution rejects order README seconds
                        step-00-fixture                    2/2     2/2      4/4     2/2   2/2 n
                          0.1 A sum                        red     green    3/3     green ok n
                          0.2 A greeting                   red     green    1/1     green ok n
                        2 steps, 4 exercises               4/4     4/4      8/8     4/4   4/4 n\
                        """);
        assertThat(table.lines()).allMatch(line -> line.length() <= 80);
    }

    // --- starters
    // -----------------------------------------------------------------------------------------

    @Test
    void a_starter_that_does_not_compile_is_seen() throws Exception {
        change(step.resolve("src/main/" + CODE + "Sum.java"), "throw new", "thrown new");
        assertThatThrownBy(this::proof)
                .hasMessageContaining("The starter of step-00-fixture does not compile")
                .hasMessageContaining("Sum.java:7")
                .hasMessageContaining("thrown new Unsupported");
    }

    @Test
    void a_starter_that_is_green_is_seen() throws Exception {
        Files.copy(
                solution.resolve("src/main/" + CODE + "Sum.java"),
                overwrite(step.resolve("src/main/" + CODE + "Sum.java")));
        assertThat(failures("the starter of"))
                .containsOnlyKeys("the starter of 0.1 is red, and says why")
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains(
                                                "0.1 is green in the starter: nothing is left to"
                                                        + " do"));
    }

    @Test
    void a_starter_that_says_another_todo_is_seen() throws Exception {
        change(step.resolve("src/main/" + CODE + "Sum.java"), "\"TODO 0.1:", "\"TODO 0.10:");
        assertThat(failures("the starter of"))
                .containsOnlyKeys("the starter of 0.1 is red, and says why")
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains(
                                                "no failure says \"TODO 0.1\"", "TODO 0.10: add"));
    }

    @Test
    void a_starter_that_is_red_by_accident_is_seen() throws Exception {
        change(
                step.resolve("src/test/" + CODE + "GreetingTest.java"),
                "Greeting.to(\"Ada\")",
                "Greeting.to(\"Ada\").strip()");
        change(
                step.resolve("src/main/" + CODE + "Greeting.java"),
                "return \"Hello",
                "if (name.equals(\"Ada\")) { return null; }\n        return \"Hello");
        assertThat(failures("the starter of"))
                .containsOnlyKeys("the starter of 0.2 is red, and says why")
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains(
                                                "red in the starter by accident",
                                                "NullPointerException"));
    }

    // --- solutions
    // -----------------------------------------------------------------------------------------

    @Test
    void a_solution_that_is_red_is_seen() throws Exception {
        change(solution.resolve("src/main/" + CODE + "Sum.java"), ".sum()", ".max().orElse(0)");
        assertThat(failures("the solution of"))
                .containsOnlyKeys("the solution of 0.1 is green")
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains("the sum of 1, 2 and -4", "SumTest.java:"));
    }

    @Test
    void points_that_do_not_add_up_are_seen() throws Exception {
        change(step.resolve("src/test/" + CODE + "SumTest.java"), "points = 60", "points = 50");
        assertThat(failures("the points"))
                .hasSize(1)
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains("90 points together, and should be worth 100"));
    }

    @Test
    void a_file_that_nobody_is_told_to_edit_is_seen() throws Exception {
        write(
                solution.resolve("src/main/" + CODE + "Secret.java"),
                "package workshop.step00;\n\nclass Secret {\n}\n");
        assertThat(failures("the solution consists"))
                .hasSize(1)
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains("no exercise tells to edit", "Secret.java"));
    }

    // --- wrong answers
    // -----------------------------------------------------------------------------------------

    @Test
    void a_wrong_answer_that_is_green_is_seen() throws Exception {
        forgetTheEndlessOne();
        change(
                wrong("first-only", "Sum.java"),
                "numbers.length == 0 ? 0 : numbers[0]",
                "java.util.Arrays.stream(numbers).sum()");
        assertThat(failures("wrong answer"))
                .containsOnlyKeys("wrong answer \"first-only\" is red in [0.1] only")
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains(
                                                "green in 0.1: the exercise takes a wrong answer"
                                                        + " for a right"));
    }

    @Test
    void a_wrong_answer_with_another_message_is_seen() throws Exception {
        change(wrong("exits", "Sum.java"), "System.exit(3)", "System.exit(4)");
        assertThat(failures("wrong answer \"exits"))
                .hasSize(1)
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains(
                                                "no failure says \"ended its JVM with exit code"
                                                        + " 3\"",
                                                "code 4"));
    }

    @Test
    void a_wrong_answer_that_is_red_elsewhere_is_seen() throws Exception {
        change(
                wrong("strangers", "Greeting.java")
                        .getParent()
                        .getParent()
                        .getParent()
                        .getParent()
                        .resolve("wrong.properties"),
                "0.2",
                "0.1");
        assertThat(failures("wrong answer \"strangers"))
                .hasSize(1)
                .allSatisfy((check, message) -> assertThat(message).contains("is green in 0.1"));
        write(
                solution.resolve("wrong/first-only/" + CODE + "Greeting.java"),
                Files.readString(wrong("strangers", "Greeting.java")));
        assertThat(failures("wrong answer \"first-only"))
                .hasSize(1)
                .allSatisfy(
                        (check, message) ->
                                assertThat(message).contains("makes 0.2 red, too", "Hello, Ada!"));
    }

    @Test
    void a_wrong_answer_that_does_not_compile_is_seen() throws Exception {
        change(wrong("first-only", "Sum.java"), "numbers[0]", "numbers.first()");
        assertThat(failures("wrong answer \"first-only"))
                .hasSize(1)
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains(
                                                "does not compile",
                                                "Sum.java:6",
                                                "cannot find symbol"));
    }

    @Test
    void a_wrong_answer_in_the_wrong_place_is_seen() throws Exception {
        write(solution.resolve("wrong/first-only/java/Sum.java"), "class Sum {\n}\n");
        assertThat(failures("wrong answer \"first-only"))
                .hasSize(1)
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains(
                                                "replaces no file of the step with"
                                                        + " [java/Sum.java]"));
    }

    @Test
    void a_wrong_answer_that_names_no_or_an_unknown_exercise_is_seen() throws Exception {
        forgetTheEndlessOne();
        write(solution.resolve("wrong/first-only/wrong.properties"), "");
        write(solution.resolve("wrong/strangers/wrong.properties"), "0.3 = Hello");
        assertThat(failures("wrong answer"))
                .hasSize(2)
                .satisfies(
                        failures -> {
                            assertThat(
                                            failures.get(
                                                    "wrong answer \"first-only\" is red in []"
                                                            + " only"))
                                    .contains("has no line such as");
                            assertThat(
                                            failures.get(
                                                    "wrong answer \"strangers\" is red in [0.3]"
                                                            + " only"))
                                    .contains("names [0.3], which the step does not have");
                        });
    }

    @Test
    void too_few_wrong_answers_are_seen() throws Exception {
        Files.delete(wrong("first-only", "Sum.java"));
        Files.move(solution.resolve("wrong/first-only"), root.resolve("aside"));
        assertThat(failures("there are at least"))
                .hasSize(1)
                .allSatisfy(
                        (check, message) -> assertThat(message).contains("has 3 wrong answers"));
    }

    // --- what is known without a run
    // ------------------------------------------------------------------------------------

    @Test
    void only_exercises_that_come_to_the_code_that_differs_run_again() throws Exception {
        assertThat(ran("first-only")).containsExactly("0.1");
        assertThat(ran("strangers")).containsExactly("0.2");

        change(
                wrong("first-only", "Sum.java"),
                "public static int of",
                "public static int ofAll() {\n"
                        + "        return 0;\n"
                        + "    }\n\n"
                        + "    public static int of");
        assertThat(ran("first-only"))
                .as("with one more method that can be seen")
                .containsExactly("0.1", "0.2");

        change(
                solution.resolve("src/main/" + CODE + "Sum.java"),
                "IntStream.of(numbers).sum()",
                "Greeting.to(\" \").isEmpty() ? 0 : IntStream.of(numbers).sum()");
        assertThat(ran("strangers"))
                .as("when a sum needs a greeting")
                .containsExactly("0.1", "0.2");
    }

    /** The exercises that are run for a wrong answer, when the solution's results are known. */
    private List<String> ran(String wrong) throws Exception {
        var sources = new StepSources(step, solution);
        var solved = sources.main().under(sources.solution());
        var variant =
                new EnginePool.Variant(
                        solved.under(SourceStack.of(solution.resolve("wrong").resolve(wrong))),
                        Set.of("0.1", "0.2"));
        return bench.put(sources, variant, bench.solve(sources, solved)).get().ran().stream()
                .map(ExerciseResult::id)
                .toList();
    }

    // --- order, README, manifest
    // ----------------------------------------------------------------------------------------

    @Test
    void an_exercise_that_needs_a_later_file_is_seen() throws Exception {
        change(
                solution.resolve("src/main/" + CODE + "Sum.java"),
                "IntStream.of(numbers).sum()",
                "Greeting.to(\" \").contains(\"stranger\") ? IntStream.of(numbers).sum() : 0");
        assertThat(failures("0."))
                .containsOnlyKeys("0.1 can be solved with what came before")
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains(
                                                "With [0.1] solved and the rest as in the starter,"
                                                        + " 0.1 is red"));
    }

    @Test
    void a_later_answer_that_breaks_an_earlier_one_is_seen() throws Exception {
        change(step.resolve("src/main/" + CODE + "Greeting.java"), "to(String", "to(CharSequence");
        change(
                solution.resolve("src/main/" + CODE + "Sum.java"),
                "IntStream.of(numbers).sum()",
                "Greeting.to(\" \").contains(\"stranger\") ? 0 : IntStream.of(numbers).sum()");
        assertThat(failures("0."))
                .containsOnlyKeys("0.2 can be solved with what came before")
                .allSatisfy(
                        (check, message) ->
                                assertThat(message)
                                        .contains("With [0.1, 0.2] solved", "0.1 is red"));
    }

    @Test
    void a_missing_heading_hint_or_todo_is_seen() throws Exception {
        change(step.resolve("README.md"), "### 0.1 A sum", "### A sum");
        change(
                step.resolve("README.md"),
                "<details><summary>Hint 2</summary>Compare.</details>",
                "");
        assertThat(failures("0."))
                .satisfies(
                        failures -> {
                            assertThat(failures.get("0.1 has a story, three hints and a TODO"))
                                    .contains("no heading \"### 0.1 …\"");
                            assertThat(failures.get("0.2 has a story, three hints and a TODO"))
                                    .contains("2 hints", "### 0.2", "should have 3");
                        });
        copyFixture();
        change(step.resolve("src/main/" + CODE + "Greeting.java"), "TODO 0.2", "TODO 0.20");
        change(step.resolve("src/test/" + CODE + "SumTest.java"), "\"Sum.java\"", "\"Total.java\"");
        assertThat(failures("0."))
                .satisfies(
                        failures -> {
                            assertThat(failures.get("0.1 has a story, three hints and a TODO"))
                                    .contains("edit = \"Total.java\", and [] of the starter");
                            assertThat(failures.get("0.2 has a story, three hints and a TODO"))
                                    .contains("Greeting.java has no \"TODO 0.2\"");
                        });
    }

    @Test
    void a_manifest_that_is_missing_or_out_of_date_is_seen() throws Exception {
        var check = "exercises.json fits the tests";
        assertThat(failures("exercises.json"))
                .containsOnlyKeys(check)
                .allSatisfy(
                        (name, message) ->
                                assertThat(message)
                                        .contains(
                                                "exercises.json does not fit the tests",
                                                "-Dworkshop.manifest=write"));
        writeManifest();
        assertThat(failures("exercises.json")).isEmpty();
        change(step.resolve("src/test/" + CODE + "SumTest.java"), "isEqualTo(-1)", "isNegative()");
        assertThat(failures("exercises.json")).containsOnlyKeys(check);
    }

    // --- helpers
    // -----------------------------------------------------------------------------------------

    /** As a run with -Dworkshop.manifest=write does. */
    private void writeManifest() throws Exception {
        var sources = new StepSources(step, solution);
        bench.solve(sources, sources.main()).get().build().manifest().write(sources.step());
    }

    private Proof proof() throws Exception {
        return new Proof(bench, new StepSources(step, solution));
    }

    /** What fails of the checks whose names begin so, and what it says. */
    private Map<String, String> failures(String beginning) throws Exception {
        var proof = proof();
        var failures = new TreeMap<String, String>();
        for (var check : proof.checks()) {
            if (check.name().startsWith(beginning)) {
                try {
                    proof.run(check);
                } catch (AssertionError failure) {
                    failures.put(check.name(), failure.getMessage());
                }
            }
        }
        return failures;
    }

    private Path wrong(String name, String file) {
        return solution.resolve("wrong").resolve(name).resolve(CODE + file);
    }

    /** Each time it takes as long as a test may take; once is enough. */
    private void forgetTheEndlessOne() throws IOException {
        Files.move(solution.resolve("wrong/endless"), root.resolve("endless"));
    }

    private static Path overwrite(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void change(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
