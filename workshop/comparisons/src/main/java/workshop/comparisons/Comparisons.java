package workshop.comparisons;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.clients.jedis.Jedis;
import workshop.redis.EmbeddedRedis;

/**
 * Measures every {@link Entry}, prints a table, and writes it to the file that its argument names.
 */
public final class Comparisons {

    private static final int ROUNDS = Integer.getInteger("comparisons.rounds", 5);
    private static final int BYTES = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Long enough for every worker here that takes over at all; Celery looks every 100 s. */
    private static final Duration COMES_BACK_WITHIN = Duration.ofSeconds(150);

    private final File folder;
    private final StringBuilder text = new StringBuilder();

    private Comparisons(File folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path table = Path.of(arguments[0]).toAbsolutePath();
        var comparisons = new Comparisons(table.getParent().toFile());
        comparisons.write();
        Files.writeString(table, comparisons.text);
        System.exit(0); // the clients have threads that would keep this JVM alive
    }

    private void write() throws Exception {
        var entries = new ArrayList<Entry>();
        for (var entry : Entry.values()) {
            if (entry.isThere()) {
                entries.add(entry);
            } else {
                line("SKIPPED: %s. -Dworkshop.python=… names a Python that has it.", entry.title());
            }
        }
        var measured = measure(entries);
        var afterAKill = killed(entries);
        line("| consumer | tasks/s | of BRPOP | reads of the server per task | killed in a task |");
        line("|---|--:|--:|--:|---|");
        double brpop = median(measured.get(Entry.BRPOP), Measurement::tasksPerSecond);
        for (var entry : entries) {
            var all = measured.get(entry);
            double rate = median(all, Measurement::tasksPerSecond);
            line(
                    "| %s | %,.0f (%,.0f to %,.0f) | %.0f %% | %.2f | %s |",
                    entry.title(),
                    rate,
                    Collections.min(all.stream().map(Measurement::tasksPerSecond).toList()),
                    Collections.max(all.stream().map(Measurement::tasksPerSecond).toList()),
                    100 * rate / brpop,
                    median(all, Measurement::readsPerTask),
                    afterAKill.get(entry).get());
        }
    }

    private record Measurement(double tasksPerSecond, double readsPerTask) {}

    private interface Figure {
        double of(Measurement measurement);
    }

    private static double median(List<Measurement> all, Figure figure) {
        return all.stream().map(figure::of).sorted().toList().get(all.size() / 2);
    }

    /** They take turns, so that a slow minute hits all of them. */
    private Map<Entry, List<Measurement>> measure(List<Entry> entries) throws Exception {
        var all = new EnumMap<Entry, List<Measurement>>(Entry.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (var entry : entries) {
                try (var server = EmbeddedRedis.start()) {
                    all.computeIfAbsent(entry, key -> new ArrayList<>())
                            .add(measure(entry, server));
                }
            }
        }
        return all;
    }

    private Measurement measure(Entry entry, EmbeddedRedis server) throws Exception {
        // some more, so that the last task that is timed has a successor, as all others have
        int tasks = entry.warmUp() + entry.timed() + 100;
        entry.contender().enqueue(server.uri(), Collections.nCopies(tasks, "x".repeat(BYTES)));
        try (var worker = start(entry, server)) {
            String[] words =
                    worker.line(Task.MEASURED, PATIENCE)
                            .orElseThrow(() -> new IOException("No figures: " + log(entry)))
                            .split(" ");
            double seconds = Long.parseLong(words[1]) / 1e9;
            double reads = Long.parseLong(words[2]);
            return new Measurement(entry.timed() / seconds, reads / entry.timed());
        }
    }

    /** All at once: they wait most of the time. */
    private Map<Entry, Future<String>> killed(List<Entry> entries) throws InterruptedException {
        var all = new EnumMap<Entry, Future<String>>(Entry.class);
        var threads = Executors.newCachedThreadPool();
        for (var entry : entries) {
            Callable<String> killed = () -> killed(entry);
            all.put(entry, threads.submit(killed));
        }
        threads.shutdown();
        return all;
    }

    /** What becomes of a message whose worker is killed in its task, while another worker waits. */
    private String killed(Entry entry) throws Exception {
        try (var server = EmbeddedRedis.start();
                var redis = new Jedis(server.uri())) {
            entry.contender().enqueue(server.uri(), List.of(Task.HANG));
            try (var worker = start(entry, server)) {
                worker.line(Task.HANGING, PATIENCE)
                        .orElseThrow(() -> new IOException("No task: " + log(entry)));
            }
            long start = System.nanoTime();
            Optional<String> again;
            try (var successor = start(entry, server)) {
                again = successor.line(Task.HANGING, COMES_BACK_WITHIN);
            }
            if (again.isPresent()) {
                long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                return "comes back after %s s".formatted(seconds);
            }
            return redis.dbSize() == 0
                    ? "is gone"
                    : "is in Redis, and no worker gets it within %s s"
                            .formatted(COMES_BACK_WITHIN.toSeconds());
        }
    }

    private WorkerProcess start(Entry entry, EmbeddedRedis server) throws IOException {
        return WorkerProcess.start(entry, server.uri(), log(entry));
    }

    private File log(Entry entry) {
        return new File(folder, entry + ".log");
    }

    private void line(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        System.out.println(line);
        text.append(line).append('\n');
    }
}
