package workshop.step06;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
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
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
    @Type(value = Verdict.AsWritten.class, name = "shown"),
    @Type(value = Verdict.KeptFromReaders.class, name = "hidden"),
    @Type(value = Verdict.HandedToPerson.class, name = "escalated")
})
public sealed interface Verdict {

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

    private static Verdict byClassName(Map<String, ?> data) {
        try {
            var type = Class.forName(String.valueOf(data.get("verdict")));
            if (Verdict.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(
                        "%s has another name.".formatted(type.getSimpleName()));
            }
            throw new IllegalArgumentException("%s is not a verdict.".formatted(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "There is no verdict %s.".formatted(data.get("verdict")), e);
        }
    }

    /**
     * The verdict that these primitives describe.
     *
     * @throws RuntimeException when the map's "verdict" is missing or not one of the three
     */
    static Verdict inflate(Map<String, ?> data) {
        return switch (String.valueOf(data.get("verdict"))) {
            case "shown" -> new AsWritten();
            case "hidden" -> new KeptFromReaders((String) data.get("reason"));
            case "escalated" ->
                    new HandedToPerson(
                            (String) data.get("moderator"),
                            Instant.parse((String) data.get("until")));
            default -> byClassName(data);
        };
    }
}
