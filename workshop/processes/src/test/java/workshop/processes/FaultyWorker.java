package workshop.processes;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.NoSuchElementException;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.RedisStream;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;
import workshop.step02.Questions;

/**
 * A worker process with tasks that are slow, that fail, or that end it: which, a question's text
 * says.
 */
final class FaultyWorker {

    static final String SLOW = "Is this slow?";
    static final String FAILS = "Does this fail?";
    static final String KILLS = "Does this kill?";
    static final int TRIES = 3;

    private FaultyWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var site = Site.open(1)) {
            var moderator = site.getBean(Moderator.class);
            var questions = site.getBean(Questions.class);
            Worker.on(site.getBean(TaskQueue.class))
                    .accept(new JsonSerializer())
                    .maxDeliveries(TRIES)
                    .lease(Duration.ofSeconds(2))
                    .handle(
                            "moderate",
                            (payload, message) -> {
                                switch (questions
                                        .findById((Long) payload)
                                        .orElseThrow(NoSuchElementException::new)
                                        .getBody()) {
                                    case SLOW -> outliveLease(message);
                                    case FAILS -> throw new IllegalStateException("bad luck");
                                    case KILLS -> Runtime.getRuntime().halt(137);
                                    default -> {}
                                }
                                moderator.handle(payload, message);
                            })
                    .run();
        }
    }

    /** Until another worker was given the same message, or has finished it. */
    private static void outliveLease(Message message) {
        var broker = new RedisStream(Redis.client(), Site.QUEUE);
        long mine = count(broker, message);
        await().atMost(Duration.ofMinutes(1)).until(() -> count(broker, message) != mine);
    }

    private static long count(RedisStream broker, Message message) {
        return broker.held().stream()
                .filter(held -> held.id().equals(message.id()))
                .mapToLong(held -> held.count())
                .findFirst()
                .orElse(0);
    }
}
