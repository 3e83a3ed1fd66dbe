package workshop.step06;

import java.util.Map;

/**
 * Takes the air out of a record and leaves what it is made of. Python's attrs calls this {@code
 * asdict}.
 */
public final class Deflater {

    private Deflater() {}

    /**
     * The record as primitives, all the way down: null, booleans, numbers, text, lists, and maps
     * with text keys.
     *
     * @throws IllegalArgumentException when something in it is no record and has no form as
     *     primitives, with or without getters, or when a map in it has a key that is not text; the
     *     message says what it was
     */
    public static Map<String, Object> deflate(Record record) {
        // TODO 6.1: make a map of names and primitives; nested records become maps, too.
        throw new UnsupportedOperationException(
                "TODO 6.1: make a map of names and primitives; nested records become maps, too.");
    }
}
