package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.params.XAddParams;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import workshop.queue.DeadLetter;
import workshop.redis.Redis;

/**
 * Envelopes that no one would send: each is handled, becomes a dead letter that names its reason,
 * or waits for its eta.
 */
@Tag("redis")
class FuzzTest extends CeleryTest {

    /** {@code -Dworkshop.fuzz=100000} is the long form. */
    private static final int ENVELOPES = Integer.getInteger("workshop.fuzz", 2_000);

    private static final int AT_ONCE = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** What a dead letter may say. Another exception than these is a case no one thought of. */
    private static final Pattern NAMED =
            Pattern.compile(
                    """
                    (This is not a message of Celery's protocol 2\\. (\
                    It is not JSON: .*|\
                    It has no envelope\\.|\
                    "(task|content-type|body)" is missing, or not text\\.|\
                    "(content-type|body)" is a field of every message and cannot be a header\\.|\
                    A message needs (the name of a task|a content type, .*)\\.|\
                    ".*" is not Unicode: .*|\
                    The header "(eta|expires)" is .*|\
                    Its body is (compressed|encoded|JSON|not base64).*)|\
                    """
                            + LATER_REASONS
                            + ")",
                    Pattern.DOTALL);

    private static final List<String> ODDITIES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e999",
                    "1" + "0".repeat(400),
                    "[]",
                    "{}",
                    "\"\"",
                    "\"t\"",
                    "\"\\ud800\"",
                    "\"\\u0000\"",
                    "\"base64\"",
                    "\"application/json\"",
                    "\"+999999999-01-01T00:00:00Z\"",
                    "\"2026-01-01T00:00:00\"",
                    "\"9999-12-31T23:59:59.999999+00:00\"",
                    "{\"__type__\": \"uuid\", \"__value__\": {}}",
                    "{\"__type__\": [], \"__value__\": null}",
                    "[".repeat(300) + "]".repeat(300));

    private final long seed = Long.getLong("workshop.seed", 42);
    private final Random random = new Random(seed);

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void every_mutated_envelope_is_accounted_for() {
        queue.enqueue("record", Call.of("hello", 7, List.of(0.5, "naïve")), CALLS);
        byte[] good = Redis.client().rpop(name).getBytes(UTF_8);
        long[] handled = {0};
        var worker = worker().handle("record", (call, message) -> handled[0]++);
        long dead = 0;
        for (int sent = 0; sent < ENVELOPES; sent += AT_ONCE) {
            for (int i = 0; i < AT_ONCE; i++) {
                push(mutated(good));
            }
            long before = handled[0];
            worker.drain();
            var letters = queue.deadLetters();
            assertThat(letters)
                    .extracting(DeadLetter::reason)
                    .filteredOn(reason -> !NAMED.matcher(reason).matches())
                    .as("reasons that no one thought of, with the seed %d", seed)
                    .isEmpty();
            assertThat(handled[0] - before + letters.size() + queue.length())
                    .as(
                            "handled (%d), dead letters (%d) and waiting for an eta, of %d",
                            handled[0] - before, letters.size(), AT_ONCE)
                    .isEqualTo(AT_ONCE);
            assertThat(Redis.client().xlen(name + ":java")).as("still held").isZero();
            dead += letters.size();
            Redis.client().del(name + ":java:dead", name + ":java:due");
        }
        assertThat(handled[0]).as("handled").isGreaterThan(ENVELOPES / 50);
        assertThat(dead).as("dead letters").isGreaterThan(ENVELOPES / 4);
    }

    /** To a list of Celery's; or as an entry of the stream, where another field may come first. */
    private void push(byte[] envelope) {
        if (random.nextInt(10) > 0) {
            Redis.client().lpush(name.getBytes(UTF_8), envelope);
            return;
        }
        var fields = new HashMap<byte[], byte[]>();
        for (String field : List.of("task", "envelope", "body")) {
            if (random.nextBoolean()) {
                fields.put(field.getBytes(UTF_8), envelope);
            }
        }
        fields.put(new byte[] {(byte) random.nextInt(256)}, new byte[0]);
        byte[] stream = (name + ":java").getBytes(UTF_8);
        Redis.client().xadd(stream, XAddParams.xAddParams(), fields);
    }

    private byte[] mutated(byte[] good) {
        return switch (random.nextInt(4)) {
            case 0 -> scratched(good);
            case 1 -> cut(good);
            case 2 -> reshaped(good);
            default -> withAnotherBody(good);
        };
    }

    /** A few bytes are others. */
    private byte[] scratched(byte[] good) {
        byte[] bad = good.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        return bad;
    }

    private byte[] cut(byte[] good) {
        int from = random.nextInt(good.length);
        return random.nextBoolean()
                ? Arrays.copyOf(good, from)
                : Arrays.copyOfRange(good, from, good.length);
    }

    /** It is JSON, but one or two of its values are something else or missing. */
    private byte[] reshaped(byte[] good) {
        JsonNode root = JSON.readTree(good);
        for (int i = 0; i <= random.nextInt(2); i++) {
            reshape(root);
        }
        return JSON.writeValueAsBytes(root);
    }

    private void reshape(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = List.copyOf(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            if (object.get(name).isContainer() && random.nextInt(4) > 0) {
                reshape(object.get(name));
            } else if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                var others =
                        List.of(name, "eta", "expires", "headers", "compression", "body", "task");
                object.set(others.get(random.nextInt(others.size())), oddity());
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (array.get(index).isContainer() && random.nextBoolean()) {
                reshape(array.get(index));
            } else {
                array.set(index, oddity());
            }
        }
    }

    private JsonNode oddity() {
        return JSON.readTree(ODDITIES.get(random.nextInt(ODDITIES.size())));
    }

    /** The envelope is right, and what lies in it is not. */
    private byte[] withAnotherBody(byte[] good) {
        var root = (ObjectNode) JSON.readTree(good);
        byte[] body = Base64.getDecoder().decode(root.get("body").stringValue());
        byte[] bad =
                switch (random.nextInt(3)) {
                    case 0 -> scratched(body);
                    case 1 -> cut(body);
                    default -> reshaped(body);
                };
        root.put("body", Base64.getEncoder().encodeToString(bad));
        return JSON.writeValueAsBytes(root);
    }
}
