package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.DeadLetter;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.TaskQueue;

@Exercise(
        id = "1.6",
        title = "Let the worker accept only JSON",
        points = 5,
        stars = 1,
        edit = "ModerationSetup.java")
@ExtendWith(FreshQueue.class)
class OnlyJsonTest {

    private static final Map<String, Object> DRAFT =
            Map.of("author", "Ada", "body", "Why is the sky blue?", "tags", List.of("sky"));

    private static final String START_UP = "'workshop.step01.library.StartUp'";
    private static final String SING = "'owner': 'workshop.step01.Canary', 'run': 'sing'";

    private final List<Object> received = new ArrayList<>();

    @Test
    void the_web_process_sends_json() {
        String contentType = ModerationSetup.sender().contentType();

        assertThat(contentType)
                .withFailMessage("Your web process still sends %s.", contentType)
                .isEqualTo("application/json");
    }

    @Test
    void a_draft_in_json_arrives(TaskQueue queue) {
        queue.enqueue("moderate", DRAFT, new JsonSerializer());
        work(queue);

        assertThat(received)
                .withFailMessage(
                        """
                        A draft in JSON did not arrive as it was sent. The handler received %s; \
                        the dead letters say %s.\
                        """,
                        received, deadLetters(queue))
                .containsExactly(DRAFT);
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
                        message, and the worker decoded its native bytes. The producer's setting \
                        does not protect the worker; only what the worker accepts does.\
                        """)
                .isEqualTo(before);
        List<String> reasons = deadLetters(queue);
        assertThat(reasons)
                .withFailMessage(
                        """
                        Your worker must refuse native bytes for their content type, before any \
                        decoder sees them. It did not; the dead letters say %s.\
                        """,
                        reasons)
                .hasSize(1)
                .allMatch(reason -> reason.startsWith("Refused undecoded: content type"));
    }

    @Test
    void native_bytes_with_a_json_label_are_not_read_as_native(TaskQueue queue) {
        int before = Canary.songs();
        queue.enqueue(Message.of("moderate", "application/json", Native.bytes(Gadget.armed())));
        work(queue);

        assertThat(Canary.songs())
                .withFailMessage(
                        """
                        The canary sang: the message was labelled as JSON, and your worker read it \
                        as native bytes all the same.\
                        """)
                .isEqualTo(before);
        assertThat(queue.deadLetters()).as("dead letters (those bytes are not JSON)").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[" + START_UP + ", {" + SING + "}]",
                "{'@class': " + START_UP + ", " + SING + "}",
                "{'@type': " + START_UP + ", " + SING + "}",
                "['java.util.ArrayList', [[" + START_UP + ", {" + SING + "}]]]"
            })
    void a_class_name_in_json_is_just_text(String json, TaskQueue queue) {
        int before = Canary.songs();
        byte[] body = json.replace('\'', '"').getBytes(UTF_8);
        queue.enqueue(Message.of("moderate", "application/json", body));
        work(queue);

        assertThat(Canary.songs())
                .withFailMessage(
                        """
                        The canary sang. The JSON names a class, and your decoder created an \
                        object of it: that is Jackson's default typing, and it is pickle again. \
                        JSON is safe only while class names in it are just text.\
                        """)
                .isEqualTo(before);
    }

    private static List<String> deadLetters(TaskQueue queue) {
        return queue.deadLetters().stream().map(DeadLetter::reason).toList();
    }

    private void work(TaskQueue queue) {
        ModerationSetup.worker(queue, (payload, message) -> received.add(payload)).drain();
    }
}
