package workshop.step02;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.queue.Message;
import workshop.queue.TaskHandler;

@Exercise(
        id = "2.5",
        title = "Delivered twice, done once",
        points = 15,
        stars = 2,
        edit = "Once.java")
@Step02Test
class OnceTest {

    private static final String IN_MEMORY =
            """
            Your worker keeps in memory what it has done. That memory ends with its process, and \
            no other worker sees it: the only memory that all workers share is the database.\
            """;

    private static final String AGAIN_LATER =
            """
            The notices to the author. One task was delivered twice, a day apart, and the author \
            should get one notice: your worker must see that the task is already done.\
            """;

    private static final String AFTER_A_CRASH =
            """
            One task was done twice: the first worker died before it could acknowledge, and the \
            second did not see that the task was done.\
            """;

    private static final String AT_ONCE =
            """
            One task was done twice: two workers had it, and nothing stopped the second at the \
            moment of writing. At that moment, the database checks only the key of an INSERT and \
            the condition of an UPDATE.\
            """;

    private static final String NEVER_DONE =
            """
            The task counts as done, but its work is missing. If the proof was committed before \
            the work, a worker that died in between left only the proof.\
            """;

    private static final String GIVEN_UP =
            """
            A message ended among the dead letters. If its task is already done, that is no \
            failure; if not, the worker must try again.\
            """;

    private static final long GONE = 404;

    private final Step02Fixture fixture;

    OnceTest(Step02Fixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void a_task_that_comes_again_later_is_not_done_again() {
        long id = send("task 1");
        work();
        enqueue(id, "task 1");
        work();

        assertThat(fixture.reasons())
                .as(
                        """
                        The dead letters. A task that is already done is no failure, but your \
                        worker has given up on it.\
                        """)
                .isEmpty();
        assertThat(fixture.ids("notice"))
                .as(remembersInMemory() ? IN_MEMORY : AGAIN_LATER)
                .hasSize(1);
        assertThat(fixture.shown(id)).as("What readers see of the question.").isEqualTo("Twice?");
    }

    @Test
    void another_task_for_the_same_question_is_done_as_well() {
        long id = send("task 1");
        work();
        fixture.jdbc()
                .update("update question set body = 'Edited?', shown = null where id = ?", id);
        enqueue(id, "task 2");
        work();

        assertThat(fixture.shown(id))
                .as(
                        """
                        What readers see after an edit and a second task for the same question. \
                        If it is null, your worker took the second task for the first: what is \
                        done is the task, not the question.\
                        """)
                .isEqualTo("Edited?");
        assertThat(fixture.ids("notice"))
                .as("The notices to the author after two tasks.")
                .hasSize(2);
    }

    @Test
    void a_task_for_a_question_that_is_gone_leaves_a_dead_letter() {
        enqueue(GONE, "task 1");
        work();

        assertThat(fixture.reasons())
                .as(
                        """
                        The dead letters. Question %d was deleted before its task ran, and one \
                        dead letter should name it.\
                        """,
                        GONE)
                .singleElement()
                .asString()
                .contains(String.valueOf(GONE));
    }

    @Test
    void when_a_worker_dies_at_any_point_another_takes_over() {
        check(
                AFTER_A_CRASH,
                Interleavings.of(this::fresh)
                        .named("2.5 A worker dies")
                        .actor("worker", any -> fixture.worker("moderate", handler()).drain())
                        .mayCrash("worker"));
    }

    @Test
    void two_workers_have_the_same_task_at_once() {
        check(
                AT_ONCE,
                Interleavings.of(this::deliveredTwice)
                        .named("2.5 Two workers at once")
                        .points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("worker", any -> fixture.worker("moderate", handler()).drain())
                        .actor("another", any -> fixture.worker("moderate", handler()).drain())
                        .separateProcesses(Once.class));
    }

    private void check(String twice, Interleavings<Step02Fixture> interleavings) {
        Exploration exploration =
                interleavings
                        .outcome(any -> outcome())
                        .acceptable("done once")
                        .forbidden("done twice", twice)
                        .forbidden("never done", NEVER_DONE)
                        .forbidden("given up", GIVEN_UP)
                        .enoughIfBad(100)
                        .explore();
        Races.requireNone(
                exploration, exploration.bad() > 0 && remembersInMemory() ? IN_MEMORY : "");
    }

    private Step02Fixture fresh() {
        fixture.clear();
        send("task 1");
        return fixture;
    }

    private Step02Fixture deliveredTwice() {
        fresh();
        enqueue(fixture.ids("question").get(0), "task 1");
        return fixture;
    }

    /** Leases run out in the end, and another worker takes over what is left. */
    private String outcome() {
        work();
        if (!fixture.reasons().isEmpty()) {
            return "given up";
        }
        var id = fixture.ids("question").get(0);
        return switch (fixture.ids("notice").size()) {
            case 0 -> "never done";
            case 1 -> "Twice?".equals(fixture.shown(id)) ? "done once" : "never done";
            default -> "done twice";
        };
    }

    private long send(String task) {
        long id = fixture.insertQuestion(" Twice?  ");
        enqueue(id, task);
        return id;
    }

    private void enqueue(long id, String task) {
        fixture.enqueue("moderate", Map.of("question", id, "task", task));
    }

    /** A worker in a new process. */
    private void work() {
        fixture.drain("moderate", handler());
    }

    private TaskHandler handler() {
        var once = fixture.process(Once.class);
        return (Object payload, Message message) -> {
            var map = (Map<?, ?>) payload;
            once.moderate((Long) map.get("question"), (String) map.get("task"));
        };
    }

    private static boolean remembersInMemory() {
        return Stream.of(Once.class.getDeclaredFields()).anyMatch(Step02Fixture::isMemory);
    }
}
