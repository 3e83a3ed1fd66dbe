package workshop.step02;

import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
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
        for (int left = 2; ; left--) {
            try {
                transaction.executeWithoutResult(
                        status -> {
                            var question = find(id);
                            question.setShown(Moderation.clean(question.getBody()));
                        });
                return;
            } catch (DataAccessException | TransactionException e) {
                if (left == 0) {
                    throw e;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private Question find(long id) {
        return questions
                .findById(id)
                .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
    }
}
