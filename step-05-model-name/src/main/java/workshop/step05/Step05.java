package workshop.step05;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import workshop.queue.Broker;
import workshop.queue.QueueServer;
import workshop.queue.TaskQueue;

/**
 * The forum as a Spring application: its entities, a database, and the queue through which the web
 * process reaches the worker.
 */
@SpringBootApplication
public class Step05 {

    @Bean
    Broker broker(@Value("${moderation.queue:moderation}") String queue) {
        return QueueServer.ofThisRun().queue(queue);
    }

    @Bean
    TaskQueue queue(Broker broker) {
        return new TaskQueue(broker);
    }
}
