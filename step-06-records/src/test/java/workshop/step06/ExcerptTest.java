package workshop.step06;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

@Exercise(
        id = "6.5",
        title = "No invalid value gets in",
        points = 15,
        stars = 2,
        edit = "Excerpt.java")
@ExtendWith(FreshQueue.class)
class ExcerptTest {

    private static final String BODY = "Buy now!";

    @Test
    void a_part_of_the_text_is_accepted() {
        assertThat(new Excerpt(BODY, 0, 8).text()).as("all of \"%s\"", BODY).isEqualTo(BODY);
        assertThat(new Excerpt(BODY, 7, 1).text())
                .as("the last character of \"%s\"", BODY)
                .isEqualTo("!");
        assertThat(new Excerpt(BODY, 4, 3).text())
                .as("the second word of \"%s\"", BODY)
                .isEqualTo("now");
    }

    @Test
    void a_part_that_is_not_in_the_text_cannot_be_constructed() {
        int[][] parts = {
            {-1, 2},
            {0, 9},
            {7, 2},
            {8, 1},
            {9, 1},
            {3, 0},
            {8, 0},
            {3, -1},
            {1, Integer.MAX_VALUE},
            {Integer.MAX_VALUE, Integer.MAX_VALUE},
            {Integer.MIN_VALUE, 1}
        };
        for (int[] part : parts) {
            refused(
                    "new Excerpt(\"%s\", %d, %d)".formatted(BODY, part[0], part[1]),
                    () -> new Excerpt(BODY, part[0], part[1]));
        }
        refused("new Excerpt(null, 0, 1)", () -> new Excerpt(null, 0, 1));
    }

    @Test
    void a_forged_message_cannot_make_one(TaskQueue queue) {
        var received = new ArrayList<Excerpt>();
        queue.enqueue("look", Map.of("body", BODY, "from", 4, "length", 3), new JsonSerializer());
        queue.enqueue(
                "look", Map.of("body", BODY, "from", 4, "length", 3_000), new JsonSerializer());
        Worker.on(queue)
                .accept(new JsonSerializer())
                .maxDeliveries(1)
                .handle(
                        "look",
                        (payload, message) ->
                                received.add(new JsonMapper().convertValue(payload, Excerpt.class)))
                .drain();

        assertThat(received)
                .as(
                        """
                        What Jackson made of two messages; the second claims 3000 characters of \
                        "%s". A record has one door, its canonical constructor, and Jackson comes \
                        in through it, too: the check belongs there, not in a factory or another \
                        method.\
                        """,
                        BODY)
                .containsExactly(new Excerpt(BODY, 4, 3));
        assertThat(queue.deadLetters())
                .as("dead letters: the forged excerpt, with its reason")
                .hasSize(1);
    }

    @Test
    void native_serialization_calls_the_constructor_of_a_record_but_not_of_a_class()
            throws Exception {
        assertThat(fromBytes(lengthOf(3_000, toBytes(new OldExcerpt(BODY, 4, 3)))))
                .as(
                        """
                        OldExcerpt, a class with a careful constructor, read from forged native \
                        bytes: the constructor was never called\
                        """)
                .isInstanceOfSatisfying(
                        OldExcerpt.class, old -> assertThat(old.length()).isEqualTo(3_000));

        byte[] forged = lengthOf(3_000, toBytes(new Excerpt(BODY, 4, 3)));
        refused("Your record from the same forged native bytes", () -> fromBytes(forged));
    }

    private static void refused(String what, Callable<?> making) {
        var refusal =
                Refused.by(
                        making,
                        """
                        %s was let in. There is no such part: text() will fail, or show what no \
                        one meant, later and far away. Every excerpt passes through the canonical \
                        constructor: refuse it there, and do not repair it.\
                        """,
                        what);

        assertThat(refusal.getMessage())
                .as(
                        """
                        %s was refused without a word. The dead letter will say just as little: \
                        give the exception a message.\
                        """,
                        what)
                .isNotBlank();
    }

    private static byte[] toBytes(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object fromBytes(byte[] bytes) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    /**
     * Finds from (4) and length (3) side by side in the stream; these eight bytes appear in it only
     * once.
     */
    private static byte[] lengthOf(int length, byte[] bytes) {
        byte[] forged = bytes.clone();
        var buffer = ByteBuffer.wrap(forged);
        for (int at = 0; at + 8 <= forged.length; at++) {
            if (buffer.getInt(at) == 4 && buffer.getInt(at + 4) == 3) {
                buffer.putInt(at + 4, length);
                return forged;
            }
        }
        throw new IllegalStateException("The stream does not hold from=4 and length=3.");
    }
}
