package workshop.queue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One task on its way from a web process to a worker: everything that the broker stores of it.
 *
 * @param id the id that the broker gave it; empty until it is enqueued
 * @param task the name of the task to run
 * @param contentType the format of the body, a MIME type such as {@code application/json}
 * @param headers further fields, all of them text
 * @param body the serialized payload, at most {@value #MAX_BODY} bytes
 */
public record Message(
        String id, String task, String contentType, Map<String, String> headers, byte[] body) {

    /** The largest body, in bytes: 1 MiB. Store larger data elsewhere, and send its id. */
    public static final int MAX_BODY = 1_048_576;

    /**
     * @throws IllegalArgumentException when task or content type is blank, a header has the name of
     *     a field that every message has, or the body is too large
     */
    public Message {
        Objects.requireNonNull(id, "id");
        if (task.isBlank()) {
            throw new IllegalArgumentException("A message needs the name of a task.");
        }
        if (contentType.isBlank()) {
            throw new IllegalArgumentException(
                    "A message needs a content type, so that the worker can decide whether to"
                            + " decode it.");
        }
        for (String name : Fields.RESERVED) {
            if (headers.containsKey(name)) {
                throw new IllegalArgumentException(
                        "\"%s\" is a field of every message and cannot be a header."
                                .formatted(name));
            }
        }
        if (body.length > MAX_BODY) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The body of task \"%s\" has %,d bytes; a message holds at most %,d."
                                    + " Store it, and send its id.",
                            task,
                            body.length,
                            MAX_BODY));
        }
        headers = Map.copyOf(headers);
    }

    /** A message that is not enqueued yet and has no headers. */
    public static Message of(String task, String contentType, byte[] body) {
        return new Message("", task, contentType, Map.of(), body);
    }

    /** The same message with this header; it replaces one of that name. */
    public Message withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Message(id, task, contentType, more, body);
    }

    /** Equal when every part is, the bodies byte by byte. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Message that
                && id.equals(that.id)
                && task.equals(that.task)
                && contentType.equals(that.contentType)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, task, contentType, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "Message[%s %s, %s, headers %s, %s bytes]"
                .formatted(id, task, contentType, headers, body.length);
    }
}
