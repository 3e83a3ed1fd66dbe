package workshop.step02;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;

/** The worker's end: what if the question is not there? */
@Component
public class GoneOrAway {

    private final Questions questions;
    private final TransactionTemplate transaction;

    public GoneOrAway(Questions questions, TransactionTemplate transaction) {
        this.questions = questions;
        this.transaction = transaction;
    }

    /** The handler of the task "moderate". What it throws decides what happens to the message. */
    public void moderate(long id) {
        // TODO 2.2: when the row is gone, say so; when the trouble may pass, let the worker try
        // again. Silence hides both.
        transaction.executeWithoutResult(
                status -> {
                    var question = questions.findById(id);
                    question.ifPresent(it -> it.setShown(Moderation.clean(it.getBody())));
                });
    }
}
