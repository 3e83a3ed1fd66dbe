package workshop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessagePropertiesTest {

    /** RabbitMQ carries names of 255 bytes, and three may be one character. */
    private static final int LONGEST = 85;

    private final TaskQueue queue =
            new TaskQueue(QueueServer.ofThisRun().queue("messages-" + UUID.randomUUID()));

    @Property(tries = 300)
    void every_part_of_a_message_travels_unchanged(
            @ForAll("text") String task,
            @ForAll("headers") Map<String, String> headers,
            @ForAll byte[] body) {
        var sent = new Message("", "task " + task, "application/octet-stream", headers, body);
        var received = new ArrayList<Message>();

        String id = queue.enqueue(sent);
        Worker.on(queue)
                .accept(new Raw())
                .handle(sent.task(), (payload, message) -> received.add(message))
                .drain();

        assertThat(received)
                .containsExactly(new Message(id, sent.task(), sent.contentType(), headers, body));
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(LONGEST);
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        return Arbitraries.maps(text().filter(name -> !Fields.RESERVED.contains(name)), text())
                .ofMaxSize(8);
    }

    /** Half of a pair is not text; DeliveryTest shows that it is refused. */
    private static char[] surrogates() {
        var all = new StringBuilder();
        for (char c = Character.MIN_SURROGATE; c <= Character.MAX_SURROGATE; c++) {
            all.append(c);
        }
        return all.toString().toCharArray();
    }
}
