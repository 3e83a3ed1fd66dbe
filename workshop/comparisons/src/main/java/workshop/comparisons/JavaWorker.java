package workshop.comparisons;

import java.net.URI;

/** A worker process. Its arguments are the contender, the server, and how many tasks it times. */
final class JavaWorker {

    private JavaWorker() {}

    public static void main(String[] arguments) throws Exception {
        URI redis = URI.create(arguments[1]);
        Task.time(redis, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        Entry.valueOf(arguments[0]).contender().work(redis);
        Thread.sleep(Long.MAX_VALUE); // some work in threads of their own
    }
}
