package workshop.step03;

import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Question;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/** The web process: enqueues the moderation of whatever was just stored. The payload is the id. */
public final class Website {

    private final JsonSerializer json = new JsonSerializer();
    private final TaskQueue queue;

    public Website(TaskQueue queue) {
        this.queue = queue;
    }

    // tag::three[]
    public void asked(Question question) {
        queue.enqueue("moderate_question", question.getId(), json);
    }

    public void answered(Answer answer) {
        queue.enqueue("moderate_answer", answer.getId(), json);
    }

    public void commented(Comment comment) {
        queue.enqueue("moderate_comment", comment.getId(), json);
    }

    // end::three[]

    // tag::fourth[]
    public void announced(Announcement announcement) {
        if (announcement.getShown() == null) {
            queue.enqueue("moderate_announcement", announcement.getId(), json);
        }
    }
    // end::fourth[]
}
