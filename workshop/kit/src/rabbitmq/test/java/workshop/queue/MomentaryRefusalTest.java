package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import workshop.rabbitmq.RabbitQueue;
import workshop.rabbitmq.RabbitServer;

/**
 * RabbitMQ refuses a message, and has room for it before the sender learns of the refusal: it is
 * sent once more, and nobody is troubled.
 *
 * @see <a href="https://github.com/rabbitmq/rabbitmq-server/issues/15333">Quorum queue rejects
 *     messages during deletion</a>
 */
class MomentaryRefusalTest extends QueueTest {

    private static final String ADDRESS = System.getProperty(QueueServer.PROPERTY);

    private final FrameRelay relay;
    private final Broker sender;
    private final AtomicInteger refusals = new AtomicInteger();

    MomentaryRefusalTest() throws Exception {
        relay = new FrameRelay(ADDRESS);
        sender = new RabbitServer(relay.address()).queue(name);
    }

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void a_message_that_a_dying_queue_refuses_is_in_the_next_one() {
        QueueServer.ofThisRun().refuse(name);
        whenRefused(() -> QueueServer.ofThisRun().delete(name));

        String id = sender.add(work(7));

        assertThat(refusals).hasValue(1);
        assertThat(broker.pop("worker", Duration.ZERO).orElseThrow().id()).isEqualTo(id);
        assertThat(broker.pop("worker", Duration.ZERO)).isEmpty();
    }

    @Test
    void of_several_only_those_that_were_refused_are_sent_once_more() {
        var full = withRoomForTwo();
        whenRefused(() -> full.acknowledge(take(full)));

        var ids = sender.add(Stream.of(1, 2, 3).map(MomentaryRefusalTest::work).toList());

        assertThat(refusals).hasValue(1);
        assertThat(List.of(take(full).id(), take(full).id())).isEqualTo(ids.subList(1, 3));
        assertThat(full.pop("worker", Duration.ZERO)).isEmpty();
    }

    @Test
    void a_second_refusal_is_told_and_there_is_no_third_try() {
        withRoomForTwo();
        whenRefused(() -> {});

        assertThatThrownBy(
                        () ->
                                sender.add(
                                        Stream.of(1, 2, 3)
                                                .map(MomentaryRefusalTest::work)
                                                .toList()))
                .isExactlyInstanceOf(BrokerException.class)
                .hasMessageContaining("the queue \"%s\" is full", name);
        assertThat(refusals).hasValue(2);
    }

    private void whenRefused(Runnable makeRoom) {
        relay.onRefusal(
                () -> {
                    refusals.incrementAndGet();
                    makeRoom.run();
                });
    }

    /** Someone else's queue, in the place of ours. */
    private RabbitQueue withRoomForTwo() {
        QueueServer.ofThisRun().delete(name);
        return new RabbitServer(ADDRESS)
                .queue(name, Map.of("x-max-length", 2, "x-overflow", "reject-publish"));
    }

    private static Delivery take(Broker queue) {
        return queue.pop("worker", Duration.ZERO).orElseThrow();
    }

    private static Fields work(int number) {
        byte[] body = Integer.toString(number).getBytes(UTF_8);
        return Fields.of(Message.of("work", JSON.contentType(), body));
    }
}
