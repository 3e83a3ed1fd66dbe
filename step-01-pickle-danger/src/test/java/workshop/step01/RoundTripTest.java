package workshop.step01;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.DeadLetter;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>What comes back equals what was sent, for every serializable object, in the same shape; it
 *       is a copy.
 *   <li>The bytes are Java's serialized form, as it is, and all that the reader needs. Each message
 *       stands for itself.
 *   <li>What is not serializable is refused at the call, broken bytes at the other end: an
 *       exception comes out.
 *   <li>Several threads use one serializer at once.
 * </ul>
 *
 * The kind of exception, and how the streams are built and closed, are free.
 */
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

    /** Waits in the middle of being written, a moment, for another one. */
    private static final class Slow implements Serializable {

        private static final long serialVersionUID = 1;
        private static final CyclicBarrier MIDDLE = new CyclicBarrier(2);

        private final String text;

        Slow(String text) {
            this.text = text;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            try {
                MIDDLE.await(150, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (BrokenBarrierException | TimeoutException alone) {
                // A lock keeps the other one out.
            }
            out.defaultWriteObject();
        }
    }

    @Test
    void the_worker_receives_drafts_that_equal_those_sent(TaskQueue queue) {
        var sent =
                List.of(
                        Native.DRAFT,
                        new Draft("Grace", "  ", List.of("")),
                        new Draft(
                                "Ada | Co., Ltd.",
                                "a|b,c\r\n\tWhy? \uD83D\uDC26",
                                List.of("", ",|")),
                        Native.DRAFT);
        sent.forEach(draft -> queue.enqueue("moderate", draft, serializer));
        work(queue);

        assertThat(received)
                .withFailMessage(
                        () ->
                                "%d drafts were sent:%n%s%nThe worker received %d:%n%s%n%s"
                                        .formatted(
                                                sent.size(),
                                                lines(sent),
                                                received.size(),
                                                lines(received),
                                                whyOthers()))
                .isEqualTo(sent);
    }

    private static String lines(List<?> drafts) {
        return drafts.stream()
                .map(draft -> "  " + String.valueOf(draft).replaceAll("\\p{Cntrl}+", " "))
                .collect(joining("\n"));
    }

    /** A second look: at the bytes of two messages, and at what becomes of someone else's bytes. */
    private String whyOthers() {
        byte[] one;
        byte[] two;
        Object read;
        var unsent = new Draft("Edsger", "What is a goto?", List.of("jump"));
        try {
            one = serializer.dumps(Native.DRAFT);
            two = serializer.dumps(new Draft("Barbara", "What is a type?", List.of()));
            read = serializer.loads(Native.bytes(unsent));
        } catch (Exception e) {
            return "";
        }
        if (two.length > one.length && Arrays.equals(one, Arrays.copyOf(two, one.length))) {
            return "The bytes of each message begin with those of the one before it. A stream or a"
                    + " buffer is kept from one message to the next: each needs its own.";
        }
        if (unsent.equals(read)) {
            return "";
        }
        var made = "From the bytes that another process wrote for the %s, your loads made ";
        if (!(read instanceof Draft)) {
            return (made
                            + "%s. The text of an object, or of its bytes, is not the object: these"
                            + " bytes hold a Draft.")
                    .formatted(unsent, read == null ? "null" : "a " + read.getClass().getName());
        }
        return (made
                        + "a %s. It does not go by the bytes, but by what this process"
                        + " remembers.")
                .formatted(unsent, read);
    }

    @Test
    void any_serializable_object_comes_back() throws Exception {
        for (Object sent :
                List.of("text", 42, List.of("a", 1L), Map.of("a", 0.5), Set.of(Set.of("a")))) {
            Object back = read("what dumps made of %s".formatted(sent), serializer.dumps(sent));
            assertThat(back)
                    .withFailMessage(
                            "The %s %s came back as %s.",
                            sent.getClass().getSimpleName(), sent, back)
                    .isEqualTo(sent);
        }
    }

    @Test
    void it_is_a_copy_and_shares_no_memory_with_the_web_process(TaskQueue queue) throws Exception {
        var draft = new Draft("Ada", "Why is the sky blue?", List.of("sky"));
        queue.enqueue("moderate", draft, serializer);
        draft.tags().add("added after the call");
        work(queue);

        assertThat(received).withFailMessage("The worker received %s.", received).hasSize(1);
        assertThat(received.get(0))
                .withFailMessage(
                        """
                        The worker received the very object that the web process sent. That works \
                        only while both are in one JVM; a worker in another process has nothing \
                        but the bytes.\
                        """)
                .isNotSameAs(draft);
        List<String> tags = ((Draft) received.get(0)).tags();
        assertThat(tags)
                .withFailMessage(
                        "The web process added a tag to its own draft after the call, and the"
                                + " worker's draft has the tags %s.",
                        tags)
                .containsExactly("sky");
        byte[] body = serializer.dumps(draft);
        Object again = read("a draft", body);
        assertThat(again)
                .withFailMessage(
                        """
                        The draft was changed and sent once more. What was written the second time \
                        is read as %s. Do you keep the bytes of what was sent before?\
                        """,
                        again)
                .isEqualTo(draft);
        assertThat(again)
                .withFailMessage(
                        "Two reads of the same bytes gave one object: each must make its own.")
                .isNotSameAs(read("a draft", body));
    }

    @Test
    void the_copy_has_the_same_shape() throws Exception {
        var inside = new ArrayList<Object>(List.of("inside"));
        var list = new ArrayList<Object>();
        list.add(inside);
        list.add(inside);
        list.add(list);
        var copy = (List<?>) read("a list that holds itself", serializer.dumps(list));

        assertThat(copy.get(0) == copy.get(1))
                .withFailMessage("What was one object, in a list twice, came back as two.")
                .isTrue();
        assertThat(copy.get(2) == copy)
                .withFailMessage(
                        "A list that holds itself came back as one that holds another list.")
                .isTrue();
    }

    @Test
    void the_bytes_are_javas_own_and_alone_are_enough() throws Exception {
        byte[] body = serializer.dumps(Native.DRAFT);
        assertThat(isJavas(body))
                .withFailMessage(
                        """
                        Your bytes do not begin with AC ED, as every ObjectOutputStream's do. The \
                        content type says that they are Java's serialized form, so that another \
                        program can read them: send it as it is.\
                        """)
                .isTrue();
        Object elsewhere = Native.trusting().loads(body);
        assertThat(elsewhere)
                .withFailMessage("Another process reads %s from your bytes.", elsewhere)
                .isEqualTo(Native.DRAFT);
        Object foreign = read("bytes that another process wrote", Native.bytes(Native.DRAFT));
        assertThat(foreign)
                .withFailMessage(
                        "From the bytes that another process wrote for %s, your loads made %s.",
                        Native.DRAFT, foreign)
                .isEqualTo(Native.DRAFT);
        String type = serializer.contentType();
        assertThat(type)
                .withFailMessage("The content type is \"%s\" now. The worker goes by it.", type)
                .isEqualTo("application/x-java-serialized-object");
    }

    @Test
    void each_message_stands_for_itself() throws Exception {
        var drafts =
                List.of(
                        Native.DRAFT,
                        new Draft("Grace", "What is a bug?", List.of()),
                        Native.DRAFT);
        var bodies = new ArrayList<byte[]>();
        for (var draft : drafts) {
            bodies.add(serializer.dumps(draft));
            refusedBy(serializer, new Object());
        }
        for (int i = drafts.size() - 1; i >= 0; i--) {
            Object back = read("message %d of 3".formatted(i + 1), bodies.get(i));
            assertThat(back)
                    .withFailMessage(
                            """
                            Message %d of 3 came back as %s; sent was %s. What a stream has \
                            written before, it writes as a reference only: each message needs a \
                            stream and a buffer of its own.\
                            """,
                            i + 1, back, drafts.get(i))
                    .isEqualTo(drafts.get(i));
        }
    }

    @Test
    void what_is_not_serializable_is_refused_at_the_call(TaskQueue queue) {
        for (Object payload : List.of(new Object(), new HashMap<>(Map.of("deep", List.of(this))))) {
            try {
                queue.enqueue("moderate", payload, serializer);
            } catch (UnsupportedOperationException todo) {
                throw todo;
            } catch (RuntimeException refusal) {
                assertThat(queue.length())
                        .withFailMessage("The call failed, and yet a message is in the queue.")
                        .isZero();
                continue;
            }
            fail(
                    """
                    Your dumps accepted %s, which is not Serializable. The worker cannot get the \
                    object, and no one notices here: let the exception out.\
                    """,
                    payload instanceof Map ? "a map with such an object inside" : "an Object");
        }
    }

    @Test
    void broken_bytes_end_in_an_exception() throws Exception {
        byte[] whole = serializer.dumps(Native.DRAFT);
        byte[] wrongHeader = whole.clone();
        wrongHeader[0] ^= 1;
        for (byte[] broken :
                List.of(
                        new byte[0],
                        "{\"author\": \"Ada\"}".getBytes(),
                        wrongHeader,
                        Arrays.copyOf(whole, whole.length / 2),
                        Arrays.copyOf(whole, whole.length - 1))) {
            Object made;
            try {
                made = serializer.loads(broken);
            } catch (Exception asItShould) {
                continue;
            }
            fail(
                    """
                    From %s your loads made %s. Let the exception out: then the message goes to \
                    the dead letters, with the reason.\
                    """,
                    broken.length == 0 ? "an empty message" : broken.length + " broken bytes",
                    made);
        }
    }

    @Test
    void several_threads_may_send_at_once() throws Exception {
        serializer.dumps("first");
        for (var second : List.of(serializer, new NativeSerializer())) {
            Slow.MIDDLE.reset(); // a wait that was too long has broken it
            var one = CompletableFuture.supplyAsync(() -> sentAndRead(serializer, "one"));
            var two = CompletableFuture.supplyAsync(() -> sentAndRead(second, "two"));
            String outcome = one.join() + ", " + two.join();
            assertThat(outcome)
                    .withFailMessage(
                            """
                            Two threads sent "one" and "two" at the same time; what arrived: %s. A \
                            stream or buffer that both use mixes their bytes: make them inside the \
                            method.\
                            """,
                            outcome)
                    .isEqualTo("one, two");
        }
    }

    private static String sentAndRead(NativeSerializer serializer, String text) {
        try {
            return ((Slow) Native.trusting().loads(serializer.dumps(new Slow(text)))).text;
        } catch (Exception e) {
            return "a " + e.getClass().getSimpleName();
        }
    }

    private static void refusedBy(NativeSerializer serializer, Object payload) {
        try {
            serializer.dumps(payload);
        } catch (Exception asItShould) {
            // Another test looks closer.
        }
    }

    private Object read(String what, byte[] body) {
        try {
            return serializer.loads(body);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (Exception e) {
            String cast =
                    e instanceof ClassCastException
                            ? " A serializer gives back whatever was sent, not drafts only: leave"
                                    + " the cast to the handler."
                            : "";
            throw new AssertionError(
                    "Your loads was given %s, and ended in %s.%s"
                            .formatted(what, e.toString().replaceAll(" \\(.*", ""), cast));
        }
    }

    private void work(TaskQueue queue) {
        Worker.on(queue)
                .accept(serializer)
                .handle("moderate", (payload, message) -> received.add(payload))
                .drain();
        String reasons =
                queue.deadLetters().stream()
                        .map(DeadLetter::reason)
                        .distinct()
                        .collect(joining("\n"));
        assertThat(reasons)
                .withFailMessage(
                        () ->
                                "The worker could not read what you sent. The dead letters say:"
                                        + "%n%s%n%s".formatted(reasons, whyUnreadable()))
                .isEmpty();
    }

    private String whyUnreadable() {
        byte[] body;
        try {
            body = serializer.dumps(Native.DRAFT);
        } catch (Exception e) {
            return "";
        }
        if (body == null || body.length == 0) {
            return "Your dumps returned no bytes. Does something keep them in a buffer?";
        }
        return isJavas(body)
                ? ""
                : "Your bytes do not begin with AC ED, as those of every ObjectOutputStream do."
                        + " Write the object itself, in Java's serialized form.";
    }

    private static boolean isJavas(byte[] body) {
        return body.length > 4 && (body[0] & 0xFF) == 0xAC && (body[1] & 0xFF) == 0xED;
    }
}
