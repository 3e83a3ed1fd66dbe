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
        points = 15,
        stars = 1,
        edit = "ModerationSetup.java")
@ExtendWith(FreshQueue.class)
class OnlyJsonTest {

    private static final Map<String, Object> DRAFT =
            Map.of("author", "Ada", "body", "Why is the sky blue?", "tags", List.of("sky"));

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
                        "Your worker did not take a draft in JSON. It received %s, and the dead"
                                + " letters say: %s",
                        received, queue.deadLetters().stream().map(DeadLetter::reason).toList())
                .containsExactly(DRAFT);
    }

    @Test
    void native_bytes_are_refused_undecoded(TaskQueue queue) {
        int before = Canary.songs();
        queue.enqueue(Native.message(Gadget.armed()));
        work(queue);

        assertThat(Canary.songs())
                .withFailMessage(
                        "The canary sang. Your web process may send JSON, but this message came"
                            + " from an attacker, and the worker decoded native bytes all the same:"
                            + " the producer's setting protects nobody, only what the worker"
                            + " accepts does.")
                .isEqualTo(before);
        List<String> reasons = queue.deadLetters().stream().map(DeadLetter::reason).toList();
        assertThat(reasons)
                .withFailMessage(
                        "Your worker handed native bytes to a decoder, and the dead letters say %s."
                            + " It must refuse them for their content type, before any decoder sees"
                            + " them.",
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
                        "The canary sang: native bytes came under the name of JSON, and were read"
                                + " as native.")
                .isEqualTo(before);
        assertThat(queue.deadLetters()).as("dead letters: those bytes are no JSON").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['workshop.step01.library.StartUp', {'owner': 'workshop.step01.Canary', 'run':"
                        + " 'sing'}]",
                "{'@class': 'workshop.step01.library.StartUp', 'owner': 'workshop.step01.Canary',"
                        + " 'run': 'sing'}",
                "{'@type': 'workshop.step01.library.StartUp', 'owner': 'workshop.step01.Canary',"
                        + " 'run': 'sing'}",
                "['java.util.ArrayList', [['workshop.step01.library.StartUp', {'owner':"
                        + " 'workshop.step01.Canary', 'run': 'sing'}]]]"
            })
    void a_class_name_in_json_is_only_text(String json, TaskQueue queue) {
        int before = Canary.songs();
        queue.enqueue(
                Message.of(
                        "moderate", "application/json", json.replace('\'', '"').getBytes(UTF_8)));
        work(queue);

        assertThat(Canary.songs())
                .withFailMessage(
                        "The canary sang. The JSON names a class, and your decoder made an object"
                            + " of it: that is Jackson's default typing, and it is pickle again."
                            + " JSON is safe only while class names in it are just text.")
                .isEqualTo(before);
    }

    private void work(TaskQueue queue) {
        ModerationSetup.worker(queue, (payload, message) -> received.add(payload)).drain();
    }
}
