package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The fields of one stream entry exactly as Redis holds them: pairs of bytes, in order; a name may
 * occur twice. Anyone who reaches Redis may add an entry to a stream, so this class assumes nothing
 * about them.
 *
 * @param flat name, value, name, value …
 * @see <a href="https://redis.io/docs/latest/commands/xadd/">XADD</a>
 */
public record Fields(List<byte[]> flat) {

    static final String TASK = "task";
    static final String CONTENT_TYPE = "content-type";
    static final String BODY = "body";

    /** Why a message without fields is a dead letter. */
    static final String DELETED = "Someone deleted it from the queue while a worker held it.";

    /** The fields that every message has; all others are headers. */
    static final List<String> RESERVED = List.of(TASK, CONTENT_TYPE, BODY);

    /**
     * The fields that carry this message: its headers, then task, content type and body.
     *
     * @throws IllegalArgumentException when one of its texts holds half of a surrogate pair, which
     *     UTF-8 cannot carry
     */
    public static Fields of(Message message) {
        var flat = new ArrayList<byte[]>();
        for (var header : message.headers().entrySet()) {
            flat.addAll(List.of(bytes(header.getKey()), bytes(header.getValue())));
        }
        flat.addAll(List.of(bytes(TASK), bytes(message.task())));
        flat.addAll(List.of(bytes(CONTENT_TYPE), bytes(message.contentType())));
        flat.addAll(List.of(bytes(BODY), message.body()));
        return new Fields(flat);
    }

    /**
     * Reads these fields as a message with that id.
     *
     * @throws IllegalArgumentException when they are not a message, with the reason
     */
    public Message toMessage(String id) {
        if (flat.isEmpty()) {
            throw new IllegalArgumentException(DELETED);
        }
        var headers = new HashMap<String, String>();
        byte[] body = null;
        for (int i = 0; i < flat.size(); i += 2) {
            String name = text(flat.get(i), "The name of a field");
            byte[] value = flat.get(i + 1);
            if (name.equals(BODY) ? body != null : headers.containsKey(name)) {
                throw new IllegalArgumentException(
                        "The field \"%s\" occurs twice.".formatted(name));
            }
            if (name.equals(BODY)) {
                body = value;
            } else {
                headers.put(name, text(value, "The field \"%s\"".formatted(name)));
            }
        }
        String task = headers.remove(TASK);
        String contentType = headers.remove(CONTENT_TYPE);
        if (task == null || contentType == null || body == null) {
            String missing = task == null ? TASK : contentType == null ? CONTENT_TYPE : BODY;
            throw new IllegalArgumentException("The field \"%s\" is missing.".formatted(missing));
        }
        return new Message(id, task, contentType, headers, body);
    }

    /** The value of the first field of that name. */
    public Optional<byte[]> find(String name) {
        for (int i = 0; i < flat.size(); i += 2) {
            if (printable(flat.get(i)).equals(name)) {
                return Optional.of(flat.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Names and sizes: the values may be binary, secret or very long. */
    @Override
    public String toString() {
        var sizes = new ArrayList<String>();
        for (int i = 0; i < flat.size(); i += 2) {
            sizes.add("%s: %s bytes".formatted(printable(flat.get(i)), flat.get(i + 1).length));
        }
        return sizes.toString();
    }

    static String printable(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static byte[] bytes(String text) {
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "\"%s\" is not Unicode: it holds one half of a surrogate pair."
                            .formatted(text));
        }
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes, String what) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " is not valid UTF-8.", e);
        }
    }
}
