package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.grade.Exercise;
import workshop.queue.FreshQueue;
import workshop.queue.TaskQueue;

@Exercise(id = "1.7", title = "Primitives only", points = 10, stars = 2, edit = "StrictJson.java")
@ExtendWith(FreshQueue.class)
class StrictJsonTest {

    private final StrictJson json = new StrictJson();

    enum Colour { BLUE }

    record Point(int x, int y) { }

    static Stream<Object> whatJsonHasNoFormFor() {
        return Stream.of(
                Native.DRAFT,
                List.of("fine", Native.DRAFT),
                Map.of("draft", Map.of("deep", List.of(Native.DRAFT))),
                new Point(1, 2),
                Colour.BLUE,
                Instant.EPOCH,
                new UUID(0, 1),
                Map.of(5, "a key that is no text"),
                Double.NaN);
    }

    @ParameterizedTest
    @MethodSource("whatJsonHasNoFormFor")
    void a_custom_object_is_refused_at_the_call_and_nothing_is_queued(Object payload, TaskQueue queue) {
        assertThatThrownBy(() -> queue.enqueue("moderate", payload, json))
                .as("Enqueueing %s. It went through, and the worker will find a map or a text where you sent an object: "
                        + "nobody notices until something breaks far away. Refuse it where it happens.", payload)
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(queue.length()).as("messages in the queue after the refusal").isZero();
    }

    @Test
    void the_refusal_names_the_class() {
        assertThatThrownBy(() -> json.dumps(List.of(Native.DRAFT)))
                .as("Dumping a list with a Draft in it: whoever reads the message wants to know which class was the trouble.")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Draft");
    }

    @Test
    void what_json_has_comes_back_as_it_went_in() {
        var payload = new HashMap<String, Object>();
        payload.put("null", null);
        payload.put("yes", true);
        payload.put("small", 7);
        payload.put("larger than a double can count", 9_007_199_254_740_993L);
        payload.put("half", 0.5);
        payload.put("text", "Grüße, 你好, \uD83D\uDC26 and \"quotes\"");
        payload.put("list", List.of(List.of(), Map.of("a", "b")));

        assertThat(json.loads(json.dumps(payload))).as("the payload after the journey").isEqualTo(payload);
    }
}
