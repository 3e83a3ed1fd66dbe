package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** Many random calls in both directions, and what became of each. */
@NeedsCelery
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LedgerTest {

    /** {@code -Dworkshop.messages=10000} is the long form: so many in each direction. */
    private static final int MESSAGES = Integer.getInteger("workshop.messages", 200) / 2;

    private static final int AT_ONCE = 20;
    private static final long SEED = Long.getLong("workshop.seed", 42);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Side SIDE = Side.OF_THIS_RUN;
    private static final JsonMapper JSON = new JsonMapper();
    private static final CallSerializer CALLS = new CallSerializer();

    private final String name = "test-" + UUID.randomUUID();
    private final Random random = new Random(SEED);

    static List<Side.Setup> setups() {
        return SIDE.setups();
    }

    @AfterEach
    void removeQueue() {
        SIDE.remove(name);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void each_message_that_python_sends_is_done_or_a_dead_letter(Side.Setup setup)
            throws Exception {
        var queue = new TaskQueue(setup.queue().apply(name));
        var done = new ConcurrentHashMap<String, List<Ran>>();
        var tries = ConcurrentHashMap.<String>newKeySet();
        var worker =
                Worker.on(queue)
                        .accept(CALLS)
                        .prefetch(AT_ONCE)
                        .handle("record", (call, message) -> note(done, call, message))
                        .handle(
                                "flaky",
                                (call, message) -> {
                                    if (tries.add(message.headers().get("id"))) {
                                        throw new IllegalStateException("on purpose");
                                    }
                                    note(done, call, message);
                                });
        var sent = new ArrayList<JsonNode>();
        try (var running = new Running(worker);
                var python = Python.ledger(name, setup.environment(), SEED, MESSAGES)) {
            python.lines().forEach(line -> sent.add(JSON.readTree(line)));
            assertThat(sent).as(python.log()).hasSize(MESSAGES);
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (queue.length() > 0 && System.nanoTime() < patience) {
                Thread.sleep(50); // and looks again
            }
        }

        assertThat(queue.length()).as("messages that wait or are held").isZero();
        var dead = new HashMap<String, String>();
        queue.deadLetters().forEach(letter -> dead.put(SIDE.idOf(letter), letter.reason()));
        assertThat(dead).as("dead letters have an id each").hasSameSizeAs(queue.deadLetters());
        int dropped = 0;
        var fates = new TreeMap<String, Integer>();
        for (JsonNode each : sent) {
            String id = each.get("id").stringValue();
            String fate = each.get("fate").stringValue();
            fates.merge(fate, 1, Integer::sum);
            if (fate.startsWith("It expired") && SIDE.dropsWhatExpires() && !dead.containsKey(id)) {
                dropped++;
                assertThat(done).as("%s did not run", each).doesNotContainKey(id);
            } else if (fate.equals("done")) {
                assertThat(dead.get(id)).as("%s is no dead letter", each).isNull();
                assertThat(done.get(id)).as("%s ran", each).hasSize(1);
                assertThat(done.get(id).get(0).call()).isEqualTo(call(each.get("call")));
                assertThat(done.get(id).get(0).at())
                        .isGreaterThan(each.get("eta").asDouble() - .01);
            } else {
                assertThat(dead.get(id)).as("%s is a dead letter", each).startsWith(fate);
                assertThat(done).as("%s did not run", each).doesNotContainKey(id);
            }
        }
        assertThat(done.size() + dead.size() + dropped)
                .as("nothing but what was sent")
                .isEqualTo(MESSAGES);
        System.out.printf("Python sent %,d, Java's worker: %s%n", MESSAGES, fates);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void each_message_that_java_sends_runs_or_is_refused_by_a_celery_worker(Side.Setup setup)
            throws Exception {
        var environment = new HashMap<>(setup.environment());
        environment.put("TELL_ALL", "1");
        var told = new HashMap<String, List<JsonNode>>();
        var sent = new LinkedHashMap<String, Sent>();
        try (var celery = Python.worker(name, environment)) {
            var queue = new TaskQueue(setup.queue().apply(name));
            for (int i = 0; i < MESSAGES; i++) {
                Sent each = randomCall(setup);
                sent.put(queue.enqueue(each.message()), each);
            }
            for (int i = 0; i < MESSAGES; i++) {
                var next = Redis.client().blpop((int) PATIENCE.toSeconds(), name + ":told");
                assertThat(next).as("told %d of %d%n%s", i, MESSAGES, celery.log()).isNotNull();
                JsonNode what = JSON.readTree(next.get(1));
                told.computeIfAbsent(what.get("id").stringValue(), id -> new ArrayList<>())
                        .add(what);
            }
            assertThat(celery.isAlive()).as(celery.log()).isTrue();
            assertThat(queue.length()).as("messages that no one took").isZero();
        }
        assertThat(Redis.client().llen(name + ":told")).as("told more than once").isZero();

        var fates = new TreeMap<String, Integer>();
        sent.forEach(
                (id, each) -> {
                    fates.merge(each.fate(), 1, Integer::sum);
                    assertThat(told.get(id)).as("what is told of %s", each).hasSize(1);
                    assertTold(each, told.get(id).get(0));
                });
        System.out.printf("Java sent %,d, Celery's worker: %s%n", MESSAGES, fates);
    }

    /** What a handler ran, and when, in seconds since 1970. */
    private record Ran(Object call, double at) {}

    /** What was sent; its fate is a field of what Celery's worker tells. */
    private record Sent(Message message, Call call, String fate, double eta) {}

    private static void assertTold(Sent sent, JsonNode told) {
        assertThat(told.has(sent.fate())).as("%s has %s", told, sent.fate()).isTrue();
        if (told.has("at")) {
            assertThat(call(JSON.createArrayNode().add(told.get("args")).add(told.get("kwargs"))))
                    .isEqualTo(sent.call());
            assertThat(told.get("at").doubleValue()).isGreaterThan(sent.eta() - .01);
        }
        if (sent.fate().equals("retries")) {
            assertThat(told.get("retries").intValue()).isOne();
        }
    }

    private Sent randomCall(Side.Setup setup) throws IOException {
        var args = new ArrayList<Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            args.add(value(3));
        }
        var kwargs = new HashMap<String, Object>();
        for (int i = random.nextInt(3); i > 0; i--) {
            kwargs.put("k" + text(), value(3));
        }
        var call = new Call(args, kwargs);
        double fates = random.nextDouble();
        String task = "record";
        String fate = "args";
        if (fates < .05) {
            task = "unheard-of";
            fate = "unknown";
        } else if (fates < .10) {
            fate = "expired";
        } else if (fates < .15) {
            task = "fail";
            call = Call.of("an argument too many");
            fate = "failed";
        } else if (fates < .30) {
            task = "flaky";
            fate = "retries";
        }
        var message = Message.of(task, CALLS.contentType(), CALLS.dumps(call));
        if (setup.priorities() && random.nextBoolean()) {
            message = message.withHeader("priority", Integer.toString(random.nextInt(10)));
        }
        double eta = 0;
        Instant now = Instant.now();
        if (random.nextInt(5) == 0) {
            Instant moment = now.plusNanos(random.nextLong(-5_000_000_000L, 2_000_000_000L));
            message = message.withHeader("eta", moment.toString());
            eta = moment.toEpochMilli() / 1000.0;
        }
        if (fate.equals("expired")) {
            message = message.withHeader("expires", now.minusSeconds(60).toString());
        } else if (!fate.equals("retries") && random.nextInt(5) == 0) {
            // Celery 5.2 itself loses a task that has "expires" and asks for another try.
            message = message.withHeader("expires", now.plusSeconds(3600).toString());
        }
        return new Sent(message, call, fate, eta);
    }

    private Object value(int depth) {
        switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0:
                return random.nextBoolean() ? null : random.nextBoolean();
            case 1:
                return random.nextLong() >> random.nextInt(64);
            case 2:
                return random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
            case 6:
                var list = new ArrayList<Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                return list;
            case 7:
                var map = new HashMap<String, Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(), value(depth - 1));
                }
                return map;
            default:
                return text();
        }
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int[] starts = {0, 0x40, 0xA0, 0x2010, 0x4E00, 0x1F300};
            text.appendCodePoint(starts[random.nextInt(starts.length)] + random.nextInt(0x40));
        }
        return text.toString();
    }

    private static void note(Map<String, List<Ran>> done, Object call, Message message) {
        var ran = new Ran(call, System.currentTimeMillis() / 1000.0);
        done.computeIfAbsent(message.headers().get("id"), id -> new ArrayList<>()).add(ran);
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    private static Call call(JsonNode argsAndKwargs) {
        byte[] bytes = argsAndKwargs.toString().getBytes(UTF_8);
        var parts = (List<?>) new JsonSerializer().loads(bytes);
        return new Call((List<?>) parts.get(0), (Map<String, ?>) parts.get(1));
    }
}
