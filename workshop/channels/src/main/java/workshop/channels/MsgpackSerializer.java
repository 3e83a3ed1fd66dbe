package workshop.channels;

import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePack.UnpackerConfig;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import workshop.queue.Serializer;

/**
 * MessagePack for what both Java and Python have: null, booleans, whole numbers of 64 bits,
 * doubles, text, bytes, lists, and maps with text keys. It refuses anything else with an {@link
 * IllegalArgumentException}. Whole numbers come back as {@code Long}.
 *
 * @see <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">the format</a>
 */
public final class MsgpackSerializer implements Serializer {

    /** Python's own limit is 511. A list that contains itself exceeds every limit. */
    private static final int DEEPEST = 500;

    /** What is not UTF-8 is an error, and not a question mark. */
    private static final UnpackerConfig STRICT =
            new UnpackerConfig()
                    .withActionOnMalformedString(CodingErrorAction.REPORT)
                    .withActionOnUnmappableString(CodingErrorAction.REPORT);

    @Override
    public String contentType() {
        return "application/msgpack";
    }

    @Override
    public byte[] dumps(Object payload) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(packer, payload, 0);
            return packer.toByteArray();
        }
    }

    @Override
    public Object loads(byte[] body) throws IOException {
        try (MessageUnpacker unpacker = STRICT.newUnpacker(body)) {
            Object payload = unpack(unpacker, body.length, 0);
            if (unpacker.hasNext()) {
                throw new IllegalArgumentException("There are bytes after its end.");
            }
            return payload;
        } catch (MessagePackException e) {
            throw new IllegalArgumentException("It is not MessagePack: " + e, e);
        }
    }

    private static void pack(MessagePacker packer, Object value, int depth) throws IOException {
        requireNotTooDeep(depth);
        if (value == null) {
            packer.packNil();
        } else if (value instanceof Boolean bool) {
            packer.packBoolean(bool);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            packer.packLong(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            packer.packDouble(((Number) value).doubleValue());
        } else if (value instanceof String text) {
            packer.packString(unicode(text));
        } else if (value instanceof byte[] bytes) {
            packer.packBinaryHeader(bytes.length).writePayload(bytes);
        } else if (value instanceof List<?> list) {
            packer.packArrayHeader(list.size());
            for (Object each : list) {
                pack(packer, each, depth + 1);
            }
        } else if (value instanceof Map<?, ?> map) {
            packer.packMapHeader(map.size());
            for (var entry : map.entrySet()) {
                packer.packString(key(entry.getKey()));
                pack(packer, entry.getValue(), depth + 1);
            }
        } else {
            throw new IllegalArgumentException(
                    "A %s has no form in MessagePack that Python reads."
                            .formatted(value.getClass().getName()));
        }
    }

    private static String key(Object key) {
        if (key instanceof String text) {
            return unicode(text);
        }
        throw new IllegalArgumentException(
                "A map's keys are text, and this one is %s.".formatted(key));
    }

    private static String unicode(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "\"%s\" is not Unicode: it holds one half of a surrogate pair."
                            .formatted(text));
        }
        return text;
    }

    private static Object unpack(MessageUnpacker unpacker, int length, int depth)
            throws IOException {
        requireNotTooDeep(depth);
        var type = unpacker.getNextFormat().getValueType();
        switch (type) {
            case NIL:
                unpacker.unpackNil();
                return null;
            case BOOLEAN:
                return unpacker.unpackBoolean();
            case INTEGER:
                return unpacker.unpackLong();
            case FLOAT:
                return unpacker.unpackDouble();
            case STRING:
                return unpacker.unpackString();
            case BINARY:
                int bytes = unpacker.unpackBinaryHeader();
                return unpacker.readPayload(possible(bytes, unpacker, length));
            case ARRAY:
                int size = possible(unpacker.unpackArrayHeader(), unpacker, length);
                return list(unpacker, size, length, depth);
            case MAP:
                int entries = possible(unpacker.unpackMapHeader(), unpacker, length);
                return map(unpacker, entries, length, depth);
            default:
                throw new IllegalArgumentException(
                        "It holds a value of MessagePack's extension type %s."
                                .formatted(unpacker.unpackExtensionTypeHeader().getType()));
        }
    }

    /** The library makes room for as much as a header claims: five bytes could claim gigabytes. */
    private static int possible(int claimed, MessageUnpacker unpacker, int length) {
        if (claimed > length - unpacker.getTotalReadBytes()) {
            throw new IllegalArgumentException(
                    "It says that %s more values or bytes follow, and ends before."
                            .formatted(claimed));
        }
        return claimed;
    }

    private static List<Object> list(MessageUnpacker unpacker, int size, int length, int depth)
            throws IOException {
        var list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(unpack(unpacker, length, depth + 1));
        }
        return list;
    }

    private static Map<String, Object> map(
            MessageUnpacker unpacker, int entries, int length, int depth) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < entries; i++) {
            Object key = unpack(unpacker, length, depth + 1);
            if (!(key instanceof String text)) {
                throw new IllegalArgumentException(
                        "A map's keys are text, and this one is %s.".formatted(key));
            }
            if (map.containsKey(text)) {
                throw new IllegalArgumentException(
                        "The key \"%s\" is there twice.".formatted(text));
            }
            map.put(text, unpack(unpacker, length, depth + 1));
        }
        return map;
    }

    private static void requireNotTooDeep(int depth) {
        if (depth >= DEEPEST) {
            throw new IllegalArgumentException(
                    "It is nested %s levels deep or more. Does it contain itself?"
                            .formatted(DEEPEST));
        }
    }
}
