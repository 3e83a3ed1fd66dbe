package workshop.step03;

import java.util.Comparator;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Component;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Moderation;
import workshop.forum.Post;
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
        var question =
                questions
                        .findById(id)
                        .orElseThrow(
                                () ->
                                        new Discard(
                                                "Question %d is gone; the newest is %s."
                                                        .formatted(id, newest(questions))));
        question.setShown(Moderation.clean(Links.cut(question.getBody())));
        questions.save(question);
    }

    private void moderateAnswer(long id) {
        var answer =
                answers.findById(id)
                        .orElseThrow(
                                () ->
                                        new Discard(
                                                "Answer %d is gone; the newest is %s."
                                                        .formatted(id, newest(answers))));
        answer.setShown(Moderation.clean(Links.cut(answer.getBody())));
        answers.save(answer);
    }

    private void moderateComment(long id) {
        var comment =
                comments.findById(id)
                        .orElseThrow(
                                () ->
                                        new Discard(
                                                "Comment %d is gone; the newest is %s."
                                                        .formatted(id, newest(comments))));
        comment.setShown(Moderation.clean(Links.cut(comment.getBody())));
        comments.save(comment);
    }

    private static String newest(JpaRepository<? extends Post, Long> posts) {
        return posts.findAll().stream()
                .map(Post::getId)
                .max(Comparator.naturalOrder())
                .map(id -> "number " + id)
                .orElse("none");
    }
}
