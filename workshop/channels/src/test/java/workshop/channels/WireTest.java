package workshop.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import redis.clients.jedis.params.XAddParams;
import workshop.queue.Delivery;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.redis.Redis;

/** What is written to the channel, and which members of it are accepted. Needs no Python. */
class WireTest extends ChannelsTest {

    private static final int FUZZ = 5_000;

    /** Every reason that a mutated message may be refused for. */
    private static final Pattern NAMED =
            Pattern.compile(
                    """
                    This is not a message of channels_redis 4\\. (It is not MessagePack: .*\
                    |It says that .* ends before\\.|There are bytes after its end\\.\
                    |It is not a map\\.|Its "type" is missing, or not text\\.\
                    |A map's keys are text, and .*|The key .* is there twice\\.\
                    |It holds a value of MessagePack's extension type .*\
                    |It is nested .*|A message needs the name of a task\\.)\
                    |No handler for task .*\
                    """,
                    Pattern.DOTALL);

    private final byte[] key = ("asgi" + name).getBytes(UTF_8);

    @Test
    void a_member_is_twelve_random_bytes_and_a_map() throws IOException {
        long before = System.currentTimeMillis() / 1_000;
        String id = queue.enqueue("forum.moderate", Map.of("id", 7), MSGPACK);

        byte[] member = Redis.client().zrange(key, 0, -1).get(0);
        assertThat(HexFormat.of().formatHex(member, 0, 12)).isEqualTo(id);
        byte[] packed = Arrays.copyOfRange(member, 12, member.length);
        assertThat(MSGPACK.loads(packed)).isEqualTo(Map.of("type", "forum.moderate", "id", 7L));
        assertThat(Redis.client().zscore(key, member)).isBetween(before * 1.0, before + 60.0);
        assertThat(Redis.client().ttl(key)).isBetween(1L, 60L);
    }

    @Test
    void equal_messages_are_two_and_come_in_their_order() throws InterruptedException {
        for (int n : List.of(1, 2, 2, 3)) {
            queue.enqueue("forum.news", Map.of("n", n), MSGPACK);
        }
        await("forum.news", 4);
        assertThat(handled)
                .containsExactly(
                        Map.of("n", 1L), Map.of("n", 2L), Map.of("n", 2L), Map.of("n", 3L));
    }

    @Test
    void what_was_sent_first_by_its_senders_clock_comes_first() throws Exception {
        double now = System.currentTimeMillis() / 1_000.0;
        for (int n : List.of(2, 1)) {
            byte[] member = Wire.member(Wire.dispatchable("forum.news", Map.of("n", n)));
            Redis.client().zadd(key, now + n, member);
        }

        await("forum.news", 2);

        assertThat(handled).containsExactly(Map.of("n", 1L), Map.of("n", 2L));
    }

