package workshop.step02;

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
    private final DoneTasksRepository doneTasks;
    private final TransactionTemplate transaction;

    public Once(
            Questions questions,
            Notices notices,
            DoneTasksRepository doneTasks,
            TransactionTemplate transaction) {
        this.questions = questions;
        this.notices = notices;
        this.doneTasks = doneTasks;
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
                    try {
                        doneTasks.saveAndFlush(new Done(taskId));
                    } catch (DataIntegrityViolationException doneAlready) {
                        return;
                    }
                    var question = find(questionId);
                    question.setShown(Moderation.clean(question.getBody()));
                    notices.save(new Notice(questionId, "Your question is on the site."));
                });
    }

    private Question find(long id) {
        return questions
                .findById(id)
                .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
    }
}
