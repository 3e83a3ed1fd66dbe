package workshop.step06;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Each record carries its name, and reflection and 6.2 do the rest. */
public sealed interface Verdict {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Wire {
        String value();
    }

    @Wire("shown")
    record AsWritten() implements Verdict {}

    @Wire("hidden")
    record KeptFromReaders(String reason) implements Verdict {}

    @Wire("escalated")
    record HandedToPerson(String moderator, Instant until) implements Verdict {}

    static Map<String, Object> deflate(Verdict verdict) {
        var map = new LinkedHashMap<String, Object>();
        map.put("verdict", verdict.getClass().getAnnotation(Wire.class).value());
        for (var c : verdict.getClass().getRecordComponents()) {
            try {
                Object value = c.getAccessor().invoke(verdict);
                map.put(c.getName(), value instanceof Instant i ? i.toString() : value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return map;
    }

    static Verdict inflate(Map<String, ?> data) {
        for (Class<?> type : Verdict.class.getPermittedSubclasses()) {
            if (type.getAnnotation(Wire.class).value().equals(data.get("verdict"))) {
                Map<String, Object> rest = new HashMap<>(data);
                rest.remove("verdict");
                return (Verdict) Inflater.inflate(type.asSubclass(Record.class), rest);
            }
        }
        throw new IllegalArgumentException(
                "\"" + data.get("verdict") + "\" is none of shown, hidden, escalated.");
    }
}
