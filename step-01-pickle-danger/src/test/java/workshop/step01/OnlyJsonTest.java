package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.DeadLetter;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.Serializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>The web process sends JSON; the worker hands each draft in JSON to the given handler, once,
 *       as plain data, whoever wrote it.
 *   <li>A message of any other content type is a dead letter at once, undecoded; so are native
 *       bytes that call themselves JSON.
 *   <li>What the handler throws reaches the worker.
 *   <li>A class name in JSON is only text.
 * </ul>
 *
 * Which JSON serializer is at which end, and the worker's other settings, are free.
 */
@Exercise(
        id = "1.6",
        title = "Let the worker accept only JSON",
        points = 5,
        stars = 1,
        edit = "ModerationSetup.java")
@ExtendWith(FreshQueue.class)
class OnlyJsonTest {

    private static final Map<String, Object> DRAFT =
            Map.of(
                    "author",
                    "Zoë, written as Zoe\u0308",
                    "body",
                    "Why is the sky blue? \uD83D\uDC26",
                    "tags",
                    List.of("sky"));

    private static final int LONGEST = 300;

    private static final String NOT_TODAY = "No moderator is there.";

    private static final String START_UP = "'workshop.step01.library.StartUp'";
    private static final String SING = "'owner': 'workshop.step01.Canary', 'run': 'sing'";

    private static final List<String> NAMING_CLASSES =
            List.of(
                    "[" + START_UP + ", {" + SING + "}]",
                    "{'@class': " + START_UP + ", " + SING + "}",
                    "{'@type': " + START_UP + ", " + SING + "}",
                    "{'@class': " + START_UP + ", 'value': {" + SING + "}}",
                    "{'@class': 'workshop.step01.Draft', 'author': 'Ada', 'body': '', 'tags': []}",
                    "['java.util.ArrayList', [[" + START_UP + ", {" + SING + "}]]]",
                    "{'@type': 'no.such.Type', 'author': 'Ada'}",
                    "['no.such.Type', {'author': 'Ada'}]");

    private final List<Object> received = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    @Test
    void the_web_process_sends_json() throws Exception {
        var sender = ModerationSetup.sender();
        assertThat(sender.contentType())
                .withFailMessage(
                        sender.contentType().equals(NativeSerializer.CONTENT_TYPE)
                                ? "Your web process still sends %s." + whyStill(sender)
                                : "Your web process calls its messages %s. A worker goes by that,"
                                        + " and those that read JSON go by application/json.",
                        sender.contentType())
                .isEqualTo("application/json");
        byte[] body = sender.dumps(DRAFT);
        Object read = WhatIsSent.readAsJson(body);
        assertThat(read)
                .withFailMessage(
                        "Your web process sends the draft %s as %s; read without your settings,"
                                + " it is %s.%s",
                        DRAFT, WhatIsSent.shown(body), read, WhatIsSent.whyOther(body))
                .isEqualTo(DRAFT);
    }

    /** A second look: is it only the name? */
    private static String whyStill(Serializer sender) {
        try {
            return DRAFT.equals(WhatIsSent.readAsJson(sender.dumps(DRAFT)))
                    ? " Its bytes are JSON, but a worker goes by what contentType() returns."
                    : "";
        } catch (Exception e) {
            return "";
        }
    }

    @Test
    void the_web_process_does_not_send_what_to_string_says() {
        isNotSentAsText(Native.DRAFT);
        isNotSentAsText(Map.of("draft", Native.DRAFT));
        isNotSentAsText(List.of("a", Map.of("drafts", List.of(Native.DRAFT))));
    }

    private static void isNotSentAsText(Object payload) {
        byte[] body;
        try {
            body = ModerationSetup.sender().dumps(payload);
        } catch (Exception refused) {
            return;
        }
        String text = new String(body, UTF_8);
        assertThat(text.contains("Draft by") || text.contains(Draft.class.getName()))
                .withFailMessage(
                        """
                        Your web process sends a Draft as %s: %s. JSON has no form for it; let the \
                        sender refuse it.\
                        """,
                        WhatIsSent.shown(body),
                        JavasBytes.are(body)
                                ? "that is Java's serialized form, under the name of JSON"
                                : "its toString(), or a class name for the worker to look up")
                .isFalse();
    }

