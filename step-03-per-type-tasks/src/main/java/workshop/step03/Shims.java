package workshop.step03;

import org.springframework.stereotype.Component;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Questions;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The same tasks under the same names, each of them only a shim: it knows its type, and hands over
 * to what they share.
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
        // TODO 3.4: announcements have a task, too: "moderate_announcement".
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (payload, message) -> moderateQuestion((Long) payload))
                .handle("moderate_answer", (payload, message) -> moderateAnswer((Long) payload))
                .handle("moderate_comment", (payload, message) -> moderateComment((Long) payload));
    }

    // TODO 3.3: what the three have in common stands in one place, so that the next rule has only
    // one place to go to.

    private void moderateQuestion(long id) {
        throw new UnsupportedOperationException(
                "TODO 3.3: moderate the question of that id by what the three have in common.");
    }

    private void moderateAnswer(long id) {
        throw new UnsupportedOperationException(
                "TODO 3.3: moderate the answer of that id by what the three have in common.");
    }

    private void moderateComment(long id) {
        throw new UnsupportedOperationException(
                "TODO 3.3: moderate the comment of that id by what the three have in common.");
    }
}