    @Test
    void two_java_workers_that_take_turns_get_each_message_once_and_in_order() {
        for (int n = 0; n < 50; n++) {
            queue.enqueue("forum.news", Map.of("n", n), MSGPACK);
        }
        var left = new ChannelQueue(Redis.client(), name);
        var right = new ChannelQueue(Redis.client(), name);

        var taken = new ArrayList<Object>();
        for (int turn = 0; turn < 25; turn++) {
            taken.add(number(left.pop("left", Duration.ZERO).orElseThrow()));
            taken.add(number(right.pop("right", Duration.ZERO).orElseThrow()));
        }

        assertThat(taken).containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList());
        assertThat(left.pop("left", Duration.ZERO)).isEmpty();
    }

    private static Object number(Delivery delivery) {
        byte[] body = delivery.fields().find("body").orElseThrow();
        try {
            return ((Map<?, ?>) MSGPACK.loads(body)).get("n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_would_stop_a_django_worker_is_refused_at_the_call() {
        refused("_news", Map.of(), "Django dispatches no type that begins with \"_\" or \".\".");
        refused(".news", Map.of(), "Django dispatches no type that begins with \"_\" or \".\".");
        refused("news", Map.of("type", "other"), "Its \"type\" says other.");
        refused(
                "news",
                Map.of("__asgi_channel__", "x"),
                "\"__asgi_channel__\" is Django's own key.");
        refused("news", 7, "Send a map, by the MsgpackSerializer.");
        refused("news", Map.of("n", BigDecimal.ONE), "A java.math.BigDecimal has no form");
        refused("news", Map.of("n", Map.of(1, 2)), "A map's keys are text, and this one is 1.");
        refused("news", Map.of("n", "\uD83D"), "it holds one half of a surrogate pair.");
        var endless = new ArrayList<>();
        endless.add(endless);
        refused("news", Map.of("n", endless), "Does it contain itself?");
        refused("news", Map.of("n", "x".repeat(10_000_000)), "a message holds at most 1,048,576");
        assertThatThrownBy(() -> queue.enqueue(Message.of("news", "application/json", new byte[0])))
                .hasMessageContaining("Send a map, by the MsgpackSerializer.");
        assertThatThrownBy(
                        () ->
                                queue.enqueue(
                                        Message.of("news", MSGPACK.contentType(), new byte[] {-128})
                                                .withHeader("signature", "x")))
                .hasMessageContaining("A message of Channels has no headers");
        assertThat(queue.length()).isZero();
    }

    private void refused(String type, Object payload, String words) {
        assertThatThrownBy(() -> queue.enqueue(type, payload, MSGPACK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "naïve", "a b", "a:b", "specific.a!b", "a!b!c"})
    void a_name_that_django_does_not_accept_is_refused(String channel) {
        assertThatThrownBy(() -> new ChannelQueue(Redis.client(), channel))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChannelQueue(Redis.client(), "x".repeat(100)))
                .hasMessageContaining("at most 99");
    }

    @Test
    void a_layer_in_which_no_message_can_wait_is_refused() {
        assertThatThrownBy(() -> Layer.DEFAULT.withExpiry(Duration.ofMillis(999)))
                .hasMessageContaining("no message arrives: expiry PT0.999S");
        assertThatThrownBy(() -> Layer.DEFAULT.withCapacity(0)).hasMessageContaining("capacity 0");
        assertThatThrownBy(() -> Layer.DEFAULT.withChannelCapacity("*", 0))
                .hasMessageContaining("capacity 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                                                   | It is not MessagePack
                    81                             | It says that 1 more values or bytes follow
                    c1                             | It is not MessagePack
                    07                             | It is not a map.
                    80                             | Its "type" is missing, or not text.
                    81a47479706507                 | Its "type" is missing, or not text.
                    81a474797065a0                 | A message needs the name of a task.
                    81a474797065a1ff               | It is not MessagePack
                    81a474797065a17800             | There are bytes after its end.
                    82a474797065a178a474797065a1   | The key "type" is there twice.
                    82a474797065a17801c0           | A map's keys are text, and this one is 1.
                    82a474797065a178a16ecfffffffffffffffff | It is not MessagePack
                    82a474797065a178a16ed6ff00000000 | It holds a value of MessagePack's
                    82a474797065a178a16edd7fffffff | It says that 2147483647 more values or bytes
                    82a474797065a178a16ec67fffffff | It says that 2147483647 more values or bytes
                    82a474797065a178a16edb7fffffff | It is not MessagePack
                    """)
    void what_is_no_message_is_a_dead_letter_as_it_came(String hex, String complaint) {
        byte[] packed = HexFormat.of().parseHex(hex == null ? "" : hex);
        byte[] member = Arrays.copyOf("twelve bytes".getBytes(UTF_8), 12 + packed.length);
        System.arraycopy(packed, 0, member, 12, packed.length);
        Redis.client().zadd(key, 1, member);

        worker("forum.news").drain();

        assertDeadLetter("This is not a message of channels_redis 4. " + complaint);
        assertThat(queue.deadLetters().get(0).fields().find("member")).contains(member);
    }

    @Test
    void a_list_in_a_list_in_a_list_without_end_is_a_dead_letter() {
        byte[] member = new byte[12 + 8 + 100_000];
        Arrays.fill(member, (byte) 0x91);
        byte[] head = HexFormat.of().parseHex("81a474797065");
        System.arraycopy(head, 0, member, 12, head.length);
        Redis.client().zadd(key, 1, member);

        worker("forum.news").drain();

        assertDeadLetter("This is not a message of channels_redis 4. It is nested 500 levels");
    }

    @Test
    void a_foreign_entry_among_those_that_java_has_taken_is_a_dead_letter_as_it_came() {
        Redis.client().xadd("asgi" + name + ":java", XAddParams.xAddParams(), Map.of("note", "hi"));

        worker("forum.news").drain();

        assertDeadLetter("This is not a message of channels_redis 4. It has no member.");
        assertThat(queue.deadLetters().get(0).fields().find("note").map(String::new))
                .contains("hi");
    }

    @Test
    void a_message_that_cannot_be_taken_stays_where_it_is() throws InterruptedException {
        queue.enqueue("forum.news", Map.of("n", 1), MSGPACK);
        Redis.client().set("asgi" + name + ":java", "this is no stream");

        assertThatThrownBy(worker("forum.news")::drain).hasMessageContaining("WRONGTYPE");

        assertThat(Redis.client().zcard(key)).isOne();
        Redis.client().del("asgi" + name + ":java");
        await("forum.news", 1);
    }

    @Test
    void what_is_no_channel_is_named_and_left_alone() {
        Redis.client().set(key, "this is no channel".getBytes(UTF_8));

        assertThatThrownBy(worker("forum.news")::drain).hasMessageContaining("WRONGTYPE");
        assertThatThrownBy(() -> queue.enqueue("forum.news", Map.of(), MSGPACK))
                .hasMessageContaining("WRONGTYPE");

        assertThat(Redis.client().get("asgi" + name)).isEqualTo("this is no channel");
    }

    /** The name of another channel, in a message to this one, is Django's matter. */
    @Test
    void a_message_that_names_another_channel_is_handled_where_it_arrives() throws Exception {
        byte[] member =
                Wire.member(
                        Map.of("type", "forum.news", "n", 1, "__asgi_channel__", List.of("other")));
        Redis.client().zadd(key, 1, member);

        await("forum.news", 1);

        assertThat(last()).containsEntry("n", 1L);
    }

    @Test
    void every_mutated_message_is_handled_or_a_dead_letter() throws IOException {
        var random = new Random(Long.getLong("workshop.seed", 42));
        byte[] good =
                Wire.member(
                        Wire.dispatchable(
                                "forum.news",
                                Map.of("n", 7, "text", "naïve", "list", List.of(0.5, true))));
        for (int i = 0; i < FUZZ; i++) {
            byte[] bad = good.clone();
            IntStream.rangeClosed(0, random.nextInt(3))
                    .forEach(n -> bad[random.nextInt(bad.length)] = (byte) random.nextInt(256));
            int length = random.nextInt(4) == 0 ? random.nextInt(bad.length) : bad.length;
            Redis.client().zadd(key, i, Arrays.copyOf(bad, length));
        }
        long sent = Redis.client().zcard(key);

        worker("forum.news").drain();

        var letters = queue.deadLetters();
        assertThat(letters).allSatisfy(letter -> assertThat(letter.reason()).matches(NAMED));
        assertThat(handled.size() + letters.size()).isEqualTo((int) sent);
        assertThat(handled).hasSizeGreaterThan(FUZZ / 50);
        assertThat(letters).hasSizeGreaterThan(FUZZ / 10);
        assertThat(queue.length()).isZero();
    }

    @Test
    void a_full_channel_refuses_and_a_group_names_it() {
        var layer = Layer.DEFAULT.withCapacity(2);
        var full = new TaskQueue(new ChannelQueue(Redis.client(), name, layer));
        full.enqueue("forum.news", Map.of(), MSGPACK);
        full.enqueue("forum.news", Map.of(), MSGPACK);
        assertThat(full.length()).as("what waits").isEqualTo(2);

        assertThatThrownBy(() -> full.enqueue("forum.news", Map.of(), MSGPACK))
                .isInstanceOf(ChannelFullException.class)
                .hasMessage(
                        "Channel \"%s\" is full: 2 messages wait there. Nothing was sent."
                                .formatted(name));
        var group = new Group(Redis.client(), "group-" + name, layer);
        group.add(name);
        group.add(name + "-2");
        assertThat(group.send("forum.news", Map.of())).containsExactly(name);
        assertThat(Redis.client().zcard("asgi" + name + "-2")).isOne();
    }

    @Test
    void each_channel_of_a_group_has_the_capacity_of_its_pattern() {
        var layer = Layer.DEFAULT.withChannelCapacity("*-narrow", 1).withCapacity(2);
        var group = new Group(Redis.client(), "group-" + name, layer);
        group.add(name);
        group.add(name + "-narrow");

        assertThat(group.send("forum.news", Map.of())).isEmpty();
        assertThat(group.send("forum.news", Map.of())).containsExactly(name + "-narrow");
        assertThat(group.send("forum.news", Map.of()))
                .containsExactlyInAnyOrder(name, name + "-narrow");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_sender_says_what_it_drops_because_it_expired(CapturedOutput output) {
        var layer = Layer.DEFAULT.withExpiry(Duration.ofSeconds(30));
        Redis.client().zadd(key, System.currentTimeMillis() / 1000.0 - 31, new byte[20]);

        new TaskQueue(new ChannelQueue(Redis.client(), name, layer))
                .enqueue("forum.news", Map.of(), MSGPACK);

        assertThat(output).contains("Dropped from channel " + name + ": 1 expired messages");
        assertThat(Redis.client().zcard(key)).isOne();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_sender_to_a_group_says_what_it_drops_too(CapturedOutput output) {
        var group = new Group(Redis.client(), "readers-of-" + name, Layer.DEFAULT);
        group.add(name);
        var minuteAgo = System.currentTimeMillis() / 1000.0 - 61;
        Redis.client().zadd(key, Map.of(new byte[20], minuteAgo, new byte[21], minuteAgo));

        assertThat(group.send("forum.news", Map.of())).isEmpty();

        assertThat(output)
                .contains(
                        "Dropped from the channels of group readers-of-%s: 2 expired messages"
                                .formatted(name));
        assertThat(Redis.client().zcard(key)).isOne();
    }

    @Test
    void two_prefixes_are_two_layers() {
        new TaskQueue(new ChannelQueue(Redis.client(), name, Layer.DEFAULT.withPrefix("other")))
                .enqueue("forum.news", Collections.emptyMap(), MSGPACK);

        assertThat(queue.length()).isZero();
        assertThat(Redis.client().zcard("other" + name)).isOne();
    }
}
