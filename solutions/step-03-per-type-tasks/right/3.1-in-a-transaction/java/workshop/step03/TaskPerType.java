package workshop.step03;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
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
    private final TransactionTemplate transaction;

    public TaskPerType(
            Questions questions,
            Answers answers,
            Comments comments,
            TransactionTemplate transaction) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
        this.transaction = transaction;
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
        transaction.executeWithoutResult(
                status ->
                        questions
                                .findById(id)
                                .ifPresentOrElse(
                                        question ->
                                                question.setShown(
                                                        Moderation.clean(
                                                                Links.cut(question.getBody()))),
                                        () -> {
                                            throw new Discard("No question with the id " + id);
                                        }));
    }

    private void moderateAnswer(long id) {
        transaction.executeWithoutResult(
                status ->
                        answers.findById(id)
                                .ifPresentOrElse(
                                        answer ->
                                                answer.setShown(
                                                        Moderation.clean(
                                                                Links.cut(answer.getBody()))),
                                        () -> {
                                            throw new Discard("No answer with the id " + id);
                                        }));
    }

    private void moderateComment(long id) {
        transaction.executeWithoutResult(
                status ->
                        comments.findById(id)
                                .ifPresentOrElse(
                                        comment ->
                                                comment.setShown(
                                                        Moderation.clean(
                                                                Links.cut(comment.getBody()))),
                                        () -> {
                                            throw new Discard("No comment with the id " + id);
                                        }));
    }
}
