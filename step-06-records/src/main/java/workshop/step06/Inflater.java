package workshop.step06;

import java.util.Map;

/** Makes records of primitives again. */
public final class Inflater {

    private Inflater() {}

    /**
     * A record of that type, equal to the one that {@link Deflater#deflate} made the map of. The
     * map has been JSON in between.
     *
     * @throws RuntimeException when no such record can be made of the map; the message says why
     */
    public static <T extends Record> T inflate(Class<T> type, Map<String, ?> data) {
        // TODO 6.2: call the constructor with a value of the declared type for each component,
        // nested ones too.
        throw new UnsupportedOperationException(
                "TODO 6.2: call the constructor with a value of the declared type for each"
                        + " component, nested ones too.");
    }
}
