package workshop.step02;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.queue.Discard;

/**
 * The worker's end: the message of the second save may be handled before that of the first. The
 * search never loads a question.
 */
@Component
public class SearchUpdate {

    private final EntityManager entityManager;
    private final TransactionTemplate transaction;

    public SearchUpdate(EntityManager entityManager, TransactionTemplate transaction) {
        this.entityManager = entityManager;
        this.transaction = transaction;
    }

    /**
     * The handler of the task "index": gives a question's text to the search.
     *
     * @param revision how often the question was saved before this text: the larger, the newer
     */
    public void index(long questionId, long revision, String text) {
        transaction.executeWithoutResult(
                status -> {
                    var entry =
                            entityManager.find(
                                    SearchEntry.class, questionId, LockModeType.PESSIMISTIC_WRITE);
                    if (revision < entry.getRevision()) {
                        throw new Discard("Revision %d is late.".formatted(revision));
                    }
                    entry.setText(revision, text);
                });
    }
}
