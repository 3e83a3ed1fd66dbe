package workshop.step02;

import jakarta.persistence.EntityManager;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;

/** The worker's end: every message may come twice, and to two workers at once. */
@Component
public class Once {

    private final Questions questions;
    private final Notices notices;
    private final EntityManager entityManager;
    private final TransactionTemplate transaction;

    public Once(
            Questions questions,
            Notices notices,
            EntityManager entityManager,
            TransactionTemplate transaction) {
        this.questions = questions;
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
        try {
            transaction.executeWithoutResult(
                    status -> {
                        if (entityManager.find(Done.class, taskId) != null) {
                            return;
                        }
                        // Of two workers at once, the second is undone and tries again.
                        entityManager.persist(new Done(taskId));
                        var question = find(questionId);
                        question.setShown(Moderation.clean(question.getBody()));
                        notices.save(new Notice(questionId, "Your question is on the site."));
                    });
        } catch (DataIntegrityViolationException e) {
            if (!notices.existsByQuestionId(questionId)) {
                throw e;
            }
        }
    }

    private Question find(long id) {
        return questions
                .findById(id)
                .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
    }
}
