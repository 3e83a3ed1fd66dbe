package workshop.step06;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Makes records of primitives again. */
public final class Inflater {

    private static final JsonMapper JSON = new JsonMapper();

    private Inflater() {}

    /**
     * A record of that type, equal to the one that {@link Deflater#deflate} made the map of. The
     * map has been JSON in between.
     *
     * @throws RuntimeException when no such record can be made of the map; the message says why
     */
    public static <T extends Record> T inflate(Class<T> type, Map<String, ?> data) {
        return JSON.convertValue(data, type);
    }
}
