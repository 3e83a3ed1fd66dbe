package workshop.step03;

import workshop.forum.Moderation;
import workshop.forum.Questions;
import workshop.queue.Discard;
import workshop.queue.Message;
import workshop.queue.TaskHandler;

/** Moderates one question. */
record QuestionTask(Questions questions) implements TaskHandler {

    @Override
    public void handle(Object payload, Message message) {
        long id = (Long) payload;
        var found = questions.findById(id);
        if (found.isEmpty()) {
            throw new Discard("Question " + id + " does not exist any more.");
        }
        var question = found.get();
        question.setShown(Moderation.clean(Links.cut(question.getBody())));
        questions.saveAndFlush(question);
    }
}
