package workshop.step02;

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

    public Outbox(
            Questions questions,
            OutboxTasks tasks,
            TransactionTemplate transaction,
            TaskQueue queue) {
        this.questions = questions;
        this.tasks = tasks;
        this.transaction = transaction;
        this.queue = queue;
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
        for (var task : tasks.findAll()) {
            try {
                queue.enqueue("moderate", task.getQuestionId(), new JsonSerializer());
            } catch (RuntimeException e) {
                System.err.println(e);
            }
            tasks.delete(task);
        }
    }
}
