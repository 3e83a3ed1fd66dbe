package workshop.grading.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.grading.step.StepFolder;

class BillTest {

    private static final String SETTINGS =
            """
            designs = copies, chain
            given = Question.java
            copies.exercises = 8.1
            copies.types = Question, Answer
            copies.task = moderateQuestion
            copies.without = Chain.java
            chain.exercises = 8.2, 8.3
            chain.types = Question, Answer
            chain.task = moderate
            chain.without = Copies.java
            """;

    private static final String COPIES =
            """
            import forum.Answers;
            import forum.Questions; // a comment about a question is no place

            class Copies {
                Answers answers;
                Questions questions;

                Worker worker(TaskQueue queue) {
                    return Worker.on(queue)
                            .handle("moderate_question", (id, mail) -> moderateQuestion((Long) id))
                            .handle("moderate_answer", (id, mail) -> moderateAnswer((Long) id));
                }

                void moderateQuestion(long id) {
                    var question = questions.findById(id).orElseThrow();
                    question.setShown(clean(question.getBody()));
                }

                void moderateAnswer(long id) {
                    var answer =
                            answers.findById(id)
                                    .orElseThrow();
                    answer.setShown(clean(answer.getBody()));
                }
            }
            """;

    private static final String CHAIN =
            """
            class Chain {
                Answers answers;
                Questions questions;

                Worker worker(TaskQueue queue) {
                    return Worker.on(queue).handle("moderate", this::unpack);
                }

                void moderate(Long questionId, Long answerId) {
                    if (questionId != null) {
                        run(questions.findById(questionId));
                    } else if (answerId != null) {
                        run(answers.findById(answerId));
                    }
                    boolean done = questionId != null && answerId != null ? true : false;
                    if (done) {
                        log("done");
                    }
                    for (Object id : ids) {
                        if (id != null) {
                            log("an answer");
                        }
                    }
                }
            }
            """;

    @TempDir private Path root;

    @Test
    void it_counts_what_one_more_type_asks_for() throws IOException {
        step(
                "step-08-chain",
                SETTINGS,
                "Copies.java",
                COPIES,
                "Chain.java",
                CHAIN,
                "Question.java",
                "class Question { }");

        assertThat(bill("step-08-chain"))
                .isEqualTo(
                        """

                          The bill, counted in your code            08      08
                                                                copies   chain
                          tasks that a worker must know              2       1
                          parameters of a task                       1       2
                          branches that ask for the type             0       4
                          for one more type: files to open           1       1
                          for one more type: places to change        4       6
                          for one more type: lines to repeat         3       1
                        """);
    }

    @Test
    void the_steps_before_stand_beside_it_and_those_after_do_not() throws IOException {
        step("step-07-copies", design("old", "7.1", "moderateAnswer"), "Copies.java", COPIES);
        step("step-08-chain", SETTINGS, "Copies.java", COPIES, "Chain.java", CHAIN);
        step("step-09-later", SETTINGS, "Copies.java", COPIES);

        assertThat(bill("step-08-chain").lines().skip(1).limit(2))
                .containsExactly(
                        "  The bill, counted in your code            07      08      08",
                        "                                           old  copies   chain");
    }

    @Test
    void what_is_not_built_yet_has_no_column() throws IOException {
        step(
                "step-08-chain",
                SETTINGS,
                "Copies.java",
                COPIES,
                "Chain.java",
                CHAIN.replace("log(\"done\")", "log(\"done\"); // TODO 8.3: and now?\n"));

        assertThat(bill("step-08-chain").lines().skip(2))
                .first()
                .isEqualTo("                                        copies");
    }

    @Test
    void a_design_that_names_no_type_asks_for_nothing() throws IOException {
        step(
                "step-09-names",
                design("names", "9.1", "moderate"),
                "Names.java",
                """
                class Names {
                    void moderate(String model, long id) {
                        log("a line that is there twice");
                        log("a line that is there twice");
                    }
                }
                """);

        assertThat(bill("step-09-names").lines())
                .contains(
                        "  parameters of a task                       2",
                        "  for one more type: files to open           0",
                        "  for one more type: places to change        0",
                        "  for one more type: lines to repeat         0");
    }

    @Test
    void a_task_of_another_name_has_parameters_that_nobody_knows() throws IOException {
        step("step-08-chain", design("chain", "8.1", "moderated"), "Chain.java", CHAIN);

        assertThat(bill("step-08-chain").lines())
                .contains("  parameters of a task                       ?");
    }

    @Test
    void a_design_that_names_no_exercises_is_built_when_nothing_is_to_do() throws IOException {
        String settings = design("chain", "8.1", "moderate").replace("chain.exercises = 8.1\n", "");
        step("step-08-chain", settings, "Chain.java", CHAIN);
        assertThat(bill("step-08-chain")).isNotEmpty();
        step("step-08-chain", settings, "Chain.java", CHAIN + "// TODO 8.12: something");
        assertThat(bill("step-08-chain")).isEmpty();
    }

    @Test
    void a_step_without_a_finished_design_has_no_bill() throws IOException {
        step("step-07-copies", design("old", "7.1", "moderateAnswer"), "Copies.java", COPIES);
        step(
                "step-08-chain",
                SETTINGS,
                "Copies.java",
                "class Copies { String todo = \"TODO 8.1: all of it\"; }");
        Files.createDirectories(root.resolve("step-09-later/src/test"));

        assertThat(bill("step-08-chain")).isEmpty();
        assertThat(bill("step-09-later")).isEmpty();
    }

    @Test
    void a_solution_is_counted_with_the_files_that_the_step_gives() throws IOException {
        step(
                "step-08-chain",
                design("chain", "8.1", "moderate"),
                "Chain.java",
                "class Chain { String todo = \"TODO 8.1: all of it\"; }",
                "Given.java",
                "class Given { Answers answers; }");
        write("solutions/step-08-chain/src/main/java/Chain.java", CHAIN);

        assertThat(bill("solutions/step-08-chain").lines())
                .contains(
                        "  for one more type: files to open           2",
                        "  for one more type: places to change        7");
    }

    /** The settings of a step with one design. */
    private static String design(String name, String exercise, String task) {
        return """
        designs = %1$s
        %1$s.exercises = %2$s
        %1$s.types = Question, Answer
        %1$s.task = %3$s
        """
                .formatted(name, exercise, task);
    }

    private String bill(String module) {
        return Bill.of(StepFolder.at(root.resolve(module)));
    }

    private void step(String name, String settings, String... files) throws IOException {
        write(name + "/src/test/resources/bill.properties", settings);
        for (int i = 0; i < files.length; i += 2) {
            write(name + "/src/main/java/" + files[i], files[i + 1]);
        }
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
