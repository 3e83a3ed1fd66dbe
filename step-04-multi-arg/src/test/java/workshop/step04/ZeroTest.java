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
class ZeroTest extends Forum {

    @Autowired private ModerationTask task;

    @ParameterizedTest(name = "{0} is an id, and not a sign for none")
    @ValueSource(longs = {0, -1, 7, Long.MIN_VALUE, Long.MAX_VALUE})
    void every_number_is_an_id_and_none_a_sign_for_none(long id) {
        for (var type : Type.values()) {
            assertThat(ModerationForm.of(Map.of(type.toString(), String.valueOf(id))).ids())
                    .as(
                            "The form says %s = %d. That is an id like any other (it came with the"
                                    + " import from the old forum), and your form takes it for"
                                    + " \"nothing given\", or something not given for an id. A"
                                    + " primitive long cannot say \"none\"; null can.",
                            type, id)
                    .isEqualTo(type.ids(id));
        }
    }

    @ParameterizedTest(name = "a field with {0} is not given")
    @ValueSource(strings = {"", "   "})
    void a_blank_field_is_not_given(String blank) {
        assertThat(
                        ModerationForm.of(
                                        Map.of(
                                                "question",
                                                blank,
                                                "answer",
                                                " 7 ",
                                                "comment",
                                                blank))
                                .ids())
                .as("the ids of a form with answer 7, and blanks in the other fields")
                .isEqualTo(Type.ANSWER.ids(7));
    }

    @Test
    void what_is_no_number_is_an_error_and_not_none() {
        assertThat(
                        catchThrowable(
                                () ->
                                        ModerationForm.of(
                                                Map.of("question", "seven", "answer", "7"))))
                .as(
                        "Reading a form that says question = seven. Somebody meant a question: to"
                                + " go on with the answer alone would be a guess.")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} 0 is moderated, from the form to the database")
    @EnumSource
    void post_0_is_moderated_from_the_form_to_the_database(Type type, TaskQueue queue) {
        rowsWithId(0, "The very  first");
        var ids = ModerationForm.of(Map.of(type.toString(), "0")).ids();
        var refusal =
                catchThrowable(
                        () ->
                                new ModerationQueue(queue)
                                        .moderate(ids.get(0), ids.get(1), ids.get(2)));

        assertThat(refusal)
                .as(
                        "The call for %s 0 was refused; its ids were %s. Either the form has lost"
                                + " the 0, or the call takes it for \"not given\".",
                        type, ids)
                .isNull();
        task.worker(queue).drain();
        assertThat(queue.deadLetters())
                .extracting(DeadLetter::reason)
                .as(
                        "Dead letters after %s was enqueued for %s 0. \"Not given\" is null, in the"
                                + " worker, too: 0 is an id.",
                        ids, type)
                .isEmpty();
        assertThatOnlyThisIsModerated(type, 0, "The very first");
    }
}
