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
            "Your worker remembers in its memory what it has done. That ends with its process, and"
                    + " no other worker sees it: the only memory that all of them share is the"
                    + " database.";

    private static final long NOBODY = 404;

    private final Forum forum;

    OnceTest(Forum forum) {
        this.forum = forum;
    }

    @Test
    void a_task_that_comes_again_later_is_done_already() {
        long id = send("task 1");
        work();
        enqueue(id, "task 1");
        work();

        assertThat(forum.reasons())
                .as(
                        "The dead letters. A task that was done already is no failure, and your"
                                + " worker has given up on it.")
                .isEmpty();
        assertThat(forum.ids("notice"))
                .as(
                        remembersInMemory()
                                ? IN_MEMORY
                                : "Notices to the author. One task was delivered twice, a day"
                                        + " apart, and its author was told twice: who does it must"
                                        + " see that it was done.")
                .hasSize(1);
        assertThat(forum.shown(id)).as("what readers see of the question").isEqualTo("Twice?");
    }

    @Test
    void another_task_for_the_same_question_is_done_as_well() {
        long id = send("task 1");
        work();
        forum.jdbc().update("update question set body = 'Edited?', shown = null where id = ?", id);
        enqueue(id, "task 2");
        work();

        assertThat(forum.shown(id))
                .as(
                        "What readers see after an edit, and another task for it. Your worker took"
                            + " it for the same one: what is done is the task, not the question for"
                            + " ever.")
                .isEqualTo("Edited?");
        assertThat(forum.ids("notice")).as("notices to the author after two tasks").hasSize(2);
    }

    @Test
    void a_task_for_a_question_that_is_gone_says_so() {
        enqueue(NOBODY, "task 1");
        work();

        assertThat(forum.reasons())
                .as(
                        "The dead letters. Question %d was deleted before its task ran, and there"
                                + " should be one that names it.",
                        NOBODY)
                .singleElement()
                .asString()
                .contains(String.valueOf(NOBODY));
    }

    @Test
    void a_worker_that_dies_at_any_point_is_followed_by_another() {
        check(
                "One task was done twice: the first worker died before it could acknowledge, and"
                        + " the second did not see that it was done.",
                Interleavings.of(this::world)
                        .named("2.5 A worker dies")
                        .actor("worker", any -> forum.worker("moderate", handler()).drain())
                        .mayCrash("worker"));
    }

    @Test
    void two_workers_have_the_same_task_at_once() {
        check(
                "One task was done twice: two workers had it, and nobody stopped the second at the"
                    + " moment of writing. Only a unique key, or a condition in the UPDATE itself,"
                    + " is asked then.",
                Interleavings.of(
                                () -> {
                                    var world = world();
                                    enqueue(forum.ids("question").get(0), "task 1");
                                    return world;
                                })
                        .named("2.5 Two workers at once")
                        .points(Kind.READ, Kind.WRITE, Kind.COMMIT)
                        .actor("worker", any -> forum.worker("moderate", handler()).drain())
                        .actor("another", any -> forum.worker("moderate", handler()).drain())
                        .separateProcesses(Once.class));
    }

    private void check(String twice, Interleavings<Forum> interleavings) {
        Exploration exploration =
                interleavings
                        .outcome(any -> outcome())
                        .acceptable("done once")
                        .forbidden("done twice", twice)
                        .forbidden(
                                "never done",
                                "The task counts as done, and nothing was done: its proof was"
                                        + " committed before the work, and then the worker died.")
                        .forbidden(
                                "given up",
                                "The second delivery ended among the dead letters, though its task"
                                        + " was done.")
                        .enoughIfBad(100)
                        .explore();
        Races.requireNone(
                exploration, exploration.bad() > 0 && remembersInMemory() ? IN_MEMORY : "");
    }

    private Forum world() {
        forum.clear();
        send("task 1");
        return forum;
    }

    /** Somebody else takes over what is left; a lease runs out some day. */
    private String outcome() {
        work();
        if (!forum.reasons().isEmpty()) {
            return "given up";
        }
        var id = forum.ids("question").get(0);
        return switch (forum.ids("notice").size()) {
            case 0 -> "never done";
            case 1 -> "Twice?".equals(forum.shown(id)) ? "done once" : "never done";
            default -> "done twice";
        };
    }

    private long send(String task) {
        long id = forum.insertQuestion(" Twice?  ");
        enqueue(id, task);
        return id;
    }

    private void enqueue(long id, String task) {
        forum.enqueue("moderate", Map.of("question", id, "task", task));
    }

    /** A worker in a process of its own. */
    private void work() {
        forum.drain("moderate", handler());
    }

    private TaskHandler handler() {
        var once = forum.process(Once.class);
        return (Object payload, Message message) -> {
            var map = (Map<?, ?>) payload;
            once.moderate((Long) map.get("question"), (String) map.get("task"));
        };
    }

    private static boolean remembersInMemory() {
        return Stream.of(Once.class.getDeclaredFields()).anyMatch(Forum::memory);
    }
}
