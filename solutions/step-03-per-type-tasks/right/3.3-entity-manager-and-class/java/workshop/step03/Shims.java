package workshop.step03;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Moderation;
import workshop.forum.Post;
import workshop.forum.Question;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** The same tasks under the same names: a shim hands over the class of its type. */
@Component
public class Shims {

    private final EntityManager entities;
    private final TransactionTemplate transaction;

    public Shims(EntityManager entities, TransactionTemplate transaction) {
        this.entities = entities;
        this.transaction = transaction;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", shim(Question.class))
                .handle("moderate_answer", shim(Answer.class))
                .handle("moderate_comment", shim(Comment.class))
                .handle("moderate_announcement", shim(Announcement.class));
    }

    private TaskHandler shim(Class<? extends Post> type) {
        return (id, message) -> transaction.executeWithoutResult(status -> moderate(type, id));
    }

    private void moderate(Class<? extends Post> type, Object id) {
        Post post = entities.find(type, id);
        if (post == null) {
            throw new Discard(type.getSimpleName() + " " + id + " is gone.");
        }
        post.setShown(Moderation.clean(Links.cut(post.getBody())));
    }
}
