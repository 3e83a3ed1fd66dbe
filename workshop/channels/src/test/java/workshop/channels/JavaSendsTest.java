package workshop.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import workshop.queue.TaskQueue;
import workshop.redis.Redis;

/** Java sends, and the consumer of a real {@code runworker} gets it and sends it back. */
class JavaSendsTest extends ChannelsTest {

    private static final int MESSAGES = 1_000;
    private static final int AT_ONCE = 50; // half of what a channel holds

    /** In Redis' CLIENT LIST. */
    private static final String BLOCKED = ".* flags=b .* cmd=bzpopmin .*";

    private final String django = "django-" + UUID.randomUUID();
    private final TaskQueue toDjango = new TaskQueue(new ChannelQueue(Redis.client(), django));
    private final Random random = new Random(Long.getLong("workshop.seed", 42));
    private Django worker;

    @BeforeEach
    void startDjango() throws IOException {
        worker = Django.worker(django);
    }

    @AfterEach
    void stopDjango() throws IOException {
        worker.close();
        Redis.client().keys("*" + django + "*").forEach(Redis.client()::del);
    }

    @Test
    void every_message_comes_back_as_it_was() throws InterruptedException {
        for (int sent = 0; sent < MESSAGES; sent += AT_ONCE) {
            var messages = new ArrayList<Map<String, Object>>();
            for (int i = 0; i < AT_ONCE; i++) {
                var message = new LinkedHashMap<String, Object>();
                message.put("reply", name);
                message.put("number", sent + i);
                message.put("content", value(3));
                messages.add(message);
                toDjango.enqueue("forum.echo", message, MSGPACK);
            }
            handled.clear();
            await("forum.echoed", AT_ONCE);
            assertThat(handled.stream().map(JavaSendsTest::printed))
                    .containsExactlyElementsOf(
                            messages.stream().map(JavaSendsTest::printed).toList());
        }
        assertThat(queue.length()).isZero();
    }

