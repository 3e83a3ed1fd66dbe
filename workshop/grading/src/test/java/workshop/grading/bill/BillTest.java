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
            copies.call = Website.asked
            copies.without = Chain.java
            chain.exercises = 8.2, 8.3
            chain.types = Question, Answer
            chain.call = Chain.moderate
            chain.without = Copies.java, Website.java
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

    private static final String WEBSITE =
            """
            class Website {
                void asked(Question question) {
                    queue.enqueue("moderate_question", question.getId());
                }

                void answered(Answer answer) {
                    queue.enqueue("moderate_answer", answer.getId());
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

    private static final String A_LOOP =
            """
            class Copies {
                Answers answers;
                Questions questions;

                Worker worker(TaskQueue queue) {
                    var worker = Worker.on(queue);
                    for (var task : List.of("moderate_question", "moderate_answer")) {
                        worker.handle(task, (id, mail) -> moderate(task, (Long) id));
                    }
                    return worker;
                }
            }
            """;

    private static final String A_MAP =
            """
            class Copies {
                Worker worker(TaskQueue queue) {
                    var worker = Worker.on(queue);
                    Map.of("moderate_question", questions(), "moderate_answer", answers())
                            .forEach(worker::handle);
                    return worker;
                }
            }
            """;

    private static final String LAMBDAS =
            """
            class Copies {
                static final String QUESTION = "moderate_question";

                Worker worker(TaskQueue queue) {
                    return Worker.on(queue)
                            .handle(
                                    QUESTION,
                                    (id, mail) -> shown(questions.findById(id).orElseThrow()))
                            .handle(
                                    "moderate_answer",
                                    (id, mail) -> {
                                        var answer = entities.find(Answer.class, id);
                                        if (answer == null) {
                                            throw new Discard("Answer " + id + " is gone.");
                                        }
                                        shown(answer);
                                    });
                }
            }
            """;

    private static final String A_FILE_FOR_EACH =
            """
            class Copies {
                Worker worker(TaskQueue queue) {
                    return Worker.on(queue)
                            .handle("moderate_question", new QuestionTask())
                            .handle("moderate_answer", new AnswerTask());
                }
            }
            """;

    private static final String A_TASK =
            """
            class QuestionTask implements TaskHandler {
                public void handle(Object id, Message message) {
                    var question = entities.find(Question.class, id);
                    if (question == null) {
                        throw new Discard("Question " + id + " is gone.");
                    }
                }
            }
            """;

    private static final String GUARDS =
            """
            class Chain {
                Worker worker(TaskQueue queue) {
                    return Worker.on(queue)
                            .handle(
                                    "moderate_question",
                                    (id, mail) -> {
                                        var question = questions.find(id);
                                        if (question == null) {
                                            throw new Discard("Question " + id + " is gone.");
                                        }
                                    });
                }

                void moderate(Long questionId, Long answerId) {
                    if (questionId == null && answerId == null) {
                        throw new Discard("none");
                    }
                    int count = 0;
                    if (questionId != null) {
                        count++;
                    }
                    count += (answerId != null) ? 1 : 0;
                }

                void moderateAnswer(long id) {
                    var answer = answers.find(id);
                    if (answer == null) {
                        throw new Discard("Answer " + id + " is gone.");
                    }
                }
            }
            """;

    private static final String ELSES =
            """
            class Chain {
                Object moderate(Long questionId, Long answerId, Object post, String name) {
                    if (questionId != null) {
                        load(questions);
                    } else {
                        load(answers);
                    }
                    run(questionId == null ? null : questions);
                    if (post instanceof Question) {
                        run(post);
                    }
                    if (name.equals("answer")) {
                        return 0;
                    }
                    return switch (name) {
                        case "question" -> first();
                        case "b" -> answers;
                        default -> null;
                    };
                }
            }
            """;

    private static final String SHIMS =
            """
            import forum.Announcements;

            class Shims {
                Questions questions;
                Announcements announcements;

                Shims(Questions questions, Announcements announcements) {
                    this.questions = questions;
                    this.announcements = announcements;
                }

                Worker worker(TaskQueue queue) {
                    return Worker.on(queue).handle("moderate_question", this::moderateQuestion)
                            .handle("moderate_announcement", this::moderateAnnouncement);
                }

                void moderateAnnouncement(long id) {
                    moderate(announcements, "Announcement", id);
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
                "Website.java",
                WEBSITE,
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
                          parameters of a call                       1       2
                          branches that ask for the type             0       3
                          for one more type: files to open           2       1
                        """);
    }

    /** Imports, loops, helpers, a file for each type: what is written otherwise does the same. */
    @Test
    void the_same_behaviour_has_the_same_bill_however_it_is_written() throws IOException {
        var bill = billOf(COPIES);

        assertThat(billOf("import forum.*;\n" + COPIES.substring(COPIES.indexOf("class"))))
                .isEqualTo(bill);
        assertThat(billOf(COPIES.replace("var question", "Question question"))).isEqualTo(bill);
        assertThat(billOf(A_LOOP)).isEqualTo(bill);
        assertThat(billOf(A_MAP)).isEqualTo(bill);
        assertThat(billOf(LAMBDAS)).isEqualTo(bill);
        assertThat(
                        billOf(
                                A_FILE_FOR_EACH,
                                "QuestionTask.java",
                                A_TASK,
                                "AnswerTask.java",
                                A_TASK.replace("Question", "Answer").replace("question", "answer")))
                .isEqualTo(bill);
    }

    private String billOf(String copies, String... more) throws IOException {
        var settings = design("copies", "8.1", "Website.asked");
        step("step-08-chain", settings, "Copies.java", copies, "Website.java", WEBSITE);
        step("step-08-chain", settings, more);
        return bill("step-08-chain");
    }

    @Test
    void a_guard_that_counts_ids_and_a_row_that_is_missing_are_no_questions_about_the_type()
            throws IOException {
        step("step-08-chain", design("chain", "8.1", "Chain.moderate"), "Chain.java", GUARDS);

        assertThat(bill("step-08-chain").lines())
                .contains("  branches that ask for the type             0");
    }

    @Test
    void a_choice_with_an_else_for_the_last_type_asks_for_both() throws IOException {
        step("step-08-chain", design("chain", "8.1", "Chain.moderate"), "Chain.java", ELSES);

        assertThat(bill("step-08-chain").lines())
                .contains("  branches that ask for the type             7");
    }

    @Test
    void a_type_that_came_later_is_not_in_the_bill_but_has_a_tally() throws IOException {
        step(
                "step-08-chain",
                design("shims", "8.1", "Shims.asked") + "shims.others = Notice, Announcement\n",
                "Shims.java",
                SHIMS,
                "Website.java",
                "class Website {\n    void announced(Announcement it) { enqueue(it); }\n}\n");

        assertThat(bill("step-08-chain").lines())
                .contains("  tasks that a worker must know              1");
        assertThat(Bill.tally(at("step-08-chain"), (step, exercise) -> false))
                .isEqualTo(
                        """

                          8.1: for Notice and Announcement, you touched 6 places in 2 files:
                            Shims.java: 5, 7, 9, 14, 17
                            Website.java: 2
                        """);
    }

    @Test
    void what_was_red_is_not_built_although_nothing_is_to_do() throws IOException {
        step(
                "step-07-copies",
                design("old", "7.1", "Copies.moderateAnswer"),
                "Copies.java",
                COPIES);
        step("step-08-chain", SETTINGS, "Copies.java", COPIES, "Chain.java", CHAIN);

        assertThat(billWithRed("7.1").lines().skip(2))
                .first()
                .isEqualTo("                                        copies   chain");
        assertThat(billWithRed("8.3").lines().skip(2))
                .first()
                .isEqualTo("                                           old  copies");
        assertThat(Bill.of(at("step-08-chain"), (step, exercise) -> true)).isEmpty();
        assertThat(Bill.tally(at("step-08-chain"), (step, exercise) -> true)).isEmpty();
    }

    private String billWithRed(String red) {
        return Bill.of(at("step-08-chain"), (step, exercise) -> exercise.equals(red));
    }

    @Test
    void the_steps_before_stand_beside_it_and_those_after_do_not() throws IOException {
        step(
                "step-07-copies",
                design("old", "7.1", "Copies.moderateAnswer"),
                "Copies.java",
                COPIES);
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
                design("names", "9.1", "Names.moderate"),
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
                        "  parameters of a call                       2",
                        "  for one more type: files to open           0");
    }

    @Test
    void a_call_of_another_name_has_parameters_that_nobody_knows() throws IOException {
        step("step-08-chain", design("chain", "8.1", "Chain.moderated"), "Chain.java", CHAIN);

        assertThat(bill("step-08-chain").lines())
                .contains("  parameters of a call                       ?");
    }

    @Test
    void a_design_that_names_no_exercises_is_built_when_nothing_is_to_do() throws IOException {
        String settings =
                design("chain", "8.1", "Chain.moderate").replace("chain.exercises = 8.1\n", "");
        step("step-08-chain", settings, "Chain.java", CHAIN);
        assertThat(bill("step-08-chain")).isNotEmpty();
        step("step-08-chain", settings, "Chain.java", CHAIN + "// TODO 8.12: something");
        assertThat(bill("step-08-chain")).isEmpty();
    }

    @Test
    void a_step_without_a_finished_design_has_no_bill() throws IOException {
        step(
                "step-07-copies",
                design("old", "7.1", "Copies.moderateAnswer"),
                "Copies.java",
                COPIES);
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
                design("chain", "8.1", "Chain.moderate"),
                "Chain.java",
                "class Chain { String todo = \"TODO 8.1: all of it\"; }",
                "Given.java",
                "class Given { Answers answers; }");
        write("solutions/step-08-chain/src/main/java/Chain.java", CHAIN);

        assertThat(bill("solutions/step-08-chain").lines())
                .contains("  for one more type: files to open           2");
    }

    /** The settings of a step with one design. */
    private static String design(String name, String exercise, String call) {
        return """
        designs = %1$s
        %1$s.exercises = %2$s
        %1$s.types = Question, Answer
        %1$s.call = %3$s
        """
                .formatted(name, exercise, call);
    }

    private String bill(String module) {
        return Bill.of(at(module));
    }

    private StepFolder at(String module) {
        return StepFolder.at(root.resolve(module));
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
