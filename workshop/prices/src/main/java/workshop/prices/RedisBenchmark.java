package workshop.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import workshop.queue.RedisStream;
import workshop.redis.Redis;

/**
 * What Redis's own {@code redis-benchmark} reaches with the commands of the kit's worker: an
 * XREADGROUP and an acknowledging script for each task.
 */
final class RedisBenchmark {

    private static final Pattern RATE = Pattern.compile("\"([0-9.]+)\"");

    /**
     * The work of the kit's script, on an entry that is not there: the benchmark cannot know the
     * ids.
     */
    private static final String ACKNOWLEDGE =
            "if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 1 then redis.call('XDEL', KEYS[1],"
                    + " ARGV[2]) end";

    private RedisBenchmark() {}

    /** Whether it is installed. */
    static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("redis-benchmark", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Tasks a second of one client, which waits for each answer when the pipeline is 1. */
    static double tasksPerSecond(int tasks, int bytes, int pipeline) throws IOException {
        String name = "prices:" + UUID.randomUUID();
        try {
            new RedisStream(Redis.client(), name);
            Consumers.fillStream(name, tasks, bytes);
            double reads =
                    perSecond(
                            tasks,
                            pipeline,
                            "XREADGROUP",
                            "GROUP",
                            "workers",
                            "benchmark",
                            "COUNT",
                            "1",
                            "STREAMS",
                            name,
                            ">");
            double acknowledgements =
                    perSecond(tasks, pipeline, "EVAL", ACKNOWLEDGE, "1", name, "workers", "0-1");
            return 1 / (1 / reads + 1 / acknowledgements);
        } finally {
            Redis.client().del(name);
        }
    }

    private static double perSecond(int requests, int pipeline, String... command)
            throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "redis-benchmark",
                                "-h",
                                Redis.uri().getHost(),
                                "-p",
                                Integer.toString(Redis.uri().getPort()),
                                "-c",
                                "1",
                                "-P",
                                Integer.toString(pipeline),
                                "-n",
                                Integer.toString(requests),
                                "--csv"));
        arguments.addAll(List.of(command));
        var process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), UTF_8);
        var rate =
                RATE.matcher(words); // the first number of the last line; the others are latencies
        if (!rate.find()) {
            throw new IOException("redis-benchmark does not say a rate: " + words);
        }
        return Double.parseDouble(rate.group(1));
    }
}