    @Test
    void a_draft_in_json_arrives(TaskQueue queue) throws Exception {
        queue.enqueue("moderate", DRAFT, new JsonSerializer());
        queue.enqueue("moderate", DRAFT, ModerationSetup.sender());
        byte[] byHand =
                """
                { "author":"Zo\\u00eb, written as Zoe\\u0308",
                "body":"Why is the sky blue? \uD83D\uDC26", "tags" : ["sky"] }
                """
                        .getBytes(UTF_8);
        queue.enqueue(Message.of("moderate", "application/json", byHand));
        work(queue);

        assertThat(received)
                .withFailMessage(
                        """
                        The same draft was sent three times: by the kit, by your sender() and by \
                        another writer of JSON, and should arrive three times. %s%s\
                        """,
                        whatArrived(queue), whyOthers())
                .isEqualTo(List.of(DRAFT, DRAFT, DRAFT));
        boolean withIt =
                messages.stream().anyMatch(m -> m != null && Arrays.equals(m.body(), byHand));
        assertThat(withIt)
                .withFailMessage(
                        "The handler got the drafts, and with them %s. With each draft, it should"
                                + " get the message that the draft came in.",
                        messages.contains(null) ? "null as the message" : "other messages")
                .isTrue();
    }

    @Test
    void a_draft_may_hold_null(TaskQueue queue) {
        var body = "{\"author\": null, \"tags\": [null]}";
        queue.enqueue(Message.of("moderate", "application/json", body.getBytes(UTF_8)));
        work(queue);

        assertThat(received.toString())
                .withFailMessage(
                        "The draft %s was sent, and JSON has null. %s", body, whatArrived(queue))
                .isEqualTo("[{author=null, tags=[null]}]");
    }

    @Test
    void what_the_handler_throws_reaches_the_worker(TaskQueue queue) {
        queue.enqueue("moderate", DRAFT, new JsonSerializer());
        work(
                queue,
                (payload, message) -> {
                    throw new Discard(NOT_TODAY);
                });

        assertThat(queue.deadLetters())
                .withFailMessage(
                        """
                        The handler threw a Discard, which should make the message a dead letter, \
                        and there is none: the message counts as done. Hand over the handler as it \
                        is; what it throws decides, and whoever catches that, or calls it on \
                        another thread, keeps it from the worker.\
                        """)
                .extracting(DeadLetter::reason)
                .containsExactly(NOT_TODAY);
    }

    private String whyOthers() {
        if (received.stream().anyMatch(String.class::isInstance)) {
            return " It received texts: a decoder should make maps and lists of the JSON.";
        }
        return received.size() > 3 ? " Is the handler called more than once for a message?" : "";
    }

    @Test
    void no_object_is_made_of_a_class_named_in_json(TaskQueue queue) {
        for (String form : NAMING_CLASSES) {
            int before = Canary.songs();
            received.clear();
            byte[] body = form.replace('\'', '"').getBytes(UTF_8);
            queue.enqueue(Message.of("moderate", "application/json", body));
            work(queue);

            boolean sang = Canary.songs() > before;
            assertThat(sang || !received.stream().allMatch(OnlyJsonTest::isPlain))
                    .withFailMessage(
                            """
                            %sThe JSON %s names a class, and your decoder made an object of it: \
                            whoever writes the JSON chooses what runs. That is pickle again, \
                            whether it is Jackson's default typing or your own. JSON is safe only \
                            while class names in it are just text.\
                            """,
                            sang ? "The canary sang. " : whatArrived(queue) + " ",
                            new String(body, UTF_8))
                    .isFalse();
        }
    }

