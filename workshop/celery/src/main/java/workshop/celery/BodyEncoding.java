package workshop.celery;

import java.util.Locale;
import java.util.Set;

/** How a task's body is encoded, on whichever broker, and whether Java can read it. */
final class BodyEncoding {

    /**
     * The encodings that leave JSON as Jackson reads it; "binary" means that kombu decodes nothing.
     */
    private static final Set<String> UTF_8_NAMES =
            Set.of("utf-8", "utf8", "us-ascii", "ascii", "binary");

    private BodyEncoding() {}

    static IllegalArgumentException compressed(String how) {
        return new IllegalArgumentException("Its body is compressed: %s.".formatted(how));
    }

    /** JSON in another encoding would be read as something else. Other formats are not text. */
    static void requireUtf8(String contentType, String encoding, String asItCame) {
        if (contentType.equals("application/json")
                && !UTF_8_NAMES.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "Its body is JSON in %s; only utf-8 can be read.".formatted(asItCame));
        }
    }
}
