package workshop.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How fast RabbitMQ's own benchmark is on a queue that is there already, with the guarantees of the
 * kit's queue: confirmed, on the disk, acknowledged one by one.
 *
 * @see <a href="https://perftest.rabbitmq.com">PerfTest</a>
 */
final class RabbitBenchmark {

    /** It has libraries of its own, in versions of its own. */
    private static final String CLASS_PATH = System.getProperty("workshop.perf-test");

    private static final String PROGRAM = "com.rabbitmq.perf.PerfTest";

    /** The queue is predeclared. */
    private static final String OPTIONS = "-p -f persistent -s %s -u %s -h %s";

    private RabbitBenchmark() {}

    /** Messages a second of one sender, who waits for each confirm. */
    static double sent(String server, String queue, int messages, int bytes) throws IOException {
        return rate("sending", options(server, queue, bytes) + " -x 1 -y 0 -c 1 -C " + messages);
    }

    /** Messages a second of one consumer. */
    static double received(String server, String queue, int messages, int prefetch)
            throws IOException {
        String consumer = " -x 0 -y 1 -q %s -D %s".formatted(prefetch, messages);
        return rate("receiving", options(server, queue, 0) + consumer);
    }

    private static String options(String server, String queue, int bytes) {
        return OPTIONS.formatted(bytes, queue, server);
    }

    private static double rate(String what, String options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", CLASS_PATH, PROGRAM));
        command.addAll(List.of(options.split(" ")));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), UTF_8);
        var rate = Pattern.compile(what + " rate avg: ([0-9]+) msg/s").matcher(words);
        if (!rate.find()) {
            throw new IOException("perf-test printed no rate: " + words);
        }
        return Double.parseDouble(rate.group(1));
    }
}
