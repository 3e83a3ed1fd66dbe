package workshop.step06;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** By hand: one case for each record of this step. */
public final class Inflater {

    private Inflater() {}

    /** The record that was deflated into this map. */
    public static <T extends Record> T inflate(Class<T> type, Map<String, ?> data) {
        return type.cast(make(type, data));
    }

    private static Record make(Class<?> type, Map<?, ?> data) {
        if (type == Submission.class) {
            return new Submission(
                    text(data, "body"),
                    record(Author.class, data.get("author")),
                    tone(text(data, "tone")),
                    list(data.get("attachments"), file -> record(Attachment.class, file)),
                    translations((Map<?, ?>) data.get("translations")),
                    text(data, "replyTo"),
                    record(Figures.class, data.get("figures")));
        }
        if (type == Author.class) {
            return new Author(
                    text(data, "name"),
                    list(data.get("warned"), Inflater::moment),
                    Optional.ofNullable(moment(data.get("lastSeen"))));
        }
        if (type == Figures.class) {
            var bounty = text(data, "bounty");
            return new Figures(
                    Math.toIntExact(need(Long.class, data, "links")),
                    need(Long.class, data, "fingerprint"),
                    need(Double.class, data, "likelihood"),
                    bounty == null ? null : new BigDecimal(bounty));
        }
        if (type == Attachment.class) {
            return new Attachment(text(data, "name"), need(Long.class, data, "bytes"));
        }
        if (type == Translation.class) {
            return new Translation(text(data, "text"), need(Boolean.class, data, "reviewed"));
        }
        throw new IllegalArgumentException("Nothing says how to make a " + type.getName());
    }

    private static <T extends Record> T record(Class<T> type, Object data) {
        return data == null ? null : inflate(type, map(data));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Object data) {
        return (Map<String, ?>) data;
    }

    private static <T> List<T> list(Object data, Function<Object, T> maker) {
        return data == null
                ? null
                : ((List<?>) data).stream().map((Function<Object, T>) maker::apply).toList();
    }

    private static Map<String, Translation> translations(Map<?, ?> data) {
        if (data == null) {
            return null;
        }
        var translations = new HashMap<String, Translation>();
        data.forEach(
                (key, each) -> translations.put((String) key, record(Translation.class, each)));
        return translations;
    }

    private static Tone tone(String name) {
        return name == null ? null : Tone.valueOf(name);
    }

    private static Instant moment(Object text) {
        return text == null ? null : Instant.parse((String) text);
    }

    private static String text(Map<?, ?> data, String key) {
        return (String) data.get(key);
    }

    private static <T> T need(Class<T> type, Map<?, ?> data, String key) {
        return type.cast(Objects.requireNonNull(data.get(key), key + " is missing"));
    }
}
