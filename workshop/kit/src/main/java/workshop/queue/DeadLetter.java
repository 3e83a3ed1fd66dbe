package workshop.queue;

/**
 * A message that no worker could or would run, kept for a person to look at.
 *
 * @param id the id that the message had in its queue
 * @param reason why it is a dead letter, in words
 * @param deliveries how often it was delivered to a worker
 * @param fields the stream entry as it came in; it may hold anything
 */
public record DeadLetter(String id, String reason, long deliveries, Fields fields) {

    /** The name of the task, or an empty text when the entry names none. */
    public String task() {
        return fields.find(Fields.TASK).map(Fields::printable).orElse("");
    }
}
