package workshop.processes;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.context.ApplicationContext;
import workshop.queue.Broker.Pending;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.RedisStream;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;
import workshop.step02.Questions;

/** A worker process whose tasks are slow, fail, or kill it. The question's text says which. */
final class FaultyWorker {

    static final String SLOW = "Is this slow?";
    static final String FAILS = "Does this fail?";
    static final String KILLS = "Does this kill?";
    static final int TRIES = 3;

    private FaultyWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var site = Site.open(1)) {
            Worker.on(site.getBean(TaskQueue.class))
                    .accept(new JsonSerializer())
                    .maxDeliveries(TRIES)
                    .lease(Duration.ofSeconds(2))
                    .handle("moderate", faulty(site))
                    .run();
        }
    }

    private static TaskHandler faulty(ApplicationContext site) {
        var moderator = site.getBean(Moderator.class);
        var questions = site.getBean(Questions.class);
        return (payload, message) -> {
            switch (questions.findById((Long) payload).orElseThrow().getBody()) {
                case SLOW -> outliveLease(message);
                case FAILS -> throw new IllegalStateException("bad luck");
                case KILLS -> Runtime.getRuntime().halt(137);
                default -> {}
            }
            moderator.handle(payload, message);
        };
    }

    /** Waits until another worker has claimed the same message, or finished it. */
    private static void outliveLease(Message message) {
        var broker = new RedisStream(Redis.client(), Site.QUEUE);
        long mine = deliveries(broker, message);
        await().atMost(Duration.ofMinutes(1)).until(() -> deliveries(broker, message) != mine);
    }

    private static long deliveries(RedisStream broker, Message message) {
        return broker.pending().stream()
                .filter(pending -> pending.id().equals(message.id()))
                .mapToLong(Pending::deliveries)
                .findFirst()
                .orElse(0);
    }
}
