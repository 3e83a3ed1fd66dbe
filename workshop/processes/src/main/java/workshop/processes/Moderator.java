package workshop.processes;

import org.springframework.stereotype.Component;
import workshop.queue.Discard;
import workshop.queue.Message;
import workshop.queue.TaskHandler;
import workshop.step02.Once;

/** The handler of the task "moderate", in the form in which the outbox sends it. */
@Component
class Moderator implements TaskHandler {

    /** What the key of a task begins with; the question's id follows. */
    static final String TASK = "moderate question ";

    private final Once once;

    Moderator(Once once) {
        this.once = once;
    }

    /**
     * The message's id would be no key: a relay that dies sends the same task again, as another
     * message.
     */
    @Override
    public void handle(Object payload, Message message) {
        if (!(payload instanceof Long questionId)) {
            throw new Discard("The payload is no question's id: " + payload);
        }
        once.moderate(questionId, TASK + questionId);
    }
}
