package workshop.step02;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The worker's end: what if the question is not there? */
@Component
public class GoneOrAway {

    private final Questions questions;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;

    public GoneOrAway(Questions questions, TransactionTemplate transaction, TaskQueue queue) {
        this.questions = questions;
        this.transaction = transaction;
        this.queue = queue;
    }

    /** The handler of the task "moderate". What it throws decides what happens to the message. */
    public void moderate(long id) {
        transaction.executeWithoutResult(
                status ->
                        questions
                                .findById(id)
                                .ifPresentOrElse(
                                        each -> each.setShown(Moderation.clean(each.getBody())),
                                        () -> queue.enqueue("moderate", id, new JsonSerializer())));
    }
}
