package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workshop.coach.steps.StoredAnswer;
import workshop.grading.ExerciseResult;

/**
 * The proof itself is proved: it accepts a sound step, and sees each thing that can be wrong with
 * one.
 */
class ProofTest extends ProofFixture {

    // --- a sound step

    private static final String TABLE =
            """
            The proof                          starter solution rejects order README seconds
            step-00-fixture                    2/2     2/2      4/4     2/2   4/4 n
              0.1 A sum                        red     green    3/3     green ok n
              0.2 A greeting                   red     green    1/1     green ok n
            2 steps, 4 exercises               4/4     4/4      8/8     4/4   8/8 n\
            """;

    @Test
    void a_sound_step_passes_also_with_answers_that_hang_or_end_the_jvm() throws Exception {
        writeManifest();
        var proof = proof();
        for (var check : proof.checks()) {
            proof.run(check);
        }
        var total = ProofTable.total(List.of(proof.table(), proof.table()));
        var table = String.join("\n", ProofTable.HEAD, proof.table().toString(), total);
        assertThat(table.replaceAll("\\d+\\.\\d$|(?m) +\\d+\\.\\d$", " n")).isEqualTo(TABLE);
        assertThat(table.lines()).allMatch(line -> line.length() <= 80);
        assertThat(proof.slow()).isEmpty();
    }

    // --- what does not compile

    @Test
    void all_places_that_do_not_compile_are_listed_once_and_nothing_runs() throws Exception {
        change(main("Sum.java"), "throw new", "return new Total(); // throw new");
        change(wrong("first-only", "Sum.java"), "numbers[0]", "numbers.first()");
        assertThat(compileErrors())
                .isEqualTo(
                        """
                        %s/wrong/first-only/%sSum.java:6: cannot find symbol, symbol: method first()
                        %s/src/main/%sSum.java:7: cannot find symbol, symbol: class Total\
                        """
                                .formatted("solutions/" + STEP, CODE, STEP, CODE));
    }

    private String compileErrors() throws Exception {
        var errors = StepBuilds.compile(List.of(new StepBuilds(pool, sources(), Extent.TOGETHER)));
        return CompileErrors.list(errors, root);
    }

    @Test
    void a_test_that_does_not_compile_is_told_before_any_answer_is_looked_at() throws Exception {
        change(test("SumTest.java"), "Sum.of(", "Sum.sumOf(");
        change(wrong("first-only", "Sum.java"), "numbers[0]", "numbers.first()");
        assertThat(compileErrors().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith(STEP + "/src/test/" + CODE + "SumTest.java:"));
    }

    @Test
    void a_test_that_writes_outputs_of_slides_is_compiled_too() throws Exception {
        write(
                root.resolve("slides/runs/Step00Shown.java"),
                "package workshop.step00;\n\nclass Step00Shown {\n    Summe sum;\n}\n");
        write(
                root.resolve("slides/runs/Step01Shown.java"),
                "package workshop.step01;\n\nclass Step01Shown {\n    Nothing none;\n}\n");
        assertThat(compileErrors())
                .isEqualTo(
                        "slides/runs/Step00Shown.java:4: cannot find symbol, symbol: class"
                                + " Summe");
    }

    // --- starters

    @Test
    void a_starter_that_is_green_is_seen() throws Exception {
        Files.copy(solved("Sum.java"), overwrite(main("Sum.java")));
        assertThat(failure("the starter of", "the starter of 0.1 is red, and says why"))
                .contains("0.1 is green in the starter: nothing is left to do");
    }

    @Test
    void a_starter_that_says_another_todo_is_seen() throws Exception {
        change(main("Sum.java"), "\"TODO 0.1:", "\"TODO 0.10:");
        assertThat(failure("the starter of", "the starter of 0.1 is red, and says why"))
                .contains("no failure says \"TODO 0.1\"", "TODO 0.10: add");
    }

    @Test
    void a_starter_that_is_red_by_accident_is_seen() throws Exception {
        change(test("GreetingTest.java"), "Greeting.to(\"Ada\")", "Greeting.to(\"Ada\").strip()");
        change(
                main("Greeting.java"),
                "return \"Hello",
                "if (name.equals(\"Ada\")) { return null; }\n        return \"Hello");
        assertThat(failure("the starter of", "the starter of 0.2 is red, and says why"))
                .contains("red in the starter by accident", "NullPointerException");
    }

    // --- solutions

