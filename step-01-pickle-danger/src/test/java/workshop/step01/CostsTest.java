package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import workshop.queue.JsonSerializer;

/** Not an exercise: the figures that the README gives under "What this approach costs". */
class CostsTest {

    @Test
    void bytes_on_the_wire() {
        var draft = Native.DRAFT;
        var parts = Map.of("author", draft.author(), "body", draft.body(), "tags", draft.tags());

        assertThat(Native.bytes(draft)).as("a draft, natively").hasSize(213);
        assertThat(new JsonSerializer().dumps(parts))
                .as("what the same draft is made of, as JSON")
                .hasSize(70);
        assertThat(Native.bytes(Bomb.ofLevels(100))).as("the bomb of 100 levels").hasSize(5761);
    }
}
