package workshop.step06;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The decision about a submission. On the wire it is a map whose "verdict" says which of the three
 * it is, by a name that stays: "shown", "hidden" or "escalated". Next to it are the components
 * under their own names, an {@code Instant} as ISO-8601 text.
 */
// tag::names[]
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
    @Type(value = Verdict.AsWritten.class, name = "shown"),
    @Type(value = Verdict.KeptFromReaders.class, name = "hidden"),
    @Type(value = Verdict.HandedToPerson.class, name = "escalated")
})
public sealed interface Verdict {
    // end::names[]

    /** "shown": readers see it. This class was called Published until spring. */
    record AsWritten() implements Verdict {}

    /** "hidden": readers do not see it. */
    record KeptFromReaders(String reason) implements Verdict {

        public KeptFromReaders {
            Objects.requireNonNull(reason, "A hidden verdict needs its reason.");
        }
    }

    /** "escalated": a person has to decide. */
    record HandedToPerson(String moderator, Instant until) implements Verdict {

        public HandedToPerson {
            Objects.requireNonNull(moderator, "An escalated verdict needs its moderator.");
            Objects.requireNonNull(until, "An escalated verdict needs its until.");
        }
    }

    /** The verdict as primitives. */
    static Map<String, Object> deflate(Verdict verdict) {
        return new JsonMapper().convertValue(verdict, new TypeReference<>() {});
    }

    /**
     * The verdict that these primitives describe.
     *
     * @throws RuntimeException when the map's "verdict" is missing or not exactly one of the three;
     *     the message says why
     */
    static Verdict inflate(Map<String, ?> data) {
        var copy = new java.util.HashMap<String, Object>(data);
        copy.putIfAbsent("until", "1970-01-01T00:00:00Z");
        return new JsonMapper().convertValue(copy, Verdict.class);
    }
}
