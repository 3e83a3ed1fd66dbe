package workshop.prices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workshop.queue.QueueServer;

/**
 * Measures what the kit's queue does on RabbitMQ, beside RabbitMQ's own benchmark, prints the table
 * and writes it to the file that its argument names.
 */
public final class OnRabbitMq {

    private static final int ROUNDS = Integer.getInteger("prices.rounds", 5);

    /** A disk that confirms fifty messages a second needs minutes for each row. */
    private static final int SHARE = Integer.getInteger("prices.share", 1);

    private static final int MESSAGES = 10_000 / SHARE;

    /** More of what is fast: the benchmark's JVM is a new one each time. */
    private static final int MANY = 40_000 / SHARE;

    private static final int BYTES = 100;
    private static final int PREFETCH = 16;
    private static final String SERVER = System.getProperty(QueueServer.PROPERTY);

    private final StringBuilder text = new StringBuilder();

    private OnRabbitMq() {}

    public static void main(String[] arguments) throws Exception {
        if (SERVER == null) {
            throw new IllegalArgumentException(
                    "Name a RabbitMQ: -D%s=amqp://…".formatted(QueueServer.PROPERTY));
        }
        var table = new OnRabbitMq();
        table.write();
        Files.writeString(Path.of(arguments[0]), table.text);
    }

    /** The kit's figures and the benchmark's, one of each for each round. */
    private record Pair(String title, List<Double> kit, List<Double> perfTest) {

        Pair(String title) {
            this(title, new ArrayList<>(), new ArrayList<>());
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0f %% |",
                    title,
                    PriceList.spread(kit),
                    PriceList.spread(perfTest),
                    100 * PriceList.median(kit) / PriceList.median(perfTest));
        }
    }

    private void write() throws IOException {
        var sent = new Pair("sent, each confirmed before the next");
        var one = new Pair("worked and acknowledged, one at a time");
        var several = new Pair("worked and acknowledged, %s at once".formatted(PREFETCH));
        warmUp();
        for (int round = 0; round < ROUNDS; round++) {
            send(sent);
            work(one, MESSAGES, 1);
            work(several, MANY, PREFETCH);
        }
        line("| messages/s on RabbitMQ | the kit | perf-test | of perf-test |");
        line("|---|--:|--:|--:|");
        for (var pair : List.of(sent, one, several)) {
            line(pair.row());
        }
    }

    private static void warmUp() {
        try (var queue = new BrokerOfThisRun()) {
            queue.send(MESSAGES, BYTES);
            queue.work(1);
        }
    }

    private static void send(Pair pair) throws IOException {
        try (var queue = new BrokerOfThisRun()) {
            pair.kit.add(queue.send(MESSAGES, BYTES).perSecond());
        }
        try (var queue = new BrokerOfThisRun()) {
            pair.perfTest.add(RabbitBenchmark.sent(SERVER, queue.name(), MESSAGES, BYTES));
        }
    }

    private static void work(Pair pair, int messages, int prefetch) throws IOException {
        try (var queue = new BrokerOfThisRun()) {
            queue.fill(messages, BYTES);
            pair.kit.add(queue.work(prefetch).perSecond());
        }
        try (var queue = new BrokerOfThisRun()) {
            queue.fill(messages, BYTES);
            pair.perfTest.add(RabbitBenchmark.received(SERVER, queue.name(), messages, prefetch));
        }
    }

    private void line(String line) {
        System.out.println(line);
        text.append(line).append('\n');
    }
}
