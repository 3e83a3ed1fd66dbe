package workshop.prices;

import jakarta.persistence.EntityManagerFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
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

/** How many SQL statements a worker sends for one task of the solutions. Hibernate counts them. */
final class StatementCounts {

    private static final JsonSerializer JSON = new JsonSerializer();
    private static final String BODY = "Why is the  sky blue?";

    private StatementCounts() {}

    /** The number of statements, by step. */
    static Map<String, Long> perTask() {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("02", count(Step02.class, StatementCounts::passTheId));
        counts.put("03", count(Step03.class, StatementCounts::taskPerType));
        counts.put("04", count(Step04.class, StatementCounts::oneIdOfThree));
        counts.put("05", count(Step05.class, StatementCounts::typeAndId));
        return counts;
    }

    private static Worker passTheId(ApplicationContext forum, TaskQueue queue) {
        var questions = forum.getBean(workshop.step02.Questions.class);
        var question = questions.save(new workshop.step02.Question(BODY));
        queue.enqueue("moderate", question.getId(), JSON);
        var task = forum.getBean(PassTheId.class);
        return Worker.on(queue)
                .accept(JSON)
                .handle("moderate", (payload, message) -> task.moderate(payload));
    }

    private static Worker taskPerType(ApplicationContext forum, TaskQueue queue) {
        queue.enqueue("moderate_question", savedQuestion(forum), JSON);
        return forum.getBean(TaskPerType.class).worker(queue);
    }

    private static Worker oneIdOfThree(ApplicationContext forum, TaskQueue queue) {
        queue.enqueue("moderate", Arrays.asList(savedQuestion(forum), null, null), JSON);
        return forum.getBean(ModerationTask.class).worker(queue);
    }

    private static Worker typeAndId(ApplicationContext forum, TaskQueue queue) {
        var questions = forum.getBean(workshop.step05.Questions.class);
        var question = questions.save(new workshop.step05.Question(BODY));
        var moderation = new ModerationQueue(queue);
        moderation.moderate(new Ref("Question", question.getId()));
        return moderation.worker(forum.getBean(ModerateTask.class));
    }

    private static Long savedQuestion(ApplicationContext forum) {
        return forum.getBean(Questions.class).save(new Question(BODY)).getId();
    }

    /** Enqueues one task, and returns the worker that runs it. */
    private interface Task {

        Worker enqueue(ApplicationContext forum, TaskQueue queue);
    }

    private static long count(Class<?> application, Task task) {
        String name = "prices:" + UUID.randomUUID();
        String database = "jdbc:h2:mem:" + name.replace(':', '-') + ";DB_CLOSE_DELAY=-1";
        try (var forum =
                new SpringApplicationBuilder(application)
                        .run(
                                "--spring.datasource.url=" + database,
                                // step 05's save enqueues to this queue by itself
                                "--moderation.queue=" + name + ":mixin",
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