    @Test
    void a_solution_that_is_red_is_seen() throws Exception {
        change(solved("Sum.java"), ".sum()", ".max().orElse(0)");
        assertThat(failure("the solution of", "the solution of 0.1 is green"))
                .contains("the sum of 1, 2 and -4", "SumTest.java:");
    }

    @Test
    void a_file_that_nobody_is_told_to_edit_is_seen() throws Exception {
        write(solved("Secret.java"), "package workshop.step00;\n\nclass Secret {\n}\n");
        assertThat(failure("the solution consists"))
                .contains("no exercise tells to edit", "Secret.java");
    }

    // --- right answers

    private static final String POLITE_RETURN =
            "return \"Hello, %s!\".formatted(name.isBlank() ? \"stranger\" : name)";

    private static final String POLITE =
            "package workshop.step00;\n\n"
                    + "public class Greeting {\n"
                    + "    public static String to(String name) {\n"
                    + "        "
                    + POLITE_RETURN
                    + ";\n"
                    + "    }\n"
                    + "}\n";

    @Test
    void right_answers_to_different_exercises_are_given_together() throws Exception {
        write(right("0.1-a-loop", "Sum.java"), Files.readString(solved("Sum.java")) + "// loop");
        write(right("0.1-a-stream", "Sum.java"), Files.readString(solved("Sum.java")));
        write(right("0.2-a-format", "Greeting.java"), POLITE);
        var rights = new StepFiles(sources()).rightAnswers();
        assertThat(AnswerGroup.of(rights, 2).stream().map(AnswerGroup::names))
                .containsExactly("0.1-a-loop, 0.2-a-format", "0.1-a-stream");
        assertThat(failures(proof(Extent.TOGETHER), "right answer")).isEmpty();
    }

    @Test
    void of_right_answers_given_together_the_one_that_is_red_is_told() throws Exception {
        write(right("0.1-a-stream", "Sum.java"), Files.readString(solved("Sum.java")));
        write(right("0.2-a-format", "Greeting.java"), POLITE.replace("Hello", "Hallo"));
        var failures = failures(proof(Extent.TOGETHER), "right answer");
        assertThat(failures).containsOnlyKeys("right answer 0.2-a-format is green");
        assertThat(failures.values().iterator().next())
                .contains("0.2-a-format is red in 0.2", "takes a right answer for a wrong one")
                .contains("Hallo, Ada!");
    }

    @Test
    void right_answers_that_do_not_go_together_are_seen() throws Exception {
        write(
                right("0.1-a-class", "Sum.java"),
                Files.readString(solved("Sum.java")).replace("class Sum", "final class Sum"));
        write(
                right("0.2-a-format", "Greeting.java"),
                POLITE.replace(
                        "\"Hello,",
                        "java.lang.reflect.Modifier.isFinal(Sum.class.getModifiers()) ? \"\""
                                + " : \"Hello,"));
        var failures = failures(proof(Extent.TOGETHER), "right answer");
        assertThat(failures)
                .containsOnlyKeys("right answers are green together: 0.1-a-class, 0.2-a-format");
        assertThat(failures.values().iterator().next())
                .contains("green alone, and together they are red in 0.2");
    }

    // --- wrong answers

    @Test
    void a_wrong_answer_that_is_green_is_seen() throws Exception {
        forgetTheEndlessOne();
        change(
                wrong("first-only", "Sum.java"),
                "numbers.length == 0 ? 0 : numbers[0]",
                "java.util.Arrays.stream(numbers).sum()");
        assertThat(failure("wrong answer", "wrong answer first-only is red in [0.1] only"))
                .contains("green in 0.1: the exercise takes a wrong answer for a right");
    }

    @Test
    void a_wrong_answer_with_another_message_is_seen() throws Exception {
        change(wrong("exits", "Sum.java"), "System.exit(3)", "System.exit(4)");
        assertThat(failure("wrong answer exits"))
                .contains("no failure says \"ended its JVM with exit code 3\"", "code 4");
    }

    @Test
    void a_wrong_answer_that_is_red_elsewhere_is_seen() throws Exception {
        change(solution.resolve("wrong/strangers/wrong.properties"), "0.2", "0.1");
        assertThat(failure("wrong answer strangers")).contains("is green in 0.1");

        write(
                solution.resolve("wrong/first-only/" + CODE + "Greeting.java"),
                Files.readString(wrong("strangers", "Greeting.java")));
        assertThat(failure("wrong answer first-only"))
                .contains("makes 0.2 red, too", "Hello, Ada!");

        var quick = proof(Extent.TOGETHER);
        for (var check : quick.checks()) {
            if (check.name().equals("wrong answer first-only is red in [0.1]")) {
                quick.run(check);
                return;
            }
        }
        fail("The quick proof should look where the answer says that it is red.");
    }

