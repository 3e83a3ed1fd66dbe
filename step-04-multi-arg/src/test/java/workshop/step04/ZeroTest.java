package workshop.step04;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.grading.Exercise;
import workshop.queue.DeadLetter;
import workshop.queue.TaskQueue;

@Exercise(id = "4.3", title = "0 is an id", points = 20, stars = 1, edit = "ModerationForm.java")
class ZeroTest extends Step04Fixture {

    @Autowired private ModerationTask task;

    @ParameterizedTest(name = "{0} is an id like any other")
    @ValueSource(longs = {0, -1, 7, Long.MIN_VALUE, Long.MAX_VALUE})
    void every_number_is_an_id_like_any_other(long id) {
        for (var type : Type.values()) {
            assertThat(ModerationForm.of(Map.of(type.toString(), String.valueOf(id))).ids())
                    .as(
                            """
                            The form says %s = %d. That is an id like any other, and an import \
                            from an old forum may bring it. Your form takes it for "not given", or \
                            takes an empty field for an id. A primitive long cannot say "none"; \
                            null can.\
                            """,
                            type, id)
                    .isEqualTo(type.ids(id));
        }
    }

    @ParameterizedTest(name = "a field with {0} counts as not given")
    @ValueSource(strings = {"", "   "})
    void a_blank_field_counts_as_not_given(String blank) {
        var fields = Map.of("question", blank, "answer", " 7 ", "comment", blank);
        assertThat(ModerationForm.of(fields).ids())
                .as("the ids of a form with answer 7, and blanks in the other fields")
                .isEqualTo(Type.ANSWER.ids(7));
    }

    @Test
    void text_that_is_not_a_number_is_an_error_and_does_not_mean_none() {
        var fields = Map.of("question", "seven", "answer", "7");
        assertThat(catchThrowable(() -> ModerationForm.of(fields)))
                .as(
                        """
                        Reading a form that says question = seven and answer = 7. Its author meant \
                        a question, too: going on with the answer alone would be a guess.\
                        """)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} 0 is moderated, from the form to the database")
    @EnumSource
    void post_0_is_moderated_from_the_form_to_the_database(Type type, TaskQueue queue) {
        rowsWithId(0, "The very  first");
        var ids = ModerationForm.of(Map.of(type.toString(), "0")).ids();
        var moderation = new ModerationQueue(queue);
        var refusal = catchThrowable(() -> moderation.moderate(ids.get(0), ids.get(1), ids.get(2)));

        assertThat(refusal)
                .as(
                        """
                        The call for %s 0 was refused; its ids were %s. Either the form lost the \
                        0, or the call takes it for "not given".\
                        """,
                        type, ids)
                .isNull();
        task.worker(queue).drain();
        assertThat(queue.deadLetters())
                .extracting(DeadLetter::reason)
                .as(
                        """
                        Dead letters after %s was enqueued for %s 0. If the 0 is missing there, \
                        the form lost it. In the worker, too, "not given" is null, and 0 is an id.\
                        """,
                        ids, type)
                .isEmpty();
        assertThatOnlyThisIsModerated(type, 0, "The very first");
    }
}
