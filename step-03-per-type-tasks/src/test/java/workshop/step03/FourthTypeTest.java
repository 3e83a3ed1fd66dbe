package workshop.step03;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.grading.Exercise;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

@Exercise(
        id = "3.4",
        title = "A fourth type arrives: count what you touch",
        points = 20,
        stars = 1,
        edit = "Website.java")
class FourthTypeTest extends Step03Fixture {

    @Autowired private Announcements announcements;
    @Autowired private Shims tasks;

    @Test
    void the_moderation_of_an_announcement_is_enqueued(TaskQueue queue) {
        long id = announced("We are moving.", queue);

        assertThat(enqueued(queue))
                .as(
                        """
                        What the website enqueued for announcement %d. If nothing: no worker will \
                        ever hear of it. If another type's task: a worker looks for that id in \
                        another table, and what it finds there is not an announcement.\
                        """,
                        id)
                .containsExactly("moderate_announcement " + id);
    }

    @Test
    void an_announcement_is_moderated_by_all_the_rules(TaskQueue queue) {
        String body = "We  are moving: see https://casino.example";
        long id = announced(body, queue);
        tasks.worker(queue).drain();

        assertThatNothingFailed(queue);
        assertThatTheBodyIs(body, Type.ANNOUNCEMENT, id);
        assertThat(shown(Type.ANNOUNCEMENT, id))
                .as("what readers see of the announcement")
                .isEqualTo("We are moving: see [link]");
    }

    @Test
    void its_task_touches_announcements_only(TaskQueue queue) {
        assertThat(moderated(Type.ANNOUNCEMENT, "We are  moving.", queue, tasks.worker(queue)))
                .as("what readers see of the announcement")
                .isEqualTo("We are moving.");
    }

    @Test
    void an_announcement_that_is_gone_is_reported(TaskQueue queue) {
        assertThatAMissingRowIsReported(Type.ANNOUNCEMENT, queue, tasks.worker(queue));
    }

    @ParameterizedTest(name = "moderate_{0} works as before")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void the_others_are_moderated_as_before(Type type, TaskQueue queue) {
        assertThat(moderated(type, "Still  here?", queue, tasks.worker(queue)))
                .as("what readers see of the %s", type)
                .isEqualTo("Still here?");
    }

    /** Empties the queue, and returns the task and payload of each message. */
    private static List<String> enqueued(TaskQueue queue) {
        var enqueued = new ArrayList<String>();
        var worker = Worker.on(queue).accept(new JsonSerializer());
        for (var type : Type.values()) {
            worker.handle(
                    type.task(),
                    (payload, message) -> enqueued.add(message.task() + " " + payload));
        }
        worker.drain();
        return enqueued;
    }

    private long announced(String body, TaskQueue queue) {
        var announcement = announcements.save(new Announcement(body));
        new Website(queue).announced(announcement);
        return announcement.getId();
    }
}
