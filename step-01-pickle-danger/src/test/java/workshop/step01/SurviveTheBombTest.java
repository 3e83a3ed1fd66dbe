package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.InvalidClassException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workshop.grading.Exercise;

@Exercise(
        id = "1.3",
        title = "Survive a bomb of sets",
        points = 15,
        stars = 2,
        edit = "BoundedSerializer.java")
class SurviveTheBombTest {

    private static final double SECONDS_OF_PATIENCE = 3;

    @Test
    @Timeout(45) // enough for the process to start on a busy machine
    void the_worker_goes_on_after_bombs_of_100_and_of_28_levels() throws Exception {
        anHonestDraftIsRead(Native.DRAFT);
        try (var worker = new WorkerProcess(BoundedSerializer.class)) {
            theWorkerGoesOnAfterABomb(worker, 100);
            theWorkerGoesOnAfterABomb(worker, 28);

            assertThat(worker.queue().deadLetters())
                    .as("dead letters (both bombs belong there, where a person can look at them)")
                    .hasSize(2);
        }
    }

    private static void theWorkerGoesOnAfterABomb(WorkerProcess worker, int levels) {
        var bomb = Native.message(Bomb.ofLevels(levels));
        worker.queue().enqueue(bomb);
        worker.queue().enqueue(Native.message(Native.DRAFT));
        var reply = worker.nextReply(SECONDS_OF_PATIENCE);

        assertThat(reply)
                .withFailMessage(
                        """
                        After %.0f s the worker has not reached the honest draft: it is still \
                        reading the bomb before it (%d levels, %,d bytes). To put a set into a \
                        set, Java needs its hash code, and that asks every set inside. Limit how \
                        deep a message may be, and measure how deep a draft is: not very.\
                        """,
                        SECONDS_OF_PATIENCE, levels, bomb.body().length)
                .isPresent();
        assertThat(reply.get())
                .withFailMessage(
                        """
                        The worker goes on, but one of its threads is still reading the bomb and \
                        keeps a whole core busy. A time-out only ends the waiting; nothing stops a \
                        thread that is computing a hash code. Refuse the bomb while it is read.\
                        """)
                .endsWith("still reading: 0");
        assertThat(reply.get())
                .withFailMessage(
                        """
                        The handler received "%s" before the draft. A refused message must not \
                        reach it: let the exception out.\
                        """,
                        reply.get())
                .startsWith(Native.DRAFT.toString());
    }

    @Test
    void an_honest_draft_with_a_long_text_and_200_tags_is_read() throws Exception {
        List<String> tags = IntStream.range(0, 200).mapToObj("tag %d"::formatted).toList();
        anHonestDraftIsRead(new Draft("Grace", "What is a compiler? ".repeat(500), tags));
    }

    private static void anHonestDraftIsRead(Draft draft) throws Exception {
        try {
            assertThat(new BoundedSerializer().loads(Native.bytes(draft)))
                    .as("an honest draft")
                    .isEqualTo(draft);
        } catch (InvalidClassException refusal) {
            fail(
                    """
                    Your limits refuse an honest draft (%d characters, %d tags): %s. A draft may \
                    be long and have many tags, but it is never more than two levels deep.\
                    """,
                    draft.body().length(), draft.tags().size(), refusal.getMessage());
        }
    }
}
