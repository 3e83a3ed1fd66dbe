package workshop.step03;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.forum.Moderation;
import workshop.forum.Post;
import workshop.grading.Exercise;
import workshop.queue.TaskQueue;

/**
 * The three tasks do what they did in 3.2, under the same names. Links.cut, Moderation.clean and
 * setShown are each called in one place; behind the shims no code asks for the type, and a look-up
 * by name throws for a name that it does not know. A task calls its own repository only, and it
 * hands over by a call: when it returns, the row is moderated and no other message was enqueued.
 * One object serves several workers at once.
 *
 * <p>Free: how a shim looks, what the shared method takes, helpers of any name in any file.
 */
@Exercise(
        id = "3.3",
        title = "Shims: share the logic, keep three tasks",
        points = 20,
        stars = 2,
        edit = "Shims.java")
class ShimsTest extends ModerationChecks {

    @Autowired private Shims tasks;

    @Test
    void each_task_still_moderates_its_row_by_both_rules(TaskQueue queue) {
        assertThatEachChangesItsRowOnly(
                THREE,
                "  See https://plain.example   twice ",
                "See [link] twice",
                queue,
                tasks.worker(queue));
    }

    @Test
    void each_task_shows_what_both_rules_make_of_the_body(TaskQueue queue) {
        assertThatEveryBodyIsShown(
                THREE,
                Map.of(
                        "My casino: http://a.example", "[hidden by moderation]",
                        "Is https://casino.example honest?", "Is [link] honest?",
                        "Nothing to tidy up here.", "Nothing to tidy up here.",
                        "https://alone.example", "[link]",
                        "  ", ""),
                queue,
                tasks.worker(queue));
    }

    @Test
    void each_task_still_moderates_an_edited_body_again(TaskQueue queue) {
        assertThatAnEditIsModeratedAgain(
                THREE, ": https://edited.example", queue, tasks.worker(queue));
    }

    @Test
    void each_task_still_reports_a_row_that_is_gone_and_names_its_type(TaskQueue queue) {
        assertThatAMissingRowIsReported(THREE, queue, tasks.worker(queue));
    }

    @Test
    void each_task_is_still_tried_again_when_the_database_fails_once(TaskQueue queue) {
        assertThatTroubleIsTriedAgain(THREE, queue, tasks.worker(queue));
    }

    @Test
    void no_task_says_of_a_row_that_is_there_that_it_is_gone(TaskQueue queue) {
        assertThatLastingTroubleIsNotCalledGone(THREE, queue, tasks.worker(queue));
    }

    @Test
    void two_workers_at_once_do_not_disturb_each_other(TaskQueue queue) {
        new TwoWorkers(this, queue, tasks, tasks::worker).doNotDisturbEachOther(THREE);
    }

    @Test
    void a_shim_hands_over_by_a_call(TaskQueue queue) {
        assertThatTheyHandOverByACall(THREE, queue, tasks.worker(queue));
    }

    @Test
    void what_the_tasks_have_in_common_is_called_in_one_place(TaskQueue queue) {
        Requirements.requireDone(run(ForumType.QUESTION, 7, queue, tasks.worker(queue)).thrown());
        var code = new SharedCode();
        requireOnePlace("Links.cut", code.callsOf(Links.class, "cut"));
        requireOnePlace("Moderation.clean", code.callsOf(Moderation.class, "clean"));
        requireOnePlace("setShown", code.callsOf(Post.class, "setShown"));
    }

    static void requireOnePlace(String method, List<String> places) {
        if (places.size() != 1) {
            var message =
                    """
                    In Shims and in what it uses, %s is called %s. The next rule must have one \
                    place to go: %s.\
                    """
                            .formatted(
                                    method,
                                    places.isEmpty()
                                            ? "nowhere"
                                            : "in %d places (%s)"
                                                    .formatted(
                                                            places.size(),
                                                            Requirements.listed(places.stream())),
                                    places.isEmpty()
                                            ? "a method that every task goes through"
                                            : "a task that has a copy should call the shared"
                                                    + " method instead");
            throw SharedCode.failure(message, places);
        }
    }

    @Test
    void a_look_up_by_name_throws_for_a_name_that_it_does_not_know(TaskQueue queue) {
        Requirements.requireDone(run(ForumType.QUESTION, 7, queue, tasks.worker(queue)).thrown());
        Runnable freshRows =
                () -> {
                    emptyTheTables();
                    insertAll(7, "By  name");
                };
        new UnknownNames(tasks, freshRows, this::rows).requireRefusals();
    }

    @Test
    void behind_the_shims_no_one_asks_for_the_type(TaskQueue queue) {
        Requirements.requireDone(run(ForumType.QUESTION, 7, queue, tasks.worker(queue)).thrown());
        var places = new SharedCode().questionsAboutTheType();
        if (!places.isEmpty()) {
            var message =
                    """
                    Your code asks which type it is: %s. Each shim knows its type and can pass \
                    in what differs. If the shared code asks for the type, it needs a branch for \
                    each, and silently leaves out a type without one.\
                    """
                            .formatted(String.join(", ", places));
            throw SharedCode.failure(message, List.copyOf(places));
        }
    }
}
