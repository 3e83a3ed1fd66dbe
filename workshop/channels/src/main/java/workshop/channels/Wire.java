package workshop.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import workshop.queue.Message;

/**
 * What {@code channels_redis} 4 keeps of a message: twelve random bytes, so that two equal messages
 * are two members of a sorted set, and then a map in MessagePack.
 */
final class Wire {

    /** Which consumer's method is meant; every message of Django's has it. */
    static final String TYPE = "type";

    /** The full names of the channels, where one key serves several: a process, a group. */
    static final String CHANNEL = "__asgi_channel__";

    static final MsgpackSerializer MSGPACK = new MsgpackSerializer();

    static final int RANDOM_BYTES = 12;

    /** So begins every token of Python's Fernet, in base64. */
    private static final byte[] ENCRYPTED = "gAAAA".getBytes(US_ASCII);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Wire() {}

    /**
     * The message as a map that Django can dispatch.
     *
     * @throws IllegalArgumentException when a Django worker would stop at it
     */
    static Map<String, Object> dispatchable(String type, Map<String, ?> payload) {
        if (type.startsWith("_") || type.startsWith(".")) {
            throw refused(type, "Django dispatches no type that begins with \"_\" or \".\".");
        }
        if (payload.containsKey(CHANNEL)) {
            throw refused(type, "\"%s\" is Django's own key.".formatted(CHANNEL));
        }
        if (payload.containsKey(TYPE) && !type.equals(payload.get(TYPE))) {
            throw refused(type, "Its \"type\" says %s.".formatted(payload.get(TYPE)));
        }
        var message = new LinkedHashMap<String, Object>();
        message.put(TYPE, type);
        message.putAll(payload);
        return message;
    }

    private static IllegalArgumentException refused(String type, String reason) {
        return new IllegalArgumentException(
                "The message \"%s\" was not sent. %s".formatted(type, reason));
    }

    /** Twelve random bytes, and the message. */
    static byte[] member(Map<String, Object> message) {
        byte[] packed = packed(message);
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] member = Arrays.copyOf(random, RANDOM_BYTES + packed.length);
        System.arraycopy(packed, 0, member, RANDOM_BYTES, packed.length);
        return member;
    }

    private static byte[] packed(Map<String, Object> message) {
        try {
            return MSGPACK.dumps(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is written to memory
        }
    }

    /**
     * The message in a member of a channel.
     *
     * @throws IllegalArgumentException when it is none, with the reason
     */
    static Message open(String id, byte[] member) throws IOException {
        byte[] packed =
                Arrays.copyOfRange(member, Math.min(RANDOM_BYTES, member.length), member.length);
        if (Arrays.equals(ENCRYPTED, Arrays.copyOf(packed, ENCRYPTED.length))) {
            throw new IllegalArgumentException(
                    "It is encrypted: Django's layer has symmetric_encryption_keys. This bridge"
                            + " speaks to layers without them.");
        }
        if (!(MSGPACK.loads(packed) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("It is not a map.");
        }
        if (!(map.remove(TYPE) instanceof String type)) {
            throw new IllegalArgumentException("Its \"type\" is missing, or not text.");
        }
        map.remove(CHANNEL);
        return new Message(id, type, MSGPACK.contentType(), Map.of(), MSGPACK.dumps(map));
    }

    /** The same message, addressed: to one channel of a process, or to a list of a group's. */
    static byte[] memberFor(Object channels, Map<String, Object> message) {
        var addressed = new LinkedHashMap<>(message);
        addressed.put(CHANNEL, channels);
        return member(addressed);
    }
}
