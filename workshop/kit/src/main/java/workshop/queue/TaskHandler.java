package workshop.queue;

/** What a worker does for one task. */
@FunctionalInterface
public interface TaskHandler {

    /**
     * Runs the task. It may run more than once for the same message, because delivery is at least
     * once.
     *
     * @param payload what the sender enqueued, decoded
     * @param message the message that carried it
     * @throws Discard when another try is pointless; the message becomes a dead letter with that
     *     reason
     * @throws Exception when it failed; the message is tried again, up to {@link
     *     Worker#maxDeliveries} times in all
     */
    void handle(Object payload, Message message) throws Exception;
}
