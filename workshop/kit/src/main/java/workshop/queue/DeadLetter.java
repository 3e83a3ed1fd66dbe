package workshop.queue;

/**
 * A message that no worker could or would run, kept so that a person can look at it.
 *
 * @param id the id of the message in its queue
 * @param reason why it is here, in words
 * @param deliveries how often it was handed to a worker
 * @param fields the stream entry as it came in, untouched; it may hold anything
 */
public record DeadLetter(String id, String reason, long deliveries, Fields fields) {

    /** The name of the task, or an empty text when the entry has none. */
    public String task() {
        return fields.find(Fields.TASK).map(Fields::printable).orElse("");
    }
}
