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

    public TaskPerType(Questions questions, Answers answers, Comments comments) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle(
                        "moderate_question",
                        (payload, message) -> {
                            var id = (Long) payload;
                            var question =
                                    questions
                                            .findById(id)
                                            .orElseThrow(
                                                    () ->
                                                            new Discard(
                                                                    "Question "
                                                                            + id
                                                                            + " is gone."));
                            question.setShown(Moderation.clean(Links.cut(question.getBody())));
                            questions.save(question);
                        })
                .handle(
                        "moderate_answer",
                        (payload, message) -> {
                            var id = (Long) payload;
                            var answer =
                                    answers.findById(id)
                                            .orElseThrow(
                                                    () ->
                                                            new Discard(
                                                                    "Answer " + id + " is gone."));
                            answer.setShown(Moderation.clean(Links.cut(answer.getBody())));
                            answers.save(answer);
                        })
                .handle(
                        "moderate_comment",
                        (payload, message) -> {
                            var id = (Long) payload;
                            var comment =
                                    comments.findById(id)
                                            .orElseThrow(
                                                    () ->
                                                            new Discard(
                                                                    "Comment " + id + " is gone."));
                            comment.setShown(Moderation.clean(Links.cut(comment.getBody())));
                            comments.save(comment);
                        });
    }
}
