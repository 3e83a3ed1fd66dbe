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
 * What both processes are made of: step 02's entities and its two ends, and the queue between them.
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
     * <p>The pool tests each connection that it hands out, also one that was in use just now, which
     * it otherwise trusts for half a second: it does not know H2's codes for a broken one, and a
     * busy process would be given the same one for ever.
     *
     * @param threads how many threads will use the database at once
     */
    static ConfigurableApplicationContext open(int threads) {
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        return new SpringApplicationBuilder(Site.class)
                .registerShutdownHook(false) // first the work ends, then the connections
                .run(
                        "--spring.jpa.hibernate.ddl-auto=update", // several processes share the
                        // tables: make what is not there
                        "--spring.datasource.hikari.maximum-pool-size=" + threads,
                        "--spring.datasource.hikari.connection-timeout=1000");
    }
}
