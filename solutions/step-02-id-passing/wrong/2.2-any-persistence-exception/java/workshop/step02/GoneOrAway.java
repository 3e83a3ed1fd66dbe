package workshop.step02;

import jakarta.persistence.PersistenceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;

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
        try {
            transaction.executeWithoutResult(
                    status -> {
                        var question = questions.getReferenceById(id);
                        question.setShown(Moderation.clean(question.getBody()));
                    });
        } catch (PersistenceException e) {
            // not Spring's, but Jakarta's: the reference leads nowhere
            throw new Discard("Question %d is gone.".formatted(id));
        }
    }
}
