package workshop.celery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import workshop.rabbitmq.RabbitQueue;
import workshop.rabbitmq.RabbitServer;

/** Where messages with an {@code eta} wait: queues that give them back after a fixed time. */
final class WaitingQueues {

    /** How long a message waits at a time. A year takes some four hundred turns. */
    static final List<Duration> TIMES =
            List.of(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    Duration.ofDays(1));

    private final List<Waiting> all;

    /** A queue from which messages come back after that time. */
    private record Waiting(Duration time, RabbitQueue queue) {}

    /**
     * The queues beside that one.
     *
     * @param ours the queue to which the messages come back
     */
    WaitingQueues(RabbitServer server, String ours) {
        this.all = TIMES.stream().map(time -> waiting(server, ours, time)).toList();
    }

    private static Waiting waiting(RabbitServer server, String ours, Duration time) {
        Map<String, Object> backAfterThat =
                Map.of(
                        "x-queue-type", "quorum",
                        "x-message-ttl", time.toMillis(),
                        "x-overflow", "reject-publish",
                        "x-dead-letter-exchange", "",
                        "x-dead-letter-routing-key", ours,
                        "x-dead-letter-strategy", "at-least-once");
        return new Waiting(time, server.queue(nameOf(ours, time), backAfterThat));
    }

    /** The name of the queue of that time. */
    static String nameOf(String ours, Duration time) {
        return "%s:wait:%s".formatted(ours, time);
    }

    /** The queue of the longest time that is not too long, or the shortest. */
    RabbitQueue until(Instant eta) {
        var left = Duration.between(Instant.now(), eta);
        var chosen = all.get(0);
        for (var each : all) {
            if (each.time().compareTo(left) <= 0) {
                chosen = each;
            }
        }
        return chosen.queue();
    }

    long length() {
        return all.stream().mapToLong(each -> each.queue().length()).sum();
    }
}