    /** In ASCII, with the bytes of bytes: a failure can be read on any console. */
    private static String printed(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof String text) {
            return "\"%s\""
                    .formatted(text.chars().mapToObj(JavaSendsTest::printed).collect(joining()));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JavaSendsTest::printed).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            var printed = new LinkedHashMap<String, String>();
            map.forEach((key, each) -> printed.put(printed(key), printed(each)));
            return printed.toString();
        }
        return String.valueOf(value);
    }

    private static String printed(int character) {
        boolean isAscii = character >= ' ' && character <= '~';
        return isAscii ? Character.toString(character) : "<%x>".formatted(character);
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            case 4 -> text();
            case 5 -> text().getBytes(UTF_8);
            case 6 -> {
                var list = new ArrayList<>();
                random.ints(random.nextInt(4)).forEach(i -> list.add(value(depth - 1)));
                yield list;
            }
            default -> {
                var map = new LinkedHashMap<String, Object>();
                random.ints(random.nextInt(4)).forEach(i -> map.put(text(), value(depth - 1)));
                yield map;
            }
        };
    }

    private String text() {
        var words =
                List.of("", "naïve", "\uD83E\uDD89", "\u2028", "\0", "e\u0301", "x".repeat(300));
        return words.get(random.nextInt(words.size())) + random.nextInt(100);
    }

    @Test
    void a_group_reaches_djangos_consumer_and_java() throws InterruptedException {
        var group = new Group(Redis.client(), "group-" + name, Layer.DEFAULT);
        toDjango.enqueue("forum.join", Map.of("group", "group-" + name, "reply", name), MSGPACK);
        await("forum.joined", 1);
        assertThat((String) last().get("channel")).startsWith("specific.").contains("!");

        assertThat(group.send("forum.echo", Map.of("reply", name, "n", 1))).isEmpty();

        await("forum.echoed", 2);
        assertThat(last()).containsEntry("n", 1L);
        group.add(name);
        group.send("forum.unknown", Map.of("n", 2));
        await("forum.unknown", 3);
        assertThat(last()).isEqualTo(Map.of("n", 2L));
    }

    @Test
    void a_channel_of_one_process_gets_what_java_sends_there() throws InterruptedException {
        toDjango.enqueue("forum.join", Map.of("group", "none", "reply", name), MSGPACK);
        await("forum.joined", 1);
        var channel = new Channel(Redis.client(), (String) last().get("channel"), Layer.DEFAULT);

        channel.send("forum.echo", Map.of("reply", name, "n", 2));

        handled.clear();
        await("forum.echoed", 1);
        assertThat(last()).containsEntry("n", 2L);
    }

    @Test
    void ten_megabytes_arrive_in_django() throws InterruptedException {
        var large = Map.of("reply", name, "text", "x".repeat(10_000_000));

        new Channel(Redis.client(), django, Layer.DEFAULT).send("forum.measure", large);

        await("forum.measured", 1);
        assertThat(last()).containsEntry("length", 10_000_000L);
    }

    @Test
    void a_django_worker_whose_layer_is_encrypted_stops_at_what_java_sends() throws Exception {
        String other = django + "-encrypted";
        try (var stops = Django.worker(other, "{'symmetric_encryption_keys': ['a secret']}")) {
            new Channel(Redis.client(), other, Layer.DEFAULT).send("forum.echo", Map.of());

            assertThat(stops.exitCode()).isNotZero();
            assertThat(stops.log()).contains("InvalidToken");
        }
    }

    @Test
    void a_django_worker_with_several_hosts_gets_what_java_sends_to_any() throws Exception {
        String other = django + "-hosts";
        String hosts = "{'hosts': ['%1$s', '%1$s/1']}".formatted(Redis.uri());
        try (var second = RedisClient.create(Redis.uri() + "/1");
                var both = Django.worker(other, hosts)) {
            new Channel(Redis.client(), other, Layer.DEFAULT)
                    .send("forum.join", Map.of("group", "none", "reply", name));
            await("forum.joined", 1);
            new Channel(second, other, Layer.DEFAULT)
                    .send("forum.echo", Map.of("reply", name, "n", 1));
            // Its answers take turns, too, so this one is on the second host.
            var answers = new TaskQueue(new ChannelQueue(second, name));
            await(() -> answers.length() > 0);

            assertThat(answers.length()).isOne();
            second.flushDB();
        }
    }

    /** The consumer's coroutine ends, and takes with it what its worker had handed to it. */
    @Test
    void a_type_that_no_method_has_takes_others_with_it() throws InterruptedException {
        toDjango.enqueue("forum.unknown", Map.of(), MSGPACK);
        for (int i = 0; i < AT_ONCE; i++) {
            toDjango.enqueue("forum.echo", Map.of("reply", name), MSGPACK);
        }
        await(() -> worker.log().contains("No handler for message type forum.unknown"));
        Thread.sleep(2_000);
        worker("forum.echoed").drain();
        int before = handled.size();
        assertThat(before).as("of %d messages behind it", AT_ONCE).isLessThan(AT_ONCE);

        toDjango.enqueue("forum.echo", Map.of("reply", name), MSGPACK);

        await("forum.echoed", before + 1);
        assertThat(worker.isAlive()).isTrue();
    }

    /** What a Django worker takes, it takes out of Redis: killed, it loses more than one. */
    @Test
    void a_django_worker_that_is_killed_loses_all_that_it_had_taken() throws Exception {
        toDjango.enqueue("forum.hang", Map.of("reply", name), MSGPACK);
        await("forum.hanging", 1);
        for (int i = 0; i < AT_ONCE; i++) {
            toDjango.enqueue("forum.echo", Map.of("reply", name), MSGPACK);
        }
        await(this::hasTakenAll);
        worker.kill();
        try (var next = Django.worker(django)) {
            toDjango.enqueue("forum.echo", Map.of("reply", name, "n", 1), MSGPACK);

            await("forum.echoed", 2);
            assertThat(last()).as("the only echo").containsEntry("n", 1L);
        }
    }

    /** Django's worker waits for more, on its channel and on its consumer's, and left nothing. */
    private boolean hasTakenAll() {
        var clients = (byte[]) Redis.client().sendCommand(Protocol.Command.CLIENT, "LIST");
        var waiting = new String(clients, UTF_8).lines().filter(each -> each.matches(BLOCKED));
        return waiting.count() == 2 && !Redis.client().exists("asgi" + django + "$inflight");
    }

    /** Why Java's worker keeps what it can't read: Django's stops, and the message is gone. */
    @Test
    void broken_msgpack_stops_a_django_worker_and_is_lost() throws InterruptedException {
        byte[] key = ("asgi" + django).getBytes(UTF_8);
        byte[] broken = Arrays.copyOf("twelve bytes\u0081".getBytes(UTF_8), 14);
        Redis.client().zadd(key, System.currentTimeMillis() / 1000.0, broken);

        assertThat(worker.exitCode()).isNotZero();
        assertThat(Redis.client().zcard(key)).isZero();
    }
}
