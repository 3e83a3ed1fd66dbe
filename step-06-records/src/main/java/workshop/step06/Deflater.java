package workshop.step06;

import java.util.Map;

/**
 * Takes the air out of a record: what is left is what it is made of. Python's attrs calls this
 * {@code asdict}.
 */
public final class Deflater {

    private Deflater() {}

    /**
     * The record as primitives, all the way down: null, booleans, numbers, text, lists, and maps
     * with text keys.
     *
     * @throws IllegalArgumentException when something in it is neither a record nor can be made
     *     into one of these
     */
    public static Map<String, Object> deflate(Record record) {
        // TODO 6.1: map the components' names to primitives, so that JSON can carry all of it,
        // nested records too.
        throw new UnsupportedOperationException(
                "TODO 6.1: map the components' names to primitives, so that JSON can carry all of"
                        + " it, nested records too.");
    }
}
