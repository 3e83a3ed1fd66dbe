package workshop.step04;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

@Exercise(
        id = "4.2",
        title = "None, or two: an error at the call",
        points = 25,
        stars = 1,
        edit = "ModerationQueue.java")
@ExtendWith(FreshQueue.class)
class ModerationQueueTest {

    @ParameterizedTest(name = "a call for one {0} is enqueued")
    @EnumSource
    void a_call_for_one_post_is_enqueued(Type type, TaskQueue queue) {
        var ids = type.ids(12);
        new ModerationQueue(queue).moderate(ids.get(0), ids.get(1), ids.get(2));

        assertThat(enqueued(queue))
                .as("the payload on the wire, for %s 12", type)
                .containsExactly(ids);
    }

    @ParameterizedTest(
            name = "moderate({0}, {1}, {2}) is refused at the call, and nothing is enqueued",
            quoteTextArguments = false)
    @CsvSource(
            nullValues = "null",
            value = {"null,null,null", "11,12,null", "11,null,13", "null,12,13", "11,12,13"})
    void a_call_that_makes_no_sense_is_refused_and_nothing_is_enqueued(
            Long questionId, Long answerId, Long commentId, TaskQueue queue) {
        var refusal =
                catchThrowable(
                        () -> new ModerationQueue(queue).moderate(questionId, answerId, commentId));

        assertThat(refusal)
                .as(
                        """
                        moderate(%s, %s, %s) %s. Only the caller knows which post was meant, and \
                        is gone when the worker finds out: throw an IllegalArgumentException here, \
                        where the mistake is made.\
                        """,
                        questionId,
                        answerId,
                        commentId,
                        refusal == null ? "went through" : "threw " + refusal)
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(queue.length())
                .as(
                        """
                        Messages in the queue after moderate(%s, %s, %s) was refused. The check \
                        comes too late: what is enqueued will run.\
                        """,
                        questionId, answerId, commentId)
                .isZero();
    }

    @Test
    void the_error_says_what_was_given(TaskQueue queue) {
        var refusal = catchThrowable(() -> new ModerationQueue(queue).moderate(1101L, null, 1303L));

        assertThat(refusal)
                .as(
                        "moderate(1101, null, 1303) gives two ids: refuse it at the call, with an"
                                + " IllegalArgumentException.")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(refusal.getMessage())
                .as("The error's message. Its reader has no debugger: name the ids that came.")
                .contains("1101", "1303");
    }

    /** Empties the queue, and returns the payload of each message. */
    private static List<Object> enqueued(TaskQueue queue) {
        var enqueued = new ArrayList<>();
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (payload, message) -> enqueued.add(payload))
                .drain();
        return enqueued;
    }
}
