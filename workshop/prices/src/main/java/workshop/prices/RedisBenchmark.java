package workshop.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import workshop.queue.RedisStream;
import workshop.redis.Redis;

/**
 * How fast Redis's own {@code redis-benchmark} is with the commands of the kit's worker: an
 * XREADGROUP and an acknowledging script for each task.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/optimization/">Redis
 *     benchmark, in Optimizing Redis</a>
 */
final class RedisBenchmark {

    private static final Pattern RATE = Pattern.compile("\"([0-9.]+)\"");

    /**
     * Does the work of the kit's script, on an entry that does not exist: the benchmark cannot know
     * the ids.
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

    /** Tasks per second of one client. With a pipeline of 1 it waits for each reply. */
    static double tasksPerSecond(int tasks, int bytes, int pipeline) throws IOException {
        String name = "prices:" + UUID.randomUUID();
        try {
            new RedisStream(Redis.client(), name);
            Consumers.fillStream(name, tasks, bytes);
            String read = "XREADGROUP GROUP workers benchmark COUNT 1 STREAMS %s >".formatted(name);
            double reads = perSecond(tasks, pipeline, List.of(read.split(" ")));
            var acknowledge = List.of("EVAL", ACKNOWLEDGE, "1", name, "workers", "0-1");
            double acknowledgements = perSecond(tasks, pipeline, acknowledge);
            return 1 / (1 / reads + 1 / acknowledgements);
        } finally {
            Redis.client().del(name);
        }
    }

    private static double perSecond(int requests, int pipeline, List<String> command)
            throws IOException {
        URI redis = Redis.uri();
        String options =
                "-h %s -p %s -c 1 -P %s -n %s --csv"
                        .formatted(redis.getHost(), redis.getPort(), pipeline, requests);
        var arguments = new ArrayList<>(List.of("redis-benchmark"));
        arguments.addAll(List.of(options.split(" ")));
        arguments.addAll(command);
        var process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), UTF_8);
        // the first number of the last line; the others are latencies
        var rate = RATE.matcher(words);
        if (!rate.find()) {
            throw new IOException("redis-benchmark printed no rate: " + words);
        }
        return Double.parseDouble(rate.group(1));
    }
}
