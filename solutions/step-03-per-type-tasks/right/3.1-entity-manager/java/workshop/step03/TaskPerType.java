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
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The worker's tasks, one for each type: {@code moderate_question}, {@code moderate_answer} and
 * {@code moderate_comment}.
 */
@Component
public class TaskPerType {

    private final EntityManager entities;
    private final TransactionTemplate transaction;

    public TaskPerType(EntityManager entities, TransactionTemplate transaction) {
        this.entities = entities;
        this.transaction = transaction;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (id, message) -> moderate(Question.class, (Long) id))
                .handle("moderate_answer", (id, message) -> moderate(Answer.class, (Long) id))
                .handle("moderate_comment", (id, message) -> moderate(Comment.class, (Long) id));
    }

    private void moderate(Class<? extends Post> type, long id) {
        transaction.executeWithoutResult(
                status -> {
                    Post post = entities.find(type, id);
                    if (post == null) {
                        throw new Discard(type.getSimpleName() + " id=" + id + " not found");
                    }
                    post.setShown(Moderation.clean(Links.cut(post.getBody())));
                });
    }
}
