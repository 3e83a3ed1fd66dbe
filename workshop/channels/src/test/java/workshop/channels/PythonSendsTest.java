package workshop.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;

/** A real web process of Django sends, and the kit's worker gets it. */
class PythonSendsTest extends ChannelsTest {

    private String to(String message) {
        return "'%s', %s".formatted(name, message);
    }

    @Test
    void a_java_worker_gets_what_django_sent_with_every_value_as_it_was() throws Exception {
        try (var web = Django.web("{}")) {
            var message =
                    "{'type': 'forum.moderate', 'id': 2**62, 'half': 0.5, 'none': None, 'yes':"
                        + " True, 'text': 'naïve \\U0001F989', 'bytes': b'\\xff\\x00', 'list': [[],"
                        + " {}]}";
            assertThat(web.call("send", to(message.replace("2**62", "4611686018427387904"))))
                    .isEqualTo("sent");
        }

        await("forum.moderate", 1);

        var expected = new LinkedHashMap<String, Object>();
        expected.put("id", 1L << 62);
        expected.put("half", 0.5);
        expected.put("none", null);
        expected.put("yes", true);
        expected.put("text", "naïve \uD83E\uDD89");
        expected.put("bytes", new byte[] {-1, 0});
        expected.put("list", List.of(List.of(), Map.of()));
        assertThat(last()).usingRecursiveComparison().isEqualTo(expected);
        assertThat(queue.length()).isZero();
    }

    @Test
    void a_group_of_django_reaches_java() throws Exception {
        try (var web = Django.web("{}")) {
            web.call("group_add", "'readers', '%s'".formatted(name));
            web.call("group_send", "'readers', {'type': 'forum.news', 'n': 1}");
            web.call("group_discard", "'readers', '%s'".formatted(name));
            web.call("group_send", "'readers', {'type': 'forum.news', 'n': 2}");
        }

        await("forum.news", 1);

        assertThat(last()).containsExactlyEntriesOf(Map.of("n", 1L));
    }

    @Test
    void the_101st_message_that_no_one_receives_is_refused() throws Exception {
        try (var web = Django.web("{}")) {
            for (int i = 0; i < 100; i++) {
                assertThat(web.call("send", to("{'type': 'forum.news'}"))).isEqualTo("sent");
            }
            assertThat(web.call("send", to("{'type': 'forum.news'}"))).startsWith("ChannelFull");
            web.call("group_add", to("'%s'".formatted(name)));
            assertThat(web.call("group_send", to("{'type': 'forum.news'}"))).isEqualTo("sent");
        }
        await("forum.news", 100);
    }

    /**
     * Whichever side sends, a channel is full after as many messages: its pattern says how many.
     */
    @Test
    void a_channels_own_capacity_is_said_on_both_sides() throws Exception {
        var globs =
                List.of(
                        "s*!?",
                        "*-a?",
                        "*-[b-d]",
                        "*-[!b-d]y",
                        "*[]_]",
                        "*-[^x]",
                        "*.+",
                        "*[!",
                        "*");
        var layer = Layer.DEFAULT;
        var django = new ArrayList<String>();
        for (int i = 0; i < globs.size(); i++) {
            layer = layer.withChannelCapacity(globs.get(i), i + 1);
            django.add("'%s': %d".formatted(globs.get(i), i + 1));
        }
        var rooms = new TreeSet<Integer>();
        try (var web =
                Django.web("{'channel_capacity': {%s}}".formatted(String.join(", ", django)))) {
            for (String end : "!b !bc -a -ab -aby -c -e -ey -by _ -x .".split(" ")) {
                String channel = (end.startsWith("!") ? "s." : "") + name + end;
                int room = roomInDjango(web, channel);
                assertThat(roomInJava(channel, layer)).as(end).isEqualTo(room);
                rooms.add(room);
            }
        }
        assertThat(rooms).as("different ones").hasSize(7);
    }

    private static int roomInDjango(Django web, String channel) throws IOException {
        int room = 0;
        while (web.call("send", "'%s', {'type': 'forum.news'}".formatted(channel)).equals("sent")) {
            room++;
        }
        return emptied(channel, room);
    }

    private static int roomInJava(String channel, Layer layer) {
        int room = 0;
        try {
            while (true) {
                new Channel(Redis.client(), channel, layer).send("forum.news", Map.of());
                room++;
            }
        } catch (ChannelFullException full) {
            return emptied(channel, room);
        }
    }

    private static int emptied(String channel, int room) {
        Redis.client().del(Layer.DEFAULT.keyOf(channel));
        return room;
    }

