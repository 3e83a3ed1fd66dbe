package workshop.redis;

import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * A process that sends itself a message and says what came of it. Its arguments are the server and
 * a trust store, which counts for the whole process.
 */
final class TlsWorker {

    private TlsWorker() {}

    public static void main(String[] arguments) {
        System.setProperty(Redis.PROPERTY, arguments[0]);
        System.setProperty("javax.net.ssl.trustStore", arguments[1]);
        System.setProperty("javax.net.ssl.trustStorePassword", TlsTest.PASSWORD);
        try {
            var json = new JsonSerializer();
            var queue = new TaskQueue(Redis.client(), "tls");
            queue.enqueue("say", "done", json);
            Worker.on(queue)
                    .accept(json)
                    .handle("say", (payload, message) -> System.out.println(payload))
                    .drain();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage().replace('\n', ' '));
        }
        System.exit(0);
    }
}
