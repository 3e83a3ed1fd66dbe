package workshop.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A worker that drains asks for each message, because only so it learns that there is no more. */
final class Poller implements Intake {

    private static final long NANOSECONDS_BETWEEN_QUESTIONS = 20_000_000;

    private final ReopeningConnection connection;
    private final DeclaredQueue queue;
    private final UnackedDeliveries unacked;
    private final String worker;

    /** What came instead of a message that the worker had given back. */
    private final Queue<UnackedDelivery> others = new ConcurrentLinkedQueue<>();

    Poller(
            ReopeningConnection connection,
            DeclaredQueue queue,
            UnackedDeliveries unacked,
            String worker) {
        this.connection = connection;
        this.queue = queue;
        this.unacked = unacked;
        this.worker = worker;
    }

    @Override
    public List<UnackedDelivery> next(int most, Duration wait) {
        return queue.ask(channel -> next(channel, most, wait));
    }

    private List<UnackedDelivery> next(Channel channel, int most, Duration wait)
            throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        var all = others(most);
        while (all.size() < most) {
            var next = get(channel);
            if (next.isPresent()) {
                all.add(next.get());
            } else if (!all.isEmpty() || System.nanoTime() - end >= 0 || isInterrupted()) {
                break;
            } else {
                LockSupport.parkNanos(NANOSECONDS_BETWEEN_QUESTIONS);
            }
        }
        return all;
    }

    private List<UnackedDelivery> others(int most) {
        var all = new ArrayList<UnackedDelivery>();
        while (all.size() < most && !others.isEmpty()) {
            Optional.ofNullable(others.poll()).filter(unacked::holds).ifPresent(all::add);
        }
        return all;
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    private Optional<UnackedDelivery> get(Channel channel) throws IOException {
        GetResponse got = channel.basicGet(queue.name(), false);
        return Optional.ofNullable(got)
                .map(
                        it ->
                                unacked.take(
                                        channel,
                                        it.getEnvelope(),
                                        it.getProps(),
                                        it.getBody(),
                                        worker,
                                        ""));
    }

    @Override
    public Optional<UnackedDelivery> again(UnackedDelivery givenBack) {
        var next = connection.ask(() -> get(givenBack.channel()));
        if (next.isPresent() && !next.get().id().equals(givenBack.id())) {
            others.add(next.get());
            return Optional.empty();
        }
        return next;
    }

    @Override
    public Channel end() {
        return null;
    }
}
