package workshop.step02;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The web process may die between its commit and its call to the queue. */
@Component
public class Outbox {

    private final Questions questions;
    private final OutboxTasks tasks;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;
    private final EntityManager entityManager;

    public Outbox(
            Questions questions,
            OutboxTasks tasks,
            TransactionTemplate transaction,
            TaskQueue queue,
            EntityManager entityManager) {
        this.questions = questions;
        this.tasks = tasks;
        this.transaction = transaction;
        this.queue = queue;
        this.entityManager = entityManager;
    }

    /** In the web process: saves a question and makes sure that it will be moderated. */
    public void ask(Question question) {
        transaction.executeWithoutResult(
                status -> {
                    questions.save(question);
                    tasks.save(new OutboxTask(question.getId()));
                });
    }

    /**
     * One round, every second, in a process that is started again whenever it dies: sends
     * everything that is written down, and deletes it. What the queue refuses stays for the next
     * round.
     */
    public void relay() {
        transaction.executeWithoutResult(
                status -> {
                    var waiting =
                            entityManager
                                    .createQuery("from OutboxTask order by id", OutboxTask.class)
                                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                    .getResultList();
                    for (var task : waiting) {
                        queue.enqueue("moderate", task.getQuestionId(), new JsonSerializer());
                        entityManager.remove(task);
                    }
                });
    }
}
