package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Named.named;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.TaskQueue;

@Exercise(id = "1.7", title = "Primitives only", points = 10, stars = 2, edit = "StrictJson.java")
@ExtendWith(FreshQueue.class)
class StrictJsonTest {

    private final StrictJson json = new StrictJson();

    enum Colour {
        BLUE
    }

    record Point(int x, int y) {}

    static Stream<Named<Object>> whatJsonHasNoFormFor() {
        List<Object> drafts = List.of("fine", Native.DRAFT);
        return Stream.of(
                named("a Draft", Native.DRAFT),
                named("a list with a Draft in it", drafts),
                named("a map with a Draft deep in it", Map.of("a", Map.of("b", drafts))),
                named("a record", new Point(1, 2)),
                named("an enum", Colour.BLUE),
                named("an Instant", Instant.EPOCH),
                named("a UUID", new UUID(0, 1)),
                named("a map whose key is not text", Map.of(5, "five")),
                named("a double that is not a number", Double.NaN),
                named("a float that is not a number", Float.NaN),
                named("bytes", new byte[] {1, 2}),
                named("a set", Set.of("a")),
                named("a StringBuilder", new StringBuilder("a")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatJsonHasNoFormFor")
    void a_custom_object_is_refused_at_the_call_and_nothing_is_queued(
            Object payload, TaskQueue queue) {
        try {
            queue.enqueue("moderate", payload, json);
            fail(
                    """
                    The call went through, and the worker will find something other than what you \
                    sent. No one notices until something breaks, far away. Refuse at the call, \
                    with an IllegalArgumentException.\
                    """);
        } catch (IllegalArgumentException refusal) {
            assertThat(queue.length()).as("messages in the queue after the refusal").isZero();
        }
    }

    @Test
    void the_refusal_names_the_class() {
        try {
            json.dumps(List.of(Native.DRAFT));
            fail("Your dumps accepted a list with a Draft in it.");
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal.getMessage())
                    .as("the message of the refusal (its reader needs to know which class it was)")
                    .contains("Draft");
        }
    }

    @Test
    void what_json_has_a_form_for_comes_back_as_it_went_in() {
        var payload = new HashMap<String, Object>();
        payload.put("null", null);
        payload.put("yes", true);
        payload.put("small", 7);
        payload.put("larger than a double can count", 9_007_199_254_740_993L);
        payload.put("half", 0.5);
        payload.put("text", "Grüße, 你好, \uD83D\uDC26 and \"quotes\"");
        payload.put("list", List.of(List.of(), Map.of("a", "b")));

        assertThat(json.loads(json.dumps(payload)))
                .as("the payload after the journey")
                .isEqualTo(payload);
        assertThat(json.contentType())
                .as("the content type (a worker that accepts only JSON goes by it)")
                .isEqualTo("application/json");
    }
}