    @Test
    void plain_data_arrives_as_it_is(TaskQueue queue) {
        byte[] body = "[null, true, 1.5, {\"a\": [\"b\"]}]".getBytes(UTF_8);
        queue.enqueue(Message.of("moderate", "application/json", body));
        work(queue);

        assertThat(received.toString())
                .withFailMessage(
                        "The JSON %s was sent, and should arrive as it is, a list here. %s",
                        new String(body, UTF_8), whatArrived(queue))
                .isEqualTo("[[null, true, 1.5, {a=[b]}]]");
        var list = (List<?>) received.get(0);
        assertThat(list.get(0) == null && list.get(1) instanceof Boolean)
                .withFailMessage(
                        "The JSON %s was sent. Its null or true arrived as text: leave them as they"
                                + " are.",
                        new String(body, UTF_8))
                .isTrue();
        assertThat(list.get(2))
                .withFailMessage(
                        "The JSON %s was sent. Its 1.5 arrived as an object of %s, not as a"
                                + " number.",
                        new String(body, UTF_8), list.get(2).getClass().getName())
                .isInstanceOf(Number.class);
    }

    @Test
    void a_long_draft_arrives(TaskQueue queue) {
        var body = "Why is the sky blue? ".repeat(1_000);
        queue.enqueue("moderate", Map.of("author", "7", "body", body), new JsonSerializer());
        work(queue);
        assertThat(received.size() == 1 && received.toString().contains(body))
                .withFailMessage(
                        () ->
                                "A draft in JSON has %,d characters, and should arrive. %s"
                                        .formatted(body.length(), brief(whatArrived(queue))))
                .isTrue();
    }

    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    @Test
    void the_handler_gets_the_message_as_it_came(TaskQueue queue) {
        var sent =
                Message.of("moderate", "application/json", "{\"author\": \"7\"}".getBytes(UTF_8))
                        .withHeader("trace", "abc");
        String id = queue.enqueue(sent);
        work(queue);
        var came = messages.isEmpty() ? null : messages.get(0);
        assertThat(came != null && came.id().equals(id) && came.headers().equals(sent.headers()))
                .withFailMessage(
                        () ->
                                """
                                A message with the id %s and the header trace=abc was in the \
                                queue. The handler was given %s. Hand on the message that came: a \
                                handler may need its id and its headers. %s\
                                """
                                        .formatted(
                                                id,
                                                came == null
                                                        ? "none"
                                                        : "one with the id \"%s\" and headers %s"
                                                                .formatted(
                                                                        came.id(), came.headers()),
                                                came == null ? whatArrived(queue) : ""))
                .isTrue();
    }

    @Test
    void each_worker_has_the_handler_that_it_was_given(TaskQueue queue) {
        var first = ModerationSetup.worker(queue, (payload, message) -> received.add("first"));
        var second = ModerationSetup.worker(queue, (payload, message) -> received.add("second"));
        for (var worker : List.of(second, first)) {
            queue.enqueue("moderate", Map.of("author", "7"), new JsonSerializer());
            worker.drain();
        }
        assertThat(received)
                .withFailMessage(
                        """
                        Two workers of one queue were made, each with a handler of its own. The \
                        second one had a message, and then the first; these handlers were called: \
                        %s. Each call of worker(…) makes a worker with the handler that it is \
                        given.\
                        """,
                        received)
                .isEqualTo(List.of("second", "first"));
    }

    @Test
    void text_arrives_as_text(TaskQueue queue) {
        var texts =
                List.of(
                        "",
                        " ",
                        "42",
                        "1e3",
                        "true",
                        "null",
                        "NaN",
                        "2017-03-20",
                        "2017-03-20T12:00:00Z",
                        "123e4567-e89b-12d3-a456-426614174000",
                        "https://example.org",
                        "rO0ABXQAAWE=",
                        "[1]",
                        "{\"a\": 1}");
        queue.enqueue("moderate", Map.of("author", "7", "tags", texts), new JsonSerializer());
        work(queue);

        for (String text : texts) {
            assertThat(tags().contains(text))
                    .withFailMessage(
                            () ->
                                    """
                                    A draft in JSON has the tag "%s". %s Text in JSON is text, \
                                    whatever it looks like: make nothing else of it.\
                                    """
                                            .formatted(
                                                    text, whatBecameOf(texts.indexOf(text), queue)))
                    .isTrue();
        }
    }

