package workshop.step05;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import workshop.queue.RedisStream;
import workshop.queue.TaskQueue;
import workshop.race.Seams;
import workshop.redis.Redis;

/**
 * The forum as a Spring application: its entities, a database, and the queue through which the web
 * process reaches the worker.
 */
@SpringBootApplication
public class Step05 {

    @Bean
    TaskQueue queue(@Value("${moderation.queue:moderation}") String name) {
        return new TaskQueue(
                Seams.wrap(
                        new RedisStream(
                                Redis.client(),
                                name))); // the seam: where tests decide who goes next
    }
}
