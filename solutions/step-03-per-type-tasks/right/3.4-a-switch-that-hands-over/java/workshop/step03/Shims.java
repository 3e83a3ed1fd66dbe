package workshop.step03;

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
 * The same tasks under the same names, but each is only a shim: it knows its type and hands over to
 * the code that they share.
 */
@Component
public class Shims {

    private final Questions questions;
    private final Answers answers;
    private final Comments comments;
    private final Announcements announcements;

    public Shims(
            Questions questions, Answers answers, Comments comments, Announcements announcements) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
        this.announcements = announcements;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        var worker = Worker.on(queue).accept(new JsonSerializer());
        for (var type : Kind.values()) {
            worker.handle(type.task, (payload, message) -> moderate(type, (Long) payload));
        }
        return worker;
    }

    private enum Kind {
        QUESTION("moderate_question"),
        ANSWER("moderate_answer"),
        COMMENT("moderate_comment"),
        ANNOUNCEMENT("moderate_announcement");

        private final String task;

        Kind(String task) {
            this.task = task;
        }
    }

    private void moderate(Kind kind, long id) {
        switch (kind) {
            case QUESTION -> moderate(questions, kind, id);
            case ANSWER -> moderate(answers, kind, id);
            case COMMENT -> moderate(comments, kind, id);
            case ANNOUNCEMENT -> moderate(announcements, kind, id);
        }
    }

    private static <T extends Post> void moderate(
            JpaRepository<T, Long> posts, Kind kind, long id) {
        var post = posts.findById(id).orElseThrow(() -> new Discard(kind + " " + id + " is gone"));
        post.setShown(Moderation.clean(Links.cut(post.getBody())));
        posts.save(post);
    }
}
