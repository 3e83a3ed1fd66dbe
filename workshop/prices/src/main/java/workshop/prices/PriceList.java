package workshop.prices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import workshop.redis.Redis;

/**
 * Measures the price list, prints it, and writes it to the file that its argument names. That takes
 * about five minutes.
 */
public final class PriceList {

    private static final int ROUNDS = 5;
    private static final int TASKS = 10_000;
    private static final int CELERY_TASKS = 2_500;
    private static final int BYTES = 100;
    private static final int PREFETCH = 16;
    private static final int FIRST = 1_000;
    private static final int MOST_OF_A_SIZE = 5_000;
    private static final int MOST_BYTES_WAITING = 64_000_000;

    private static final String KIT = "the kit's worker, one message at a time";
    private static final String KIT_PREFETCH =
            "the kit's worker, %s messages at once".formatted(PREFETCH);
    private static final String CELERY = "Celery, solo pool";

    private final StringBuilder text = new StringBuilder();

    private PriceList() {}

    public static void main(String[] arguments) throws Exception {
        var list = new PriceList();
        list.write();
        Files.writeString(Path.of(arguments[0]), list.text);
        System.out.println("\nThis list is in the file " + arguments[0]);
        System.exit(0); // Redis's connections would keep this JVM alive
    }

    private void write() throws Exception {
        line("# The price list");
        line("");
        line(
                "%s %s, %s processors, Java %s, Redis %s. Each figure is the middle one of %s"
                        + " interleaved runs; the slowest and the fastest are in brackets.",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                redisVersion(),
                ROUNDS);
        approaches();
        queue();
        growth();
    }

