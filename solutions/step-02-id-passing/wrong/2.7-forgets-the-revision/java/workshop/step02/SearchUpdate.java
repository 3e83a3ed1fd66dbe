package workshop.step02;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
                status ->
                        entityManager
                                .createQuery(
                                        "update SearchEntry set text = :text where questionId = :id"
                                                + " and revision < :revision")
                                .setParameter("text", text)
                                .setParameter("revision", revision)
                                .setParameter("id", questionId)
                                .executeUpdate());
    }
}
