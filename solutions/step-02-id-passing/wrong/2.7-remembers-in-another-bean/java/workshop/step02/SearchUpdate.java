package workshop.step02;

import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Newest newest;

    public SearchUpdate(
            EntityManager entityManager, TransactionTemplate transaction, Newest newest) {
        this.entityManager = entityManager;
        this.transaction = transaction;
        this.newest = newest;
    }

    /**
     * The handler of the task "index": gives a question's text to the search.
     *
     * @param revision how often the question was saved before this text: the larger, the newer
     */
    public void index(long questionId, long revision, String text) {
        newest.revisions.compute(
                questionId,
                (id, known) -> {
                    if (known != null && known >= revision) {
                        return known;
                    }
                    transaction.executeWithoutResult(
                            status ->
                                    entityManager
                                            .find(SearchEntry.class, questionId)
                                            .setText(revision, text));
                    return revision;
                });
    }

    /** The memory of one process. */
    @Component
    static class Newest {
        private final Map<Long, Long> revisions = new ConcurrentHashMap<>();
    }
}
