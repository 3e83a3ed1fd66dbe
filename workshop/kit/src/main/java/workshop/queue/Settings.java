package workshop.queue;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a {@link Worker} was told, and what it assumes where it was told nothing. {@code Worker}
 * documents each of them; the phases of its work read them here.
 */
final class Settings {

    /** By content type. */
    final Map<String, Serializer> accepted = new TreeMap<>();

    /** By the name of the task. */
    final Map<String, TaskHandler> handlers = new TreeMap<>();

    /** A clock in nanoseconds counts no more than 292 years. */
    static final Duration LONGEST = Duration.ofDays(100 * 365);

    Predicate<Message> genuine = message -> true;
    String name = "worker-" + UUID.randomUUID();
    int maxDeliveries = 3;
    Duration retryAfter = Duration.ofMillis(100);
    Duration lease = Duration.ofSeconds(30);
    int prefetch = 1;
}
