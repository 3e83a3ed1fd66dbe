package workshop.step06;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import workshop.queue.JsonSerializer;

/** Not an exercise: counts the figures in the README's "What this approach costs". */
class CostsTest {

    private final JsonSerializer json = new JsonSerializer();

    @Test
    void bytes_on_the_wire() throws Exception {
        var body = "Buy now!";
        var natively = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(natively)) {
            out.writeObject(new Excerpt(body, 4, 3));
        }

        assertThat(json.dumps(Map.of("body", body, "from", 4, "length", 3)))
                .as("an excerpt as JSON")
                .hasSize(39);
        assertThat(natively.toByteArray()).as("the same excerpt, natively").hasSize(107);
        assertThat(json.dumps(Map.of("body", "x".repeat(10_000), "from", 4, "length", 3)))
                .as("an excerpt of a long text")
                .hasSize(10_031);
        assertThat(json.dumps(1_000_000L))
                .as("the id of a row that holds the same text")
                .hasSize(7);
    }
}
