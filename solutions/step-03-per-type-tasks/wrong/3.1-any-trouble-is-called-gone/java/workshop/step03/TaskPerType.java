package workshop.step03;

import java.util.NoSuchElementException;
import org.springframework.dao.DataAccessException;
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
        try {
            var question = questions.findById(id).orElseThrow();
            question.setShown(Moderation.clean(Links.cut(question.getBody())));
            questions.save(question);
        } catch (NoSuchElementException e) {
            throw new Discard(gone("Question", id));
        } catch (DataAccessException e) {
            throw new IllegalStateException(gone("Question", id), e);
        }
    }

    private void moderateAnswer(long id) {
        try {
            var answer = answers.findById(id).orElseThrow();
            answer.setShown(Moderation.clean(Links.cut(answer.getBody())));
            answers.save(answer);
        } catch (NoSuchElementException e) {
            throw new Discard(gone("Answer", id));
        } catch (DataAccessException e) {
            throw new IllegalStateException(gone("Answer", id), e);
        }
    }

    private void moderateComment(long id) {
        try {
            var comment = comments.findById(id).orElseThrow();
            comment.setShown(Moderation.clean(Links.cut(comment.getBody())));
            comments.save(comment);
        } catch (NoSuchElementException e) {
            throw new Discard(gone("Comment", id));
        } catch (DataAccessException e) {
            throw new IllegalStateException(gone("Comment", id), e);
        }
    }

    private static String gone(String type, long id) {
        return "%s %d is gone.".formatted(type, id);
    }
}
