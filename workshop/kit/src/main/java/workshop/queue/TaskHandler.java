package workshop.queue;

/** What a worker does for one task. */
@FunctionalInterface
public interface TaskHandler {

    /**
     * Runs the task once. It may run again for the same message: delivery is at least once.
     *
     * @param payload what the sender handed to the queue, decoded
     * @param message the message that carried it
     * @throws Discard when trying again is pointless; the message goes to the dead letters with
     *     that reason
     * @throws Exception when it failed; the message is tried again, a bounded number of times
     */
    void handle(Object payload, Message message) throws Exception;
}
