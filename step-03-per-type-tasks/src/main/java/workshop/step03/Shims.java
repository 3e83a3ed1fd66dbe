package workshop.step03;

import org.springframework.stereotype.Component;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Questions;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The same tasks under the same names, but each is only a shim: it knows its type and hands over to
 * the code that they share.
 */
@Component
public class Shims {

    private final Questions questions;
    private final Answers answers;
    private final Comments comments;

    public Shims(Questions questions, Answers answers, Comments comments) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        // TODO 3.4: handle "moderate_announcement", too.
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (payload, message) -> moderateQuestion((Long) payload))
                .handle("moderate_answer", (payload, message) -> moderateAnswer((Long) payload))
                .handle("moderate_comment", (payload, message) -> moderateComment((Long) payload));
    }

    // TODO 3.3: put what the three tasks share into one method, and call it here.

    private void moderateQuestion(long id) {
        throw new UnsupportedOperationException(
                "TODO 3.3: put what the three tasks share into one method, and call it here.");
    }

    private void moderateAnswer(long id) {
        throw new UnsupportedOperationException(
                "TODO 3.3: put what the three tasks share into one method, and call it here.");
    }

    private void moderateComment(long id) {
        throw new UnsupportedOperationException(
                "TODO 3.3: put what the three tasks share into one method, and call it here.");
    }
}
