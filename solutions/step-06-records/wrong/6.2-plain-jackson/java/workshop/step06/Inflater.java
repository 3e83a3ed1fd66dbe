package workshop.step06;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Turns primitives back into records. */
public final class Inflater {

    private static final JsonMapper JSON = new JsonMapper();

    private Inflater() {}

    /**
     * A record of this type, equal to the one that {@link Deflater#deflate} turned into the map.
     * The map has been JSON in between.
     *
     * @throws RuntimeException when the map does not make such a record; the message says why
     */
    public static <T extends Record> T inflate(Class<T> type, Map<String, ?> data) {
        return JSON.convertValue(data, type);
    }
}
