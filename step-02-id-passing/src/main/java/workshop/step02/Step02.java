package workshop.step02;

import java.util.UUID;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import workshop.queue.Broker;
import workshop.queue.QueueServer;
import workshop.queue.TaskQueue;

/**
 * The forum as a Spring application: its entities, a database, and the queue between web process
 * and worker.
 */
@SpringBootApplication
public class Step02 {

    /**
     * The queue's name on its server: a new one in every run, so that two runs on one server do not
     * meet.
     */
    static final String QUEUE = "step02:" + UUID.randomUUID();

    @Bean
    Broker broker() {
        return QueueServer.ofThisRun().queue(QUEUE);
    }

    @Bean
    TaskQueue queue(Broker broker) {
        return new TaskQueue(broker);
    }
}
