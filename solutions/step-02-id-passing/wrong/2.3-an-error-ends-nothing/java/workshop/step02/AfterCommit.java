package workshop.step02;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** Both ends: does the worker look before the web process has committed? */
@Component
public class AfterCommit {

    private final Questions questions;
    private final TransactionTemplate transaction;
    private final PlatformTransactionManager transactions;
    private final TaskQueue queue;

    public AfterCommit(
            Questions questions, PlatformTransactionManager transactions, TaskQueue queue) {
        this.questions = questions;
        this.transactions = transactions;
        this.transaction = new TransactionTemplate(transactions);
        this.queue = queue;
    }

    /**
     * In the web process: saves a question and asks for its moderation.
     *
     * @param rest the rest of the same transaction; when it throws, everything is rolled back
     */
    public void ask(Question question, Runnable rest) {
        var status = transactions.getTransaction(TransactionDefinition.withDefaults());
        try {
            questions.save(question);
            rest.run();
        } catch (RuntimeException e) {
            transactions.rollback(status);
            throw e;
        }
        transactions.commit(status);
        queue.enqueue("moderate", question.getId(), new JsonSerializer());
    }

    /** In the worker: the handler of the task "moderate". */
    public void moderate(long id) {
        transaction.executeWithoutResult(
                status -> {
                    var question = find(id);
                    question.setShown(Moderation.clean(question.getBody()));
                });
    }

    private Question find(long id) {
        return questions
                .findById(id)
                .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
    }
}
