package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Response;
import workshop.redis.Redis;

/**
 * Anyone who can reach the server can append anything to a stream. A worker reads all of it and
 * survives.
 */
@Tag("redis")
class FuzzTest extends QueueTest {

    private static final int BATCH = 100;

    /** -Dfuzz.entries=100000 takes about half a minute. */
    private static final int BATCHES = Integer.getInteger("fuzz.entries", 12_000) / BATCH;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void every_entry_of_the_stream_is_handled_or_a_dead_letter_and_nothing_is_lost() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        var hostile = new HostileEntries(seed);
        var handled = new ArrayList<String>();
        int dead = 0;
        var worker =
                Worker.on(queue)
                        .accept(JSON)
                        .accept(new Native())
                        .handle("greet", (payload, message) -> handled.add(message.id()));

        for (int batch = 0; batch < BATCHES; batch++) {
            handled.clear();
            var sent = append(hostile.next(BATCH));
            String honest = queue.enqueue("greet", "an honest message", JSON);

            worker.drain();

            assertThat(handled).as("handled, seed %d", seed).contains(honest);
            var letters = queue.deadLetters();
            letters.forEach(letter -> assertDescribes(letter, sent.get(letter.id()), seed));
            var ended = new ArrayList<>(handled);
            letters.forEach(letter -> ended.add(letter.id()));
            var expected = new HashSet<>(sent.keySet());
            expected.add(honest);
            assertThat(ended)
                    .as("handled or dead, seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertNothingIsWaitingOrPending();
            dead += letters.size();
            Redis.client().del(name, RedisStream.deadLettersOf(name));
        }
        System.out.printf(
                "Fuzz: of %,d hostile entries, %,d are dead letters and the others were handled;"
                        + " -Dfuzz.seed=%d%n",
                BATCHES * BATCH, dead, seed);
    }

    private static void assertDescribes(DeadLetter letter, List<byte[]> sent, long seed) {
        assertThat(letter.reason()).as("why %s is dead, seed %d", letter, seed).isNotBlank();
        assertThat(letter.deliveries()).as("deliveries of %s, seed %d", letter, seed).isOne();
        assertThat(letter.fields().flat().toArray(byte[][]::new))
                .as("the fields of %s, seed %d", letter, seed)
                .isDeepEqualTo(sent.toArray(byte[][]::new));
    }

    /** Appends entries by XADD, past every check on the sender's side. */
    private Map<String, List<byte[]>> append(List<List<byte[]>> entries) {
        var answers = new ArrayList<Response<Object>>();
        try (var pipeline = Redis.client().pipelined()) {
            for (var fields : entries) {
                var arguments = new ArrayList<>(List.of(name.getBytes(UTF_8), "*".getBytes(UTF_8)));
                arguments.addAll(fields);
                answers.add(pipeline.sendCommand(Command.XADD, arguments.toArray(byte[][]::new)));
            }
            pipeline.sync();
        }
        var byId = new HashMap<String, List<byte[]>>();
        for (int i = 0; i < entries.size(); i++) {
            byId.put(new String((byte[]) answers.get(i).get(), UTF_8), entries.get(i));
        }
        return byId;
    }
}
