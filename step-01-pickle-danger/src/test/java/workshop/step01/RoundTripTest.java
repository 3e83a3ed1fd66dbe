package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.EOFException;
import java.io.OptionalDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
                .map(draft -> "  " + shown(draft).replaceAll("\\p{Cntrl}+", " "))
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
            return readElsewhere(one, Native.DRAFT);
        }
        var made = "From the bytes that another process wrote for the %s, your loads made ";
        if (!(read instanceof Draft)) {
            return (made + "%s. %s")
                    .formatted(
                            unsent,
                            read == null ? "null" : "a " + read.getClass().getName(),
                            read instanceof String
                                    ? "The text of an object, or of its bytes, is not the object:"
                                            + " these bytes hold a Draft."
                                    : "These bytes hold a Draft: return what a stream reads from"
                                            + " them.");
        }
        return (made
                        + "a %s. It does not go by the bytes, but by what this process"
                        + " remembers.")
                .formatted(unsent, read);
    }

    @Test
    void any_serializable_object_comes_back() throws Exception {
        var sent =
                List.of(
                        "text",
                        42,
                        List.of("a", 1L),
                        Map.of("a", 0.5),
                        Set.of(Set.of("a")),
                        Arrays.asList("in", "an", "array"),
                        new byte[] {1, 2, 3},
                        new Draft("Grace", "What is a compiler? ".repeat(5000), List.of()),
                        IntStream.range(0, 5000).boxed().toList(),
                        nested(60));
        for (Object object : sent) {
            String what = "\"%s\"".formatted(brief(object));
            byte[] body = written(what, object);
            JavasBytes.check(body, what);
            Object back = read("what dumps made of " + what, body);
            assertThat(back)
                    .withFailMessage(
                            "The %s %s came back as %s.",
                            object.getClass().getSimpleName(), brief(object), brief(back))
                    .isEqualTo(object);
        }
    }

    private static List<Object> nested(int levels) {
        var list = new ArrayList<Object>(List.of("%d lists in each other".formatted(levels)));
        for (int level = 1; level < levels; level++) {
            list = new ArrayList<>(List.of(list));
        }
        return list;
    }

    private static String brief(Object object) {
        String text =
                object instanceof byte[] bytes
                        ? Arrays.toString(bytes)
                        : String.valueOf(object).replaceAll("\\p{Cntrl}+", " ");
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
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
        ObjectIdentity.check(
                (what, sent) -> {
                    byte[] body = written(what, sent);
                    isReadElsewhere(body, sent);
                    return read(what, body);
                });
    }

    @Test
    void the_bytes_are_javas_own_and_alone_are_enough() throws Exception {
        byte[] body = serializer.dumps(Native.DRAFT);
        JavasBytes.check(body, "a draft");
        isReadElsewhere(body, Native.DRAFT);
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
            String what = "message %d of 3 (after each, dumps refused an Object)";
            Object back = read(what.formatted(i + 1), bodies.get(i));
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
    void what_is_not_serializable_is_refused_at_the_call() {
        var map = new HashMap<>(Map.of("a", "b"));
        for (Object payload :
                List.of(
                        new Object(),
                        new HashMap<>(Map.of("deep", List.of(this))),
                        Optional.of("a"),
                        map.keySet(),
                        map.values(),
                        new ArrayList<>(List.of(Optional.empty(), map.entrySet())))) {
            byte[] made;
            try {
                made = serializer.dumps(payload);
            } catch (UnsupportedOperationException todo) {
                throw todo;
            } catch (Exception asItShould) {
                continue;
            }
            fail(
                    "Your dumps accepted %s, which is not Serializable, and returned %s. %s",
                    payload instanceof Map ? "a map with such an object inside" : whatItIs(payload),
                    made == null ? "null" : made.length + " bytes",
                    whatTheWorkerGets(made));
        }
    }

    private static String whatItIs(Object payload) {
        return switch (payload.getClass().getSimpleName()) {
            case "Object" -> "an Object";
            case "Optional" -> "an Optional";
            case "ArrayList" -> "a list that holds an Optional";
            default ->
                    "what a HashMap's %s() returns"
                            .formatted(payload instanceof Set ? "keySet" : "values");
        };
    }

    /** A second look: is something else in the bytes, or nothing that can be read? */
    private static String whatTheWorkerGets(byte[] made) {
        Object read;
        try {
            read = Native.trusting().loads(made);
        } catch (Exception e) {
            return "The worker cannot get the object, and no one notices here: let the exception"
                    + " out.";
        }
        String text = read instanceof Map ? " " + brief(read) : "";
        return """
        From them the worker reads %s%s. Write the payload itself, with nothing in its place: the \
        stream refuses what it cannot write.\
        """
                .formatted(shown(read), text);
    }

    @Test
    void broken_bytes_end_in_an_exception() throws Exception {
        byte[] whole = Native.bytes(Native.DRAFT);
        byte[] wrongHeader = whole.clone();
        wrongHeader[0] ^= 1;
        broken("an empty message", new byte[0]);
        broken("a message of JSON", "{\"author\": \"Ada\"}".getBytes());
        broken("a draft with one bit of its first byte turned over", wrongHeader);
        for (int place = 1; place < 4; place++) {
            byte[] other = whole.clone();
            other[place] ^= 1;
            broken("a draft with one bit of byte %d turned over".formatted(place + 1), other);
        }
        String text = new String(whole, ISO_8859_1);
        String name = Draft.class.getName();
        broken("an object of an unknown class", bytes(text.replace(name, "no.Such.Class.As.This")));
        broken("a draft of another version", bytes(text.replace(name + "\0", name + "\1")));
        for (int length : List.of(whole.length / 2, whole.length - 1)) {
            broken(
                    "the first %d of a draft's %d bytes".formatted(length, whole.length),
                    Arrays.copyOf(whole, length));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private void broken(String what, byte[] bytes) {
        Object made;
        try {
            made = serializer.loads(bytes);
        } catch (Exception asItShould) {
            Reading.throwTodo(asItShould);
            return;
        }
        fail(
                """
                From %s your loads made %s. It should end in an exception: then the message goes \
                to the dead letters, with the reason.\
                """,
                what, shown(made));
    }

    private static String shown(Object made) {
        if (made == null || made instanceof Draft) {
            return String.valueOf(made);
        }
        String text = made instanceof String || made instanceof Number ? " \"" + made + "\"" : "";
        return "an object of " + made.getClass().getName() + brief(text);
    }

    @Test
    void several_threads_may_send_at_once() throws Exception {
        // Else it would not be the threads that are in each other's way.
        isReadElsewhere(written("a draft", Native.DRAFT), Native.DRAFT);
        UnaryOperator<String> send = text -> sentAndRead(serializer, text);
        var another = new NativeSerializer();
        for (UnaryOperator<String> second :
                List.of(send, (String text) -> sentAndRead(another, text))) {
            String outcome = Slow.atOnce(send, second);
            assertThat(outcome)
                    .withFailMessage(
                            """
                            Two threads%s sent "one" and "two" at the same time; what arrived: \
                            %s. A stream, buffer or file that both use mixes their bytes: make \
                            one for each call.\
                            """,
                            second == send ? "" : ", each with a NativeSerializer of its own,",
                            outcome)
                    .isEqualTo("one, two");
        }
    }

    private static void isReadElsewhere(byte[] body, Object sent) {
        String mistake = readElsewhere(body, sent);
        if (!mistake.isEmpty()) {
            throw new AssertionError(mistake);
        }
    }

    /**
     * What a plain stream in another process makes of it; empty when it is what was sent. Of what
     * may hold itself, only the class counts.
     */
    private static String readElsewhere(byte[] body, Object sent) {
        Object read;
        try {
            read = Native.trusting().loads(body);
        } catch (OptionalDataException e) {
            return """
            Another process, which has nothing but your bytes, cannot read %s from them: where the \
            object should be, they hold plain data, as writeUTF or writeInt write it. Write the \
            payload itself, and nothing else.\
            """
                    .formatted(shown(sent));
        } catch (Exception e) {
            return """
            Another process, which has nothing but your bytes, cannot read %s from them: %s. The \
            content type promises what an ObjectOutputStream writes, as it is.\
            """
                    .formatted(shown(sent), e);
        }
        boolean same = sent instanceof Draft ? sent.equals(read) : isOfTheSameClass(sent, read);
        return same
                ? ""
                : """
                Another process, which has nothing but your bytes, reads %s from them. What was \
                sent is %s: write the payload itself, with nothing around it or in its place.\
                """
                        .formatted(shown(read), shown(sent));
    }

    private static boolean isOfTheSameClass(Object sent, Object read) {
        return read != null && read.getClass() == sent.getClass();
    }

    private static String sentAndRead(NativeSerializer serializer, String text) {
        try {
            byte[] body = serializer.dumps(new Slow.ToWrite(text));
            return ((Slow.ToWrite) Native.trusting().loads(body)).text;
        } catch (Exception e) {
            return "a " + e.getClass().getSimpleName();
        }
    }

    @Test
    void several_threads_may_read_at_once() throws Exception {
        read("a draft that another process wrote", Native.bytes(Native.DRAFT));
        UnaryOperator<String> read = text -> readOnly(serializer, text);
        var another = new NativeSerializer();
        for (UnaryOperator<String> second :
                List.of(read, (String text) -> readOnly(another, text))) {
            String outcome = Slow.atOnce(read, second);
            assertThat(outcome)
                    .withFailMessage(
                            """
                            Two threads%s read messages that hold "one" and "two" at the same \
                            time; what they got: %s. Does loads keep the bytes or the stream in a \
                            field, where the other thread replaces them? Make them inside the \
                            method.\
                            """,
                            second == read ? "" : ", each with a NativeSerializer of its own,",
                            outcome)
                    .isEqualTo("one, two");
        }
        String outcome = Slow.atOnce(text -> sentAndRead(serializer, text), read);
        assertThat(outcome)
                .withFailMessage(
                        """
                        One thread sent "one", while another read a message that holds "two"; \
                        what came of it: %s. Do dumps and loads share a buffer? Make it inside the \
                        method.\
                        """,
                        outcome)
                .isEqualTo("one, two");
    }

    private static String readOnly(NativeSerializer serializer, String text) {
        try {
            return ((Slow.ToRead) serializer.loads(Native.bytes(new Slow.ToRead(text)))).text;
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

    private byte[] written(String what, Object payload) {
        try {
            return serializer.dumps(payload);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (Exception e) {
            throw new AssertionError(
                    "Your dumps was given %s, and ended in %s.".formatted(what, e));
        }
    }

    private Object read(String what, byte[] body) {
        try {
            return serializer.loads(body);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (Exception e) {
            throw new AssertionError(
                    "Your loads was given %s, and ended in %s.%s"
                            .formatted(what, e.toString().replaceAll(" \\(.*", ""), why(e, body)));
        }
    }

    private static String why(Exception thrown, byte[] body) {
        if (thrown instanceof EOFException) {
            return " The object is longer than these %,d bytes.".formatted(body.length);
        }
        if (thrown instanceof ClassCastException) {
            return " A serializer gives back whatever was sent, not drafts only: leave the cast to"
                    + " the handler.";
        }
        return String.valueOf(thrown.getMessage()).contains("filter status")
                ? " A filter refused it. Here everything that was sent comes back; limits and lists"
                        + " of classes are for the serializers of 1.3 and 1.4."
                : "";
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
                                        + "%n%s%n%s".formatted(reasons, Unreadable.why(serializer)))
                .isEmpty();
    }
}
