package workshop.processes;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import workshop.queue.TaskQueue;
import workshop.redis.Redis;
import workshop.step02.Once;
import workshop.step02.Outbox;
import workshop.step02.Questions;

/**
 * The Spring application of both processes: step 02's entities, its outbox and its idempotent task,
 * and the queue between them.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Questions.class)
@EnableJpaRepositories(basePackageClasses = Questions.class)
@Import({Outbox.class, Once.class, Moderator.class})
class Site {

    /** The queue's name in Redis. */
    static final String QUEUE = "forum:tasks";

    @Bean
    TaskQueue queue() {
        return new TaskQueue(Redis.client(), QUEUE);
    }

    /**
     * Connects to both servers.
     *
     * <p>The pool must test every connection that it hands out. By default it trusts one that was
     * used within the last half second; but it does not know H2's error codes for a broken
     * connection, so a busy process would be given the same broken one for ever.
     *
     * @param threads how many threads will use the database at the same time
     */
    static ConfigurableApplicationContext open(int threads) {
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        return new SpringApplicationBuilder(Site.class)
                // the work ends first, then the connections
                .registerShutdownHook(false)
                .run(
                        // several processes share the tables: create only the missing ones
                        "--spring.jpa.hibernate.ddl-auto=update",
                        "--spring.datasource.hikari.maximum-pool-size=" + threads,
                        "--spring.datasource.hikari.connection-timeout=1000");
    }
}
