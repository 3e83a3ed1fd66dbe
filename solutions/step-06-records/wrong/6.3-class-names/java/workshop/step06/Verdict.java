package workshop.step06;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The decision about a submission. On the wire it is a map whose "verdict" says which of the three
 * it is, by a name that stays: "shown", "hidden" or "escalated". Next to it are the components
 * under their own names, an {@code Instant} as ISO-8601 text.
 */
// tag::names[]
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "verdict")
public sealed interface Verdict {
    // end::names[]

    /** "shown": readers see it. This class was called Published until spring. */
    record AsWritten() implements Verdict {}

    /** "hidden": readers do not see it. */
    record KeptFromReaders(String reason) implements Verdict {}

    /** "escalated": a person has to decide. */
    record HandedToPerson(String moderator, Instant until) implements Verdict {}

    /** The verdict as primitives. */
    static Map<String, Object> deflate(Verdict verdict) {
        return new JsonMapper().convertValue(verdict, new TypeReference<>() {});
    }

    /**
     * The verdict that these primitives describe.
     *
     * @throws RuntimeException when the map's "verdict" is missing or not one of the three
     */
    static Verdict inflate(Map<String, ?> data) {
        return new JsonMapper().convertValue(data, Verdict.class);
    }
}