    @Test
    void wrong_answers_to_different_exercises_are_given_together() throws Exception {
        forgetTheEndlessOne();
        var wrongs = new StepFiles(sources()).wrongAnswers();
        assertThat(AnswerGroup.of(wrongs, 2).stream().map(AnswerGroup::names))
                .containsExactly("exits, strangers", "first-only");
        assertThat(failures(proof(Extent.TOGETHER), "wrong answer")).isEmpty();
    }

    @Test
    void starters_and_solutions_are_proved_without_any_answer() throws Exception {
        change(wrong("strangers", "Greeting.java"), "return \"Hello, stranger!\"", POLITE_RETURN);
        var proof = proof(Extent.STARTERS);
        assertThat(proof.checks())
                .extracting(Check::name)
                .anyMatch(name -> name.startsWith("the starter of 0.1"))
                .anyMatch(name -> name.startsWith("the solution of 0.1"))
                .noneMatch(name -> name.startsWith("wrong answer"));
        assertThat(failures(proof, "the s")).isEmpty();
    }

    @Test
    void an_extent_that_there_is_not_is_refused() {
        System.setProperty("workshop.proof", "all");
        try {
            assertThatThrownBy(Extent::chosen)
                    .hasMessageContainingAll("all", "starters, together, everywhere or whole");
        } finally {
            System.clearProperty("workshop.proof");
        }
    }

    @Test
    void of_wrong_answers_given_together_the_one_that_is_green_is_told() throws Exception {
        forgetTheEndlessOne();
        change(wrong("strangers", "Greeting.java"), "return \"Hello, stranger!\"", POLITE_RETURN);
        var failures = failures(proof(Extent.TOGETHER), "wrong answer");
        assertThat(failures).containsOnlyKeys("wrong answer strangers is red in [0.2]");
        assertThat(failures.values().iterator().next()).contains("strangers is green in 0.2");
    }

    @Test
    void a_wrong_answer_that_says_something_else_beside_another_is_given_alone() throws Exception {
        forgetTheEndlessOne();
        change(
                wrong("strangers", "Greeting.java"),
                "\"Hello, stranger!\"",
                "Sum.of(1) == 1 ? \"Hello, stranger!\" : \"\"");
        assertThat(failures(proof(Extent.TOGETHER), "wrong answer"))
                .as("beside one that exits")
                .isEmpty();

        change(wrong("exits", "Sum.java"), "int...", "Integer...");
        change(wrong("strangers", "Greeting.java"), "Sum.of(1)", "Sum.of(new int[] {1})");
        assertThat(failures(proof(Extent.TOGETHER), "wrong answer"))
                .as("beside one with which it does not compile")
                .isEmpty();
    }

    @Test
    void a_wrong_answer_in_the_wrong_place_is_seen() throws Exception {
        write(solution.resolve("wrong/first-only/java/Sum.java"), "class Sum {\n}\n");
        assertThat(failure("wrong answer first-only"))
                .contains("replaces no file of the step with [java/Sum.java]");
    }

    @Test
    void a_wrong_answer_that_names_no_or_an_unknown_exercise_is_seen() throws Exception {
        forgetTheEndlessOne();
        write(solution.resolve("wrong/first-only/wrong.properties"), "");
        write(solution.resolve("wrong/strangers/wrong.properties"), "0.3 = Hello");
        var failures = failures("wrong answer");
        assertThat(failures).hasSize(2);
        assertThat(failures.get("wrong answer first-only is red in [] only"))
                .contains("has no line such as");
        assertThat(failures.get("wrong answer strangers is red in [0.3] only"))
                .contains("names [0.3], which the step does not have");
    }

    @Test
    void too_few_wrong_answers_are_seen() throws Exception {
        Files.delete(wrong("first-only", "Sum.java"));
        Files.move(solution.resolve("wrong/first-only"), root.resolve("aside"));
        assertThat(failure("there are at least")).contains("has 3 wrong answers");
    }

