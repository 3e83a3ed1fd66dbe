package workshop.step03;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.grading.Exercise;
import workshop.queue.TaskQueue;

@Exercise(
        id = "3.2",
        title = "A new rule must reach all three",
        points = 30,
        stars = 1,
        edit = "TaskPerType.java")
class NewRuleTest extends Step03Fixture {

    @Autowired private TaskPerType tasks;

    @ParameterizedTest(name = "moderate_{0} cuts links")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void each_task_cuts_links(Type type, TaskQueue queue) {
        String body = "See https://example.org/a?b=c  and HTTP://example.org";
        assertThat(moderated(type, body, queue, tasks.worker(queue)))
                .as(
                        """
                        What readers see of the %s with two links. The rule has to reach three \
                        tasks, and nothing tells you when you miss one: the code compiles, and the \
                        other types look right.\
                        """,
                        type)
                .isEqualTo("See [link] and [link]");
    }

    @ParameterizedTest(name = "moderate_{0} does not hide a text because of a link in it")
    @EnumSource(mode = Mode.EXCLUDE, names = "ANNOUNCEMENT")
    void no_task_hides_a_text_because_of_a_link_in_it(Type type, TaskQueue queue) {
        assertThat(moderated(type, "Is https://casino.example honest?", queue, tasks.worker(queue)))
                .as(
                        """
                        What readers see of the %s with a banned word in its link. Links are cut \
                        first, and only then is the text cleaned. If the tasks disagree on that \
                        order, each type is moderated differently.\
                        """,
                        type)
                .isEqualTo("Is [link] honest?");
    }
}