    /** Redis drops the whole channel, and tells no one. */
    @Test
    void what_no_one_receives_before_it_expires_is_gone_without_a_word() throws Exception {
        try (var web = Django.web("{'expiry': 1}")) {
            web.call("send", to("{'type': 'forum.news'}"));
        }
        Thread.sleep(Duration.ofMillis(1_500).toMillis());

        worker("forum.news").drain();

        assertThat(handled).isEmpty();
        assertThat(queue.deadLetters()).isEmpty();
        assertThat(queue.length()).isZero();
    }

    @Test
    void a_message_without_a_type_is_a_dead_letter() throws IOException {
        try (var web = Django.web("{}")) {
            assertThat(web.call("send", to("{'id': 7}"))).isEqualTo("sent");
        }

        worker("forum.news").drain();

        assertDeadLetter(
                "This is not a message of channels_redis 4. Its \"type\" is missing, or not text.");
    }

    @Test
    void an_encrypted_message_is_refused_in_clear_words() throws IOException {
        try (var web = Django.web("{'symmetric_encryption_keys': ['a secret']}")) {
            web.call("send", to("{'type': 'forum.news'}"));
        }

        worker("forum.news").drain();

        assertDeadLetter(
                "This is not a message of channels_redis 4. It is encrypted: Django's layer has"
                        + " symmetric_encryption_keys.");
    }

    @Test
    void ten_megabytes_are_a_dead_letter() throws IOException {
        try (var web = Django.web("{}")) {
            var large = "x".repeat(10_000_000);
            web.call("send", to("{'type': 'forum.news', 'text': '%s'}".formatted(large)));
        }

        worker("forum.news").drain();

        assertDeadLetter(
                "This is not a message of channels_redis 4. The body of task \"forum.news\" has"
                        + " 10,000,011 bytes; a message holds at most 1,048,576.");
    }

    @Test
    void a_prefix_is_said_on_both_sides() throws IOException {
        try (var web = Django.web("{'prefix': 'forum:'}")) {
            web.call("send", to("{'type': 'forum.news', 'n': 1}"));
        }

        var layer = Layer.DEFAULT.withPrefix("forum:");
        Worker.on(new TaskQueue(new ChannelQueue(Redis.client(), name, layer)))
                .accept(MSGPACK)
                .handle("forum.news", (payload, message) -> handled.add(payload))
                .drain();

        assertThat(handled).containsExactly(Map.of("n", 1L));
    }

    /** Django takes turns: two databases of one server are as good as two servers. */
    @Test
    void a_java_worker_on_each_of_several_hosts_gets_its_share() throws Exception {
        try (var one = RedisClient.create(Redis.uri() + "/1");
                var two = RedisClient.create(Redis.uri() + "/2");
                var web = Django.web("{'hosts': ['%1$s/1', '%1$s/2']}".formatted(Redis.uri()))) {
            for (int n = 1; n <= 4; n++) {
                web.call("send", to("{'type': 'forum.news', 'n': %d}".formatted(n)));
            }

            assertThat(drained(one)).containsExactly(1L, 3L);
            assertThat(drained(two)).containsExactly(2L, 4L);
        }
    }

    private List<Object> drained(RedisClient host) {
        var numbers = new ArrayList<>();
        Worker.on(new TaskQueue(new ChannelQueue(host, name)))
                .accept(MSGPACK)
                .handle(
                        "forum.news",
                        (payload, message) -> numbers.add(((Map<?, ?>) payload).get("n")))
                .drain();
        host.flushDB();
        return numbers;
    }

    @Test
    void another_java_worker_takes_over_what_a_dead_one_held() throws Exception {
        try (var web = Django.web("{}")) {
            web.call("send", to("{'type': 'forum.news', 'n': 1}"));
        }
        assertThat(new ChannelQueue(Redis.client(), name).pop("the dead", Duration.ZERO))
                .isPresent();
        assertThat(queue.length()).as("held, and counted").isOne();
        worker("forum.news").drain();
        assertThat(handled).as("while the lease lasts").isEmpty();
        Thread.sleep(100);

        worker("forum.news").lease(Duration.ofMillis(100)).drain();

        assertThat(handled).containsExactly(Map.of("n", 1L));
        assertThat(queue.length()).isZero();
    }

    @Test
    void what_java_has_taken_is_tried_again_and_never_lost() throws IOException {
        try (var web = Django.web("{}")) {
            web.call("send", to("{'type': 'forum.news', 'n': 1}"));
        }

        Worker.on(queue)
                .accept(MSGPACK)
                .handle(
                        "forum.news",
                        (payload, message) -> {
                            throw new IllegalStateException("on purpose");
                        })
                .drain();

        assertThat(queue.deadLetters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.deliveries()).isEqualTo(3);
                            assertThat(letter.reason()).contains("on purpose");
                        });
    }
}
