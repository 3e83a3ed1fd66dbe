package workshop.prices;

import jakarta.persistence.EntityManagerFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import workshop.forum.Question;
import workshop.forum.Questions;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.redis.Redis;
import workshop.step02.PassTheId;
import workshop.step02.Step02;
import workshop.step03.Step03;
import workshop.step03.TaskPerType;
import workshop.step04.ModerationTask;
import workshop.step04.Step04;
import workshop.step05.ModerateTask;
import workshop.step05.ModerationQueue;
import workshop.step05.Ref;
import workshop.step05.Step05;

/**
 * How many SQL statements a worker sends for one task: the solutions' own tasks, counted by
 * Hibernate.
 */
final class Statements {

    private static final String BODY = "Why is the  sky blue?";

    private Statements() {}

    /** By step. */
    static Map<String, Long> perTask() {
        var counts = new LinkedHashMap<String, Long>();
        counts.put(
                "02",
                count(
                        Step02.class,
                        (forum, queue) -> {
                            var question =
                                    forum.getBean(workshop.step02.Questions.class)
                                            .save(new workshop.step02.Question(BODY));
                            queue.enqueue("moderate", question.getId(), new JsonSerializer());
                            return Worker.on(queue)
                                    .accept(new JsonSerializer())
                                    .handle(
                                            "moderate",
                                            (payload, message) ->
                                                    forum.getBean(PassTheId.class)
                                                            .moderate(payload));
                        }));
        counts.put(
                "03",
                count(
                        Step03.class,
                        (forum, queue) -> {
                            queue.enqueue(
                                    "moderate_question",
                                    forum.getBean(Questions.class).save(new Question(BODY)).getId(),
                                    new JsonSerializer());
                            return forum.getBean(TaskPerType.class).worker(queue);
                        }));
        counts.put(
                "04",
                count(
                        Step04.class,
                        (forum, queue) -> {
                            var question = forum.getBean(Questions.class).save(new Question(BODY));
                            queue.enqueue(
                                    "moderate",
                                    Arrays.asList(question.getId(), null, null),
                                    new JsonSerializer());
                            return forum.getBean(ModerationTask.class).worker(queue);
                        }));
        counts.put(
                "05",
                count(
                        Step05.class,
                        (forum, queue) -> {
                            var question =
                                    forum.getBean(workshop.step05.Questions.class)
                                            .save(new workshop.step05.Question(BODY));
                            new ModerationQueue(queue)
                                    .moderate(new Ref("Question", question.getId()));
                            return new ModerationQueue(queue)
                                    .worker(forum.getBean(ModerateTask.class));
                        }));
        return counts;
    }

    /** Puts one task into the queue, and says who is to run it. */
    private interface Task {

        Worker enqueue(ConfigurableApplicationContext forum, TaskQueue queue);
    }

    private static long count(Class<?> application, Task task) {
        String name = "prices:" + UUID.randomUUID();
        try (var forum =
                new SpringApplicationBuilder(application)
                        .run(
                                "--spring.datasource.url=jdbc:h2:mem:"
                                        + name.replace(':', '-')
                                        + ";DB_CLOSE_DELAY=-1",
                                "--moderation.queue="
                                        + name
                                        + ":mixin", // where step 05's save enqueues by itself
                                "--spring.jpa.properties.hibernate.generate_statistics=true",
                                "--logging.level.root=WARN")) {
            var queue = new TaskQueue(Redis.client(), name);
            var worker = task.enqueue(forum, queue);
            var statistics =
                    forum.getBean(EntityManagerFactory.class)
                            .unwrap(SessionFactory.class)
                            .getStatistics();
            long before = statistics.getPrepareStatementCount();
            worker.drain();
            if (!queue.deadLetters().isEmpty()) {
                throw new IllegalStateException(
                        "The task of %s failed: %s"
                                .formatted(application.getSimpleName(), queue.deadLetters()));
            }
            return statistics.getPrepareStatementCount() - before;
        } finally {
            Redis.client().del(Redis.client().keys(name + "*").toArray(String[]::new));
        }
    }
}
