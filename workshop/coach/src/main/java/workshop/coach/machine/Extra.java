package workshop.coach.machine;

import java.util.List;
import java.util.Locale;

/** What only some people need, and what Maven is told so that it downloads it. */
public enum Extra {
    POSTGRESQL(1, "-Dworkshop.db=postgresql"),
    TESTCONTAINERS(26, "-Dworkshop.redis=testcontainers", "-Dworkshop.db=testcontainers"),
    RABBITMQ(1, "-Dworkshop.broker=amqp");

    private final int megabytes;
    private final List<String> asks;

    Extra(int megabytes, String... asks) {
        this.megabytes = megabytes;
        this.asks = List.of(asks);
    }

    /** How much that is on a new machine. */
    public int megabytes() {
        return megabytes;
    }

    List<String> asks() {
        return asks;
    }

    /** As people type it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