    @Test
    void an_answer_that_is_stored_as_a_patch_is_proved_as_a_whole_one_is() throws Exception {
        var strangers = new StoredAnswer(sources(), solution.resolve("wrong/strangers"));
        assertThat(strangers.store(Set.of())).isTrue();
        assertThat(ran("strangers")).containsExactly("0.2");
        assertThat(failures("wrong answer strangers")).isEmpty();

        change(strangers.folder().resolve("wrong.properties"), "Hello, Ada!", "Bye");
        assertThat(failure("wrong answer strangers")).contains("Hello, Ada!");
        change(strangers.folder().resolve("answer.patch"), "\"Hello, stranger!\"", "Hello.YOU");
        assertThat(compileErrors())
                .isEqualTo(
                        ".coach/answers/solutions/%s/wrong/strangers/%sGreeting.java:6: %s"
                                .formatted(
                                        STEP, CODE, "cannot find symbol, symbol: variable Hello"));
    }

    // --- a machine that is busy

    @Test
    void a_solution_that_is_too_slow_beside_others_runs_again_alone() throws Exception {
        var limit = Timeout.DEFAULT_TESTABLE_METHOD_TIMEOUT_PROPERTY_NAME;
        var loop = "while (!\"60 s\".equals(System.getProperty(\"%s\"))) {}\n".formatted(limit);
        var assertion = "assertThat(Sum.of(1, 2, -4))";
        change(test("SumTest.java"), assertion, loop + assertion);
        var proof = proof();
        for (var check : proof.checks()) {
            if (check.name().equals("the solution of 0.1 is green")) {
                proof.run(check);
            }
        }
        assertThat(proof.slow()).contains("0.1");
    }

    // --- what is known without a run

    @Test
    void only_exercises_that_come_to_the_code_that_differs_run_again() throws Exception {
        assertThat(ran("first-only")).containsExactly("0.1");
        assertThat(ran("strangers")).containsExactly("0.2");

        var more = "public static int ofAll() { return 0; }\n\n    public static int of";
        change(wrong("first-only", "Sum.java"), "public static int of", more);
        assertThat(ran("first-only"))
                .as("with one more method that no one sees but who loads the class")
                .containsExactly("0.1");

        change(test("GreetingTest.java"), "\"Hello, Ada!\")", "\"Hello, Ada!\" + LAZY)");
        change(
                test("GreetingTest.java"),
                "@Test\n    void a_guest",
                "static final String LAZY = Sum.class.getName().substring(19);\n\n"
                        + "    @Test\n    void a_guest");
        assertThat(ran("first-only"))
                .as("when a greeting's test looks at the class of the sum")
                .containsExactly("0.1", "0.2");
        assertThat(ran("strangers")).containsExactly("0.2");

        change(wrong("strangers", "Greeting.java"), "public class", "@Deprecated public class");
        assertThat(ran("strangers"))
                .as("with an annotation, which a framework may look for")
                .containsExactly("0.1", "0.2");
        change(wrong("strangers", "Greeting.java"), "@Deprecated public class", "public class");

        change(
                solved("Sum.java"),
                "IntStream.of(numbers).sum()",
                "Greeting.to(\" \").isEmpty() ? 0 : IntStream.of(numbers).sum()");
        assertThat(ran("strangers"))
                .as("when a sum needs a greeting")
                .containsExactly("0.1", "0.2");
    }

    /** The exercises that are run for a wrong answer, when the solution's results are known. */
    private List<String> ran(String wrong) throws Exception {
        var sources = sources();
        var solved = sources.main().under(sources.solution());
        var answer = new StoredAnswer(sources, solution.resolve("wrong").resolve(wrong)).sources();
        var build = pool.compile(sources, solved.under(answer), sources.tests());
        var outcome = pool.run(build, Set.of("0.1", "0.2"), pool.baseline(sources, solved));
        return outcome.get().ran().stream().map(ExerciseResult::id).toList();
    }

    // --- order

    @Test
    void an_exercise_that_needs_a_later_file_is_seen() throws Exception {
        change(
                solved("Sum.java"),
                "IntStream.of(numbers).sum()",
                "Greeting.to(\" \").contains(\"stranger\") ? IntStream.of(numbers).sum() : 0");
        assertThat(failure("0.", "0.1 can be solved with what came before"))
                .contains("With [0.1] solved and the rest as in the starter, 0.1 is red");
    }

    @Test
    void a_later_answer_that_breaks_an_earlier_one_is_seen() throws Exception {
        change(main("Greeting.java"), "to(String", "to(CharSequence");
        change(
                solved("Sum.java"),
                "IntStream.of(numbers).sum()",
                "Greeting.to(\" \").contains(\"stranger\") ? 0 : IntStream.of(numbers).sum()");
        assertThat(failure("0.", "0.2 can be solved with what came before"))
                .contains("With [0.1, 0.2] solved", "0.1 is red");
    }
}
