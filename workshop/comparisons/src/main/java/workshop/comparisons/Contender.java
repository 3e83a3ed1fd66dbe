package workshop.comparisons;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A queue whose worker runs tasks, one after the other, in a process of its own. */
interface Contender {

    /**
     * After how long the message of a dead worker may be handed out again, where that can be set.
     */
    Duration LEASE = Duration.ofSeconds(5);

    /** The name of every queue: each has a server to itself. */
    String QUEUE = "comparisons";

    /** Enqueues these tasks. */
    void enqueue(URI redis, List<String> tasks) throws Exception;

    /** Runs {@link Task#run} for each task, until this process is ended. */
    void work(URI redis) throws Exception;

    /** The command that starts its worker process. */
    default List<String> command(String name, URI redis, int warmUp, int timed) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                JavaWorker.class.getName(),
                name,
                redis.toString(),
                Integer.toString(warmUp),
                Integer.toString(timed));
    }
}
