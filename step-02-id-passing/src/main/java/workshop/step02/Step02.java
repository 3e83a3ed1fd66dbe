package workshop.step02;

import java.util.UUID;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import workshop.queue.RedisStream;
import workshop.queue.TaskQueue;
import workshop.race.Seams;
import workshop.redis.Redis;

/**
 * The forum as a Spring application: its entities, a database, and the queue between web process
 * and worker.
 */
@SpringBootApplication
public class Step02 {

    /**
     * The queue's name in Redis: another one in every run, so that two runs on one server do not
     * meet.
     */
    static final String QUEUE = "step02:" + UUID.randomUUID();

    @Bean
    TaskQueue queue() {
        return new TaskQueue(
                Seams.wrap(
                        new RedisStream(
                                Redis.client(),
                                QUEUE))); // the seam: where tests decide who goes next
    }
}