    private void approaches() throws RunnerException, IOException {
        heading("What an approach costs");
        Map<String, Long> statements = StatementCounts.perTask();
        Map<String, Double> nanos = new TreeMap<>();
        var options =
                new OptionsBuilder()
                        .include(CodecBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build();
        for (var result : new Runner(options).run()) {
            var score = result.getPrimaryResult();
            nanos.put(
                    score.getLabel() + " " + result.getParams().getParam("approach"),
                    score.getStatistics().getPercentile(50));
        }
        line(
                "| step | what travels | bytes | ns to encode | ns to decode | SQL statements per"
                        + " task |");
        line("|---|---|--:|--:|--:|--:|");
        for (var approach : Approach.values()) {
            line(
                    "| %s | %s | %,d | %,.0f | %,.0f | %s |",
                    String.join(", ", approach.steps()),
                    approach.title(),
                    approach.encode(approach.thing()).length,
                    nanos.get("encode " + approach),
                    nanos.get("decode " + approach),
                    approach.steps().stream()
                            .map(step -> statements.getOrDefault(step, 0L).toString())
                            .collect(Collectors.joining(", ")));
        }
        line("");
        line(
                "Nanoseconds: the median of all single runs; about 30 of them are the clock's own."
                        + " Step 06 asks no database; steps 02 to 05");
        line(
                "load the row and write it back. Step 03 does so outside a transaction, and so"
                        + " loads it twice.");
    }

    private void queue() throws Exception {
        heading("Tasks a second, end to end");
        line(
                "A queue of %,d tasks that do nothing, %s bytes each (Celery: %,d), one consumer,"
                        + " one Redis.",
                TASKS, BYTES, CELERY_TASKS);
        line("");
        boolean celery = Consumers.celeryIsThere();
        boolean benchmark = RedisBenchmark.isThere();
        Map<String, List<Rate>> rates = new LinkedHashMap<>();
        List<Double> unpipelined = new ArrayList<>();
        List<Double> pipelined = new ArrayList<>();
        Consumers.kit(TASKS, TASKS, BYTES, 1); // warms up the compiler
        Consumers.kit(TASKS, TASKS, BYTES, 1, PREFETCH);
        Consumers.plain(TASKS, BYTES);
        for (int round = 0; round < ROUNDS; round++) {
            add(rates, KIT, Consumers.kit(TASKS, TASKS, BYTES, 1));
            add(rates, KIT_PREFETCH, Consumers.kit(TASKS, TASKS, BYTES, 1, PREFETCH));
            add(rates, "LPUSH/BRPOP, nothing acknowledged", Consumers.plain(TASKS, BYTES));
            if (celery) {
                add(rates, CELERY, Consumers.celery(CELERY_TASKS, BYTES));
            }
            if (benchmark) {
                unpipelined.add(RedisBenchmark.tasksPerSecond(TASKS, BYTES, 1));
                pipelined.add(RedisBenchmark.tasksPerSecond(TASKS, BYTES, PREFETCH));
            }
        }
        line("| consumer | tasks/s | µs of its CPU per task |");
        line("|---|--:|--:|");
        rates.forEach(
                (name, all) ->
                        line(
                                "| %s | %s | %,.0f |",
                                name,
                                spread(all.stream().map(Rate::perSecond).toList()),
                                Rate.median(all).cpuMicrosPerTask()));
        if (benchmark) {
            line(
                    "| redis-benchmark: the same commands, one at a time | %s | |",
                    spread(unpipelined));
            line(
                    "| redis-benchmark: the same, %s in a pipeline | %s | |",
                    PREFETCH, spread(pipelined));
        }
        line("");
        Rate kit = Rate.median(rates.get(KIT));
        Rate prefetching = Rate.median(rates.get(KIT_PREFETCH));
        if (celery) {
            Rate celerys = Rate.median(rates.get(CELERY));
            line(
                    "- The kit's worker does **%.1f times** as many as Celery's solo pool, and with"
                            + " %s messages at once **%.1f times**. (Aim: 10. By CPU time: %.1f and"
                            + " %.1f.)",
                    kit.perSecond() / celerys.perSecond(),
                    PREFETCH,
                    prefetching.perSecond() / celerys.perSecond(),
                    celerys.cpuMicrosPerTask() / kit.cpuMicrosPerTask(),
                    celerys.cpuMicrosPerTask() / prefetching.cpuMicrosPerTask());
        } else {
            line(
                    "- SKIPPED: Celery. %s has no Celery; -Dworkshop.python=… names another.",
                    Consumers.PYTHON);
        }
        if (benchmark) {
            line(
                    "- That is **%.0f %%** of what redis-benchmark does with as many round trips,"
                            + " and with %s messages at once %.0f %%. (Aim: 60.)",
                    100 * kit.perSecond() / median(unpipelined),
                    PREFETCH,
                    100 * prefetching.perSecond() / median(pipelined));
        } else {
            line("- SKIPPED: redis-benchmark is not installed (Debian's redis-tools has it).");
        }
    }

    private void growth() {
        heading("How it grows");
        line("| workers | tasks/s | times one |");
        line("|--:|--:|--:|");
        var byWorkers =
                interleaved(
                        List.of(1, 2, 4), workers -> Consumers.kit(TASKS, TASKS, BYTES, workers));
        byWorkers.forEach(
                (workers, rates) ->
                        line(
                                "| %s | %s | %.1f |",
                                workers, spread(rates), median(rates) / median(byWorkers.get(1))));
        line("");
        line("| tasks waiting | tasks/s of the first %,d |", FIRST);
        line("|--:|--:|");
        interleaved(
                        List.of(1_000, 10_000, 100_000, 1_000_000),
                        waiting -> Consumers.kit(FIRST, waiting, BYTES, 1))
                .forEach((waiting, rates) -> line("| %,d | %s |", waiting, spread(rates)));
        line("");
        line("| bytes | tasks/s | MB/s |");
        line("|--:|--:|--:|");
        interleaved(
                        List.of(100, 1_000, 10_000, 100_000, 1_000_000),
                        bytes -> {
                            int tasks = Math.min(MOST_OF_A_SIZE, MOST_BYTES_WAITING / bytes);
                            return Consumers.kit(tasks, tasks, bytes, 1);
                        })
                .forEach(
                        (bytes, rates) ->
                                line(
                                        "| %,d | %s | %,.1f |",
                                        bytes, spread(rates), median(rates) * bytes / 1e6));
    }

    private interface Measure {

        Rate of(int size);
    }

    private static Map<Integer, List<Double>> interleaved(List<Integer> sizes, Measure measure) {
        var all = new TreeMap<Integer, List<Double>>();
        for (int round = 0; round < ROUNDS; round++) {
            sizes.forEach(
                    size ->
                            all.computeIfAbsent(size, key -> new ArrayList<>())
                                    .add(measure.of(size).perSecond()));
        }
        return all;
    }

    private static void add(Map<String, List<Rate>> rates, String name, Rate rate) {
        rates.computeIfAbsent(name, key -> new ArrayList<>()).add(rate);
    }

    static String spread(List<Double> rates) {
        var sorted = rates.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%,.0f (%,.0f to %,.0f)",
                median(rates),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String redisVersion() {
        return Redis.client()
                .info("server")
                .lines()
                .filter(line -> line.startsWith("redis_version:"))
                .findFirst()
                .orElseThrow()
                .substring(14);
    }

    private void heading(String heading) {
        line("");
        line("## " + heading);
        line("");
    }

    private void line(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        System.out.println(line);
        text.append(line).append('\n');
    }
}
