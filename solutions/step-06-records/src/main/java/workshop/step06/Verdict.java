package workshop.step06;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
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
        // Jackson would make "7" of 7 and a moment of 5; for the latter it has no switch.
        for (var component : List.of("reason", "moderator", "until")) {
            var value = data.get(component);
            if (value != null && !(value instanceof String)) {
                throw new IllegalArgumentException(
                        "\"%s\" should be a text, and is %s.".formatted(component, value));
            }
        }
        return new JsonMapper().convertValue(data, Verdict.class);
    }
}
