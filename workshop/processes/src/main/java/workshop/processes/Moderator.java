package workshop.processes;

import org.springframework.stereotype.Component;
import workshop.queue.Discard;
import workshop.queue.Message;
import workshop.queue.TaskHandler;
import workshop.step02.Once;

/** The handler of the task "moderate": its payload is a question's id, as the outbox sends it. */
@Component
class Moderator implements TaskHandler {

    /** The beginning of a task's idempotency key; the question's id follows. */
    static final String TASK = "moderate question ";

    private final Once once;

    Moderator(Once once) {
        this.once = once;
    }

    /**
     * The key is made from the question's id, not from the message's: a relay that dies sends the
     * same task again as another message.
     */
    @Override
    public void handle(Object payload, Message message) {
        if (!(payload instanceof Long questionId)) {
            throw new Discard("The payload is not the id of a question: " + payload);
        }
        once.moderate(questionId, TASK + questionId);
    }
}
