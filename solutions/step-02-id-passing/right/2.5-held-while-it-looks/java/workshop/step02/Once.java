package workshop.step02;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;

/** The worker's end: every message may come twice, and to two workers at once. */
@Component
public class Once {

    private final Notices notices;
    private final EntityManager entityManager;
    private final TransactionTemplate transaction;

    public Once(Notices notices, EntityManager entityManager, TransactionTemplate transaction) {
        this.notices = notices;
        this.entityManager = entityManager;
        this.transaction = transaction;
    }

    /**
     * The handler of the task "moderate": cleans the question and tells its author.
     *
     * @param taskId the task's id, which stays the same when the task is delivered again
     */
    public void moderate(long questionId, String taskId) {
        transaction.executeWithoutResult(
                status -> {
                    var question =
                            entityManager.find(
                                    Question.class, questionId, LockModeType.PESSIMISTIC_WRITE);
                    if (question == null) {
                        throw new Discard("Question %d is gone.".formatted(questionId));
                    }
                    if (question.getShown() != null) {
                        return;
                    }
                    question.setShown(Moderation.clean(question.getBody()));
                    notices.save(new Notice(questionId, "Your question is on the site."));
                });
    }
}
