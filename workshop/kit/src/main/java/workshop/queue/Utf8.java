package workshop.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text to bytes and back, for the commands that take and return bytes. */
final class Utf8 {

    private Utf8() {}

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }
}
