package workshop.step03;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
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
            PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (payload, message) -> moderateQuestion((Long) payload))
                .handle(
                        "moderate_answer",
                        (payload, message) ->
                                transaction.executeWithoutResult(
                                        status -> moderateAnswer((Long) payload)))
                .handle("moderate_comment", (payload, message) -> moderateComment((Long) payload));
    }

    private void moderateQuestion(long id) {
        var question =
                questions
                        .findById(id)
                        .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
        // tag::rules[]
        var text = Links.cut(question.getBody());
        question.setShown(Moderation.clean(text));
        questions.save(question);
        // end::rules[]
    }

    private void moderateAnswer(long id) {
        var answer =
                answers.findById(id)
                        .orElseThrow(() -> new Discard("Answer %d is gone.".formatted(id)));
        // tag::rules[]
        var text = Links.cut(answer.getBody());
        answer.setShown(Moderation.clean(text));
        answers.save(answer);
        // end::rules[]
    }

    private void moderateComment(long id) {
        var comment =
                comments.findById(id)
                        .orElseThrow(() -> new Discard("Comment %d is gone.".formatted(id)));
        // tag::rules[]
        var text = Links.cut(comment.getBody());
        comment.setShown(Moderation.clean(text));
        comments.save(comment);
        // end::rules[]
    }
}
