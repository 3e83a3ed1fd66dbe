package workshop.step03;

import workshop.forum.Answers;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.Message;
import workshop.queue.TaskHandler;

/** Moderates one answer. */
record AnswerTask(Answers answers) implements TaskHandler {

    @Override
    public void handle(Object payload, Message message) {
        long id = (Long) payload;
        var found = answers.findById(id);
        if (found.isEmpty()) {
            throw new Discard("Answer " + id + " does not exist any more.");
        }
        var answer = found.get();
        answer.setShown(Moderation.clean(Links.cut(answer.getBody())));
        answers.saveAndFlush(answer);
    }
}
