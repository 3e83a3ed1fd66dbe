package workshop.step03;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Moderation;
import workshop.forum.Questions;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The worker's tasks, one for each type: {@code moderate_question}, {@code moderate_answer} and
 * {@code moderate_comment}.
 */
@Component
public class TaskPerType {

    private static final Logger LOG = LoggerFactory.getLogger(TaskPerType.class);

    private final Questions questions;
    private final Answers answers;
    private final Comments comments;

    public TaskPerType(Questions questions, Answers answers, Comments comments) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (payload, message) -> moderateQuestion((Long) payload))
                .handle("moderate_answer", (payload, message) -> moderateAnswer((Long) payload))
                .handle("moderate_comment", (payload, message) -> moderateComment((Long) payload));
    }

    private void moderateQuestion(long id) {
        var question =
                questions
                        .findById(id)
                        .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
        question.setShown(Moderation.clean(Links.cut(question.getBody())));
        try {
            questions.save(question);
        } catch (PessimisticLockingFailureException e) {
            LOG.info("Question {} is being edited; the edit will enqueue it again.", id);
        }
    }

    private void moderateAnswer(long id) {
        var answer =
                answers.findById(id)
                        .orElseThrow(() -> new Discard("Answer %d is gone.".formatted(id)));
        answer.setShown(Moderation.clean(Links.cut(answer.getBody())));
        try {
            answers.save(answer);
        } catch (PessimisticLockingFailureException e) {
            LOG.info("Answer {} is being edited; the edit will enqueue it again.", id);
        }
    }

    private void moderateComment(long id) {
        var comment =
                comments.findById(id)
                        .orElseThrow(() -> new Discard("Comment %d is gone.".formatted(id)));
        comment.setShown(Moderation.clean(Links.cut(comment.getBody())));
        try {
            comments.save(comment);
        } catch (PessimisticLockingFailureException e) {
            LOG.info("Comment {} is being edited; the edit will enqueue it again.", id);
        }
    }
}
