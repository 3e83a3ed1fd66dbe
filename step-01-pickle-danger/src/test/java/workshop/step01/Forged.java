package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Native bytes that no honest sender writes. */
final class Forged {

    /** Who wrote the drafts that hold something else. */
    static final String AUTHOR = "Mallory";

    /** Stands for the value that a test puts in its place. */
    private static final String PLACEHOLDER = "to be replaced";

    /** Magic number and version. */
    private static final int HEADER = 4;

    private Forged() {}

    /** A draft with this object among its tags. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static byte[] amongTheTags(Object tag) {
        var draft = new Draft(AUTHOR, "Nothing to see here", List.of("fine"));
        ((List) draft.tags()).add(tag);
        return Native.bytes(draft);
    }

    /** A draft with these bytes, of a single object, in place of its last tag. */
    static byte[] amongTheTags(byte[] stream) {
        String object = text(stream).substring(HEADER);
        return bytes(text(amongTheTags(PLACEHOLDER)).replace(text(string()), object));
    }

    /** A draft with a field that our Draft does not have. */
    static byte[] inAnUnknownField(Object value) {
        return bytes(text(Native.bytes(new Extra(value))).replace("step01.Extra", "step01.Draft"));
    }

    /** The array's length is the last int before its elements. */
    static byte[] claiming(int length, Object arrayOfOne) {
        byte[] bytes = Native.bytes(arrayOfOne);
        int element = arrayOfOne instanceof long[] ? Long.BYTES : 1;
        ByteBuffer.wrap(bytes).putInt(bytes.length - element - Integer.BYTES, length);
        return bytes;
    }

    /**
     * An empty list that says how many elements it has, once as its size and once to the reader.
     */
    static byte[] listClaiming(int size) {
        byte[] bytes = Native.bytes(new ArrayList<>());
        int capacity = bytes.length - 1 - Integer.BYTES;
        ByteBuffer.wrap(bytes).putInt(capacity, size).putInt(capacity - 2 - Integer.BYTES, size);
        return bytes;
    }

    /** Lists in each other, written by hand: an ObjectOutputStream would overflow the stack. */
    static byte[] lists(int levels) {
        String one = text(Native.bytes(new ArrayList<>(List.of("x"))));
        String start = one.substring(0, one.indexOf("t\0\1x"));
        String sizes = start.substring(start.length() - 2 * Integer.BYTES - 2);
        String inner = "sq\0~\0\0" + sizes;
        return bytes(start + inner.repeat(levels - 1) + "p" + "x".repeat(levels));
    }

    /** An object of a proxy class, without a superclass and so without a handler. */
    static byte[] proxy(Class<?> type) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
            out.writeShort(ObjectStreamConstants.STREAM_VERSION);
            out.writeByte(ObjectStreamConstants.TC_OBJECT);
            out.writeByte(ObjectStreamConstants.TC_PROXYCLASSDESC);
            out.writeInt(1);
            out.writeUTF(type.getName());
            out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
            out.writeByte(ObjectStreamConstants.TC_NULL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The name of the root's class in the bytes; empty when they begin with something else. */
    static String rootClass(byte[] stream) {
        boolean ofAnObject =
                stream[HEADER] == ObjectStreamConstants.TC_OBJECT
                        && stream[HEADER + 1] == ObjectStreamConstants.TC_CLASSDESC;
        int start = HEADER + 2 + Short.BYTES;
        return ofAnObject
                ? new String(stream, start, ByteBuffer.wrap(stream).getShort(HEADER + 2), UTF_8)
                : "";
    }

    private static byte[] string() {
        byte[] stream = Native.bytes(PLACEHOLDER);
        return ByteBuffer.allocate(stream.length - HEADER)
                .put(stream, HEADER, stream.length - HEADER)
                .array();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
