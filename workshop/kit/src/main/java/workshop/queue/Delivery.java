package workshop.queue;

/**
 * A stream entry in the hands of one worker, not acknowledged yet.
 *
 * @param id the entry's id
 * @param fields what it holds
 * @param count how often it was handed to a worker, this time included
 */
public record Delivery(String id, Fields fields, long count) {}