    /** Of the draft that has arrived; none when it is no map. */
    private List<?> tags() {
        return received.size() == 1
                        && received.get(0) instanceof Map<?, ?> draft
                        && "7".equals(draft.get("author"))
                        && draft.get("tags") instanceof List<?> tags
                ? tags
                : List.of();
    }

    private String whatBecameOf(int position, TaskQueue queue) {
        if (position >= tags().size()) {
            return whatArrived(queue);
        }
        Object tag = tags().get(position);
        return "It arrived as %s%s."
                .formatted(tag, tag == null ? "" : ", an object of " + tag.getClass().getName());
    }

    @Test
    void broken_json_is_a_dead_letter(TaskQueue queue) {
        int sent = 0;
        for (String broken : List.of("", "hello", "{\"author\": \"Ada\", \"body\": ")) {
            queue.enqueue(Message.of("moderate", "application/json", broken.getBytes(UTF_8)));
            sent++;
            work(queue);
            String what = broken.isEmpty() ? "without any bytes" : "with the bytes " + broken;
            assertThat(received)
                    .withFailMessage(
                            """
                            A message %s was labelled as JSON, and is none. %s What is broken \
                            must end in an exception out of the decoder: then it is set aside, \
                            with the reason.\
                            """,
                            what, whatArrived(queue))
                    .isEmpty();
            assertThat(queue.deadLetters())
                    .withFailMessage(
                            "A message %s was labelled as JSON, and is none. The handler did not"
                                    + " get it, and yet it is no dead letter.",
                            what)
                    .hasSize(sent);
        }
    }

    @Test
    void a_class_name_in_json_is_just_text(TaskQueue queue) {
        for (String form : NAMING_CLASSES) {
            received.clear();
            byte[] body = form.replace('\'', '"').getBytes(UTF_8);
            queue.enqueue(Message.of("moderate", "application/json", body));
            work(queue);

            assertThat(received)
                    .withFailMessage(
                            """
                            The JSON %s is a list or map whose texts happen to be class names, and \
                            should arrive as that. %s Does your decoder look for types in the JSON \
                            (Jackson's default typing, or your own)? Look up no name from the \
                            wire.\
                            """,
                            new String(body, UTF_8), whatArrived(queue))
                    .isEqualTo(List.of(new JsonSerializer().loads(body)));
        }
    }

    @Test
    void native_bytes_are_refused_undecoded(TaskQueue queue) {
        int before = Canary.songs();
        queue.enqueue(Native.message(Gadget.armed()));
        work(queue);

        assertThat(Canary.songs())
                .withFailMessage(
                        """
                        The canary sang. Your web process may send JSON, but an attacker sent this \
                        message, and the worker decoded its native bytes. %s\
                        """,
                        received.isEmpty()
                                ? "Whatever stopped the message afterwards came too late: only what"
                                        + " the worker accepts protects it."
                                : "The producer's setting does not protect the worker; only what"
                                        + " the worker accepts does.")
                .isEqualTo(before);
        isRefusedUndecoded(queue, "a gadget in native bytes");
    }

