package workshop.step04;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.grading.Exercise;
import workshop.queue.TaskQueue;

@Exercise(
        id = "4.1",
        title = "Three ids, one chain, one bug",
        points = 25,
        stars = 2,
        edit = "ModerationTask.java")
class ModerationTaskTest extends Step04Fixture {

    @Autowired private ModerationTask task;

    @ParameterizedTest(name = "the {0} that is asked for is moderated, and no other row")
    @EnumSource
    void the_post_that_is_asked_for_is_moderated_and_no_other_row(Type type, TaskQueue queue) {
        rowsWithId(task.id, "An  innocent row");
        long id = rowsWithOneId("Why is the  sky blue?");
        queue.enqueue("moderate", type.ids(id), JSON);
        task.worker(queue).drain();

        assertThatNothingFailed(queue);
        assertThat(shown(type, task.id))
                .as(
                        """
                        moderate was asked for %s %d and moderated %s %d. Where does the %d come \
                        from? It is not one of your parameters. In Python, the article's pk=id \
                        passes the builtin function id, and Django refuses it. Here, id is \
                        inherited and is a number, so nothing complains.\
                        """,
                        type, id, type, task.id, task.id)
                .isNull();
        assertThatOnlyThisIsModerated(type, id, "Why is the sky blue?");
    }

    @ParameterizedTest(name = "a missing {0} is reported")
    @EnumSource
    void a_missing_post_is_reported(Type type, TaskQueue queue) {
        rowsWithId(task.id, "An  innocent row");
        long missing = missing();
        queue.enqueue("moderate", type.ids(missing), JSON);
        task.worker(queue).drain();

        assertThat(queue.deadLetters())
                .as(
                        """
                        Dead letters after moderate was asked for %s %d, which does not exist. \
                        None means that the worker moderated something else, or gave up silently.\
                        """,
                        type, missing)
                .hasSize(1);
        assertThat(queue.deadLetters().get(0).reason())
                .as("the dead letter's reason, which must say the type and the id of what is gone")
                .containsIgnoringCase(type + " " + missing);
    }

    static Stream<List<Long>> callsThatMakeNoSense() {
        return Stream.of(
                Arrays.asList(null, null, null),
                Arrays.asList(1L, 2L, null),
                Arrays.asList(1L, null, 3L),
                Arrays.asList(null, 2L, 3L),
                Arrays.asList(1L, 2L, 3L));
    }

    @ParameterizedTest(name = "a message with the ids {0} is refused with a reason")
    @MethodSource("callsThatMakeNoSense")
    void a_message_that_makes_no_sense_is_refused_with_a_reason(
            List<Long> places, TaskQueue queue) {
        long id = rowsWithOneId("Who,  me?");
        var ids = places.stream().map(place -> place == null ? null : id).toList();
        queue.enqueue("moderate", ids, JSON);
        task.worker(queue).drain();

        for (var type : Type.values()) {
            assertThat(shown(type, id))
                    .as(
                            """
                            The message said %s, and your worker moderated the %s. It cannot know \
                            which one was meant: a guess is worse than a refusal.\
                            """,
                            ids, type)
                    .isNull();
        }
        assertThat(queue.deadLetters())
                .as(
                        """
                        Dead letters. The message said %s; the task returned, so it counts as \
                        done, and no one will ever know. Throw a Discard that says what came.\
                        """,
                        ids)
                .hasSize(1);
        assertThat(queue.deadLetters().get(0).deliveries())
                .as(
                        """
                        How often the message was tried. It says the same every time, so a retry \
                        is no use: throw a Discard. The dead letter says: %s\
                        """,
                        queue.deadLetters().get(0).reason())
                .isOne();
        assertThat(queue.deadLetters().get(0).reason())
                .as(
                        """
                        The dead letter's reason. The message said %s, so there was nothing to \
                        look for and nothing is gone: say what came.\
                        """,
                        ids)
                .isNotBlank()
                .doesNotContain("is gone");
    }

    @ParameterizedTest(name = "the {0} is loaded and updated, and that is all")
    @EnumSource
    void a_post_is_loaded_and_updated_and_that_is_all(Type type, TaskQueue queue) {
        long id = rowsWithOneId("What does it  cost?");
        queue.enqueue("moderate", type.ids(id), JSON);
        long before = statements();
        task.worker(queue).drain();

        assertThatNothingFailed(queue);
        assertThat(statements() - before)
                .as(
                        """
                        SQL statements for one task: a load and an update in one transaction. If \
                        there are more, were the other tables queried, too?\
                        """)
                .isEqualTo(2);
    }
}
