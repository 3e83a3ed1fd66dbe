package workshop.step03;

import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
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

    public void asked(Question question) {
        enqueue("moderate_question", question);
    }

    public void answered(Answer answer) {
        enqueue("moderate_answer", answer);
    }

    public void commented(Comment comment) {
        enqueue("moderate_comment", comment);
    }

    public void announced(Announcement announcement) {
        enqueue("moderate_announcement", announcement);
    }

    private void enqueue(String task, Post post) {
        queue.enqueue(task, post.getId(), json);
    }
}
