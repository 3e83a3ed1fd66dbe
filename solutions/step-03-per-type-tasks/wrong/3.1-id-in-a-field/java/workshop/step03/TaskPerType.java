package workshop.step03;

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

    /** The id that the current message is about. */
    private volatile long id;

    public TaskPerType(Questions questions, Answers answers, Comments comments) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (payload, message) -> moderateQuestion(payload))
                .handle("moderate_answer", (payload, message) -> moderateAnswer(payload))
                .handle("moderate_comment", (payload, message) -> moderateComment(payload));
    }

    private void moderateQuestion(Object payload) {
        id = (Long) payload;
        var question =
                questions
                        .findById(id)
                        .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
        question.setShown(Moderation.clean(Links.cut(question.getBody())));
        questions.save(question);
    }

    private void moderateAnswer(Object payload) {
        id = (Long) payload;
        var answer =
                answers.findById(id)
                        .orElseThrow(() -> new Discard("Answer %d is gone.".formatted(id)));
        answer.setShown(Moderation.clean(Links.cut(answer.getBody())));
        answers.save(answer);
    }

    private void moderateComment(Object payload) {
        id = (Long) payload;
        var comment =
                comments.findById(id)
                        .orElseThrow(() -> new Discard("Comment %d is gone.".formatted(id)));
        comment.setShown(Moderation.clean(Links.cut(comment.getBody())));
        comments.save(comment);
    }
}
