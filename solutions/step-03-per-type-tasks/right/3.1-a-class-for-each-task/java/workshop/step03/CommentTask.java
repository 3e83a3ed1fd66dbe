package workshop.step03;

import workshop.forum.Comments;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.Message;
import workshop.queue.TaskHandler;

/** Moderates one comment. */
record CommentTask(Comments comments) implements TaskHandler {

    @Override
    public void handle(Object payload, Message message) {
        long id = (Long) payload;
        var found = comments.findById(id);
        if (found.isEmpty()) {
            throw new Discard("Comment " + id + " does not exist any more.");
        }
        var comment = found.get();
        comment.setShown(Moderation.clean(Links.cut(comment.getBody())));
        comments.saveAndFlush(comment);
    }
}