    @Test
    void whatever_is_not_json_is_refused_undecoded(TaskQueue queue) {
        queue.enqueue(Native.message(Native.DRAFT));
        work(queue);
        isRefusedUndecoded(queue, "an honest draft in native bytes");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                NativeSerializer.CONTENT_TYPE,
                "application/x-python-serialize",
                "text/plain",
                "text/json",
                "application/x-json",
                "application/vnd.forum+json"
            })
    void the_content_type_decides_and_not_the_bytes(String type, TaskQueue queue) {
        queue.enqueue(Message.of("moderate", type, "{}".getBytes(UTF_8)));
        work(queue);
        isRefusedUndecoded(queue, "the bytes \"{}\" of the type " + type);
    }

    @Test
    void native_bytes_with_a_json_label_are_not_read_as_native(TaskQueue queue) {
        int before = Canary.songs();
        queue.enqueue(Message.of("moderate", "application/json", Native.bytes(Gadget.armed())));
        queue.enqueue(Message.of("moderate", "application/json", Native.bytes(Native.DRAFT)));
        work(queue);

        assertThat(Canary.songs())
                .withFailMessage(
                        """
                        The canary sang: the message was labelled as JSON, and your worker read it \
                        as native bytes all the same.\
                        """)
                .isEqualTo(before);
        assertThat(received)
                .withFailMessage(
                        "Two messages of native bytes were labelled as JSON, and your handler"
                                + " received %s. They are broken JSON: let the exception out.",
                        received)
                .isEmpty();
    }

    private void isRefusedUndecoded(TaskQueue queue, String what) {
        assertThat(received)
                .withFailMessage(
                        "The worker was sent %s, and the handler received %s. Accept only JSON.",
                        what, received)
                .isEmpty();
        List<DeadLetter> dead = queue.deadLetters();
        assertThat(dead)
                .withFailMessage(
                        "The worker was sent %s. It should be a dead letter at once, and the queue"
                                + " has %d of them.",
                        what, dead.size())
                .hasSize(1);
        String reason = dead.get(0).reason();
        assertThat(reason)
                .withFailMessage(
                        """
                        The worker was sent %s. The dead letter says "%s", so a decoder was handed \
                        the bytes. Refuse them for their content type: accept only JSON.\
                        """,
                        what, reason)
                .startsWith("Refused undecoded");
    }

    /** What came of the messages. */
    private String whatArrived(TaskQueue queue) {
        String all =
                received.stream().map(OnlyJsonTest::described).distinct().collect(joining(" and "));
        String arrived =
                received.isEmpty()
                        ? "The handler received nothing."
                        : "The handler was called %s, with %s."
                                .formatted(
                                        received.size() == 1 ? "once" : received.size() + " times",
                                        all);
        List<String> reasons =
                queue.deadLetters().stream()
                        .map(letter -> letter.reason().replaceAll("\\s+at \\[Source.*", ""))
                        .distinct()
                        .toList();
        if (reasons.isEmpty()) {
            if (queue.length() > 0) {
                return arrived
                        + " The message is still in the queue: is the worker that worker(…)"
                        + " returned one of another queue, made by an earlier call?";
            }
            return received.isEmpty()
                    ? arrived
                            + " There is no dead letter: the worker took the message for done, and"
                            + " has not called the handler that worker(…) was given."
                    : arrived;
        }
        boolean wantsTypes = reasons.stream().anyMatch(OnlyJsonTest::isAboutTypes);
        return arrived
                + " The dead letters say: \"%s\".".formatted(String.join("\" and \"", reasons))
                + (wantsTypes
                        ? " Your decoder looks for class names in the JSON, to make objects of"
                                + " them (Jackson's default typing): that is pickle again."
                        : "");
    }

    private static boolean isAboutTypes(String reason) {
        return reason.contains("type id") || reason.contains("type information");
    }

    private static boolean isPlain(Object payload) {
        return payload == null
                || payload instanceof Map
                || payload instanceof List
                || payload.getClass().getName().startsWith("java.lang.");
    }

    private static String described(Object payload) {
        return isPlain(payload)
                ? String.valueOf(payload)
                : "an object of " + payload.getClass().getName();
    }

    private void work(TaskQueue queue) {
        work(
                queue,
                (payload, message) -> {
                    received.add(payload);
                    messages.add(message);
                });
    }

    private static void work(TaskQueue queue, TaskHandler moderate) {
        Worker worker = ModerationSetup.worker(queue, moderate);
        if (worker == null) {
            fail("worker(…) returned null: there is no worker at all.");
        }
        worker.drain();
    }
}
