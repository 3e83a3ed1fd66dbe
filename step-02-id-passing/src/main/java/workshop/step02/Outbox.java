package workshop.step02;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The web process may die between its commit and its call of the queue. */
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

    /** In the web process: saves a question and sees to it that it will be moderated. */
    public void ask(Question question) {
        transaction.executeWithoutResult(status -> questions.save(question));
        // TODO 2.4: whoever dies here has lost the task. Write down in the question's own
        // transaction what is to be sent.
        queue.enqueue("moderate", question.getId(), new JsonSerializer());
    }

    /**
     * In a process that is started again whenever it dies, every second: sends what is written
     * down, and forgets it.
     */
    public void relay() {
        // TODO 2.4: this process may die at any point, too. In which order does it send and forget?
    }
}
