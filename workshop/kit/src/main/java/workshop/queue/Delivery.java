package workshop.queue;

/**
 * A message that was handed to one worker and is not acknowledged yet.
 *
 * @param id the message's id
 * @param fields the stream entry, as it came in
 * @param count how often the message was delivered, this time included
 */
public record Delivery(String id, Fields fields, long count) {}
