package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

@Exercise(
        id = "1.1",
        title = "Send an object as bytes",
        points = 10,
        stars = 1,
        edit = "NativeSerializer.java")
@ExtendWith(FreshQueue.class)
class RoundTripTest {

    private final NativeSerializer serializer = new NativeSerializer();
    private final List<Object> received = new ArrayList<>();

    @Test
    void the_worker_receives_a_draft_that_equals_the_one_sent(TaskQueue queue) {
        queue.enqueue("moderate", Native.DRAFT, serializer);
        work(queue);

        assertThat(received).as("what the worker received").containsExactly(Native.DRAFT);
    }

    @Test
    void it_is_a_copy_and_shares_no_memory_with_the_web_process(TaskQueue queue) {
        var draft = new Draft("Ada", "Why is the sky blue?", List.of("sky"));
        queue.enqueue("moderate", draft, serializer);
        draft.tags().add("added after the call");
        work(queue);

        assertThat(received).as("what the worker received").hasSize(1);
        assertThat(received.get(0))
                .withFailMessage(
                        """
                        The worker received the very object that the web process sent. That works \
                        only while both are in one JVM; a worker in another process has nothing \
                        but the bytes.\
                        """)
                .isNotSameAs(draft);
        assertThat(((Draft) received.get(0)).tags())
                .as("the worker's tags (the web process added one to its own draft after the call)")
                .containsExactly("sky");
    }

    @Test
    void the_bytes_alone_are_enough() throws Exception {
        assertThat(serializer.loads(Native.bytes(Native.DRAFT)))
                .as("a draft read from bytes that another process wrote")
                .isEqualTo(Native.DRAFT);
        assertThat(Native.trusting().loads(serializer.dumps(Native.DRAFT)))
                .as("a draft that another process read from your bytes")
                .isEqualTo(Native.DRAFT);
    }

    @Test
    void what_is_not_serializable_is_refused_at_the_call(TaskQueue queue) {
        try {
            queue.enqueue("moderate", new Object(), serializer);
            fail(
                    """
                    Your dumps accepted a java.lang.Object, which does not implement Serializable. \
                    What does it write?\
                    """);
        } catch (UncheckedIOException refusal) {
            assertThat(refusal.getCause())
                    .as("why the call failed")
                    .isInstanceOf(NotSerializableException.class);
        }
        assertThat(queue.length()).as("messages in the queue after the refusal").isZero();
    }

    private void work(TaskQueue queue) {
        Worker.on(queue)
                .accept(serializer)
                .handle("moderate", (payload, message) -> received.add(payload))
                .drain();
        assertThat(queue.deadLetters())
                .as("dead letters (messages that the worker could not read)")
                .isEmpty();
    }
}
