package workshop.comparisons;

import java.net.URI;
import redis.clients.jedis.Jedis;

/**
 * A task that does nothing, or hangs. It is public, and so is its method, because Redisson and
 * JobRunr call it from afar. Like the worker, it runs one task at a time.
 */
public final class Task {

    static final String HANG = "hang";
    static final String HANGING = "hanging";
    static final String MEASURED = "measured";

    private static URI redis;
    private static int first;
    private static int last;
    private static int done;
    private static long start;
    private static long readsAtTheStart;

    private Task() {}

    /** Times the tasks after these first ones. */
    static void time(URI redis, int warmUp, int timed) {
        Task.redis = redis;
        first = warmUp;
        last = warmUp + timed;
    }

    /** Runs the task, on the only worker thread of this process. */
    public static synchronized void run(String text) throws InterruptedException {
        if (text.equals(HANG)) {
            System.out.println(HANGING);
            Thread.sleep(Long.MAX_VALUE);
        }
        done++;
        if (done == first) {
            readsAtTheStart = reads();
            start = System.nanoTime();
        } else if (done == last) {
            long nanos = System.nanoTime() - start;
            System.out.printf("%s %s %s%n", MEASURED, nanos, reads() - readsAtTheStart);
        }
    }

    /** How often the server has read from a connection: what comes in one write is one read. */
    private static long reads() {
        try (var server = new Jedis(redis)) {
            String reads =
                    server.info("stats").replaceAll("(?s).*total_reads_processed:(\\d+).*", "$1");
            return Long.parseLong(reads);
        }
    }
}
