package workshop.celery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Values that JSON has no form for. Since 5.3, kombu writes them as an object with exactly two
 * keys, {@code {"__type__": "decimal", "__value__": "1.10"}}, and reads any such object as that
 * type.
 */
final class KombuTypes {

    private static final String TYPE = "__type__";
    private static final String VALUE = "__value__";

    /** Bytes once had a form of their own: {@code {"bytes": "aGVsbG8=", "__base64__": true}}. */
    private static final String BYTES = "bytes";

    private static final String IS_BASE64 = "__base64__";

    private static final Map<String, Decoder> DECODERS =
            new TreeMap<>(
                    Map.of(
                            "uuid", KombuTypes::uuid,
                            "decimal", value -> new BigDecimal((String) value),
                            "datetime", KombuTypes::dateTime,
                            "date", value -> LocalDate.parse((String) value),
                            "time", KombuTypes::time,
                            "bytes", value -> ((String) value).getBytes(UTF_8),
                            "base64", value -> Base64.getDecoder().decode((String) value)));

    private KombuTypes() {}

    private interface Decoder {

        Object decode(Object value) throws IOException;
    }

    /**
     * The same JSON with each typed object replaced by what it stands for, the innermost first.
     *
     * @throws IOException when a typed object is of another type, or its value makes no sense
     */
    static Object decode(Object json) throws IOException {
        if (json instanceof List<?> list) {
            var decoded = new ArrayList<>();
            for (Object item : list) {
                decoded.add(decode(item));
            }
            return decoded;
        }
        if (json instanceof Map<?, ?> map) {
            var decoded = new LinkedHashMap<Object, Object>();
            for (var entry : map.entrySet()) {
                decoded.put(entry.getKey(), decode(entry.getValue()));
            }
            if (decoded.keySet().equals(Set.of(TYPE, VALUE))) {
                return typed(decoded.get(TYPE), decoded.get(VALUE));
            }
            if (decoded.keySet().equals(Set.of(BYTES, IS_BASE64))) {
                boolean base64 = !Boolean.FALSE.equals(decoded.get(IS_BASE64));
                return typed(base64 ? "base64" : "bytes", decoded.get(BYTES));
            }
            return decoded;
        }
        return json;
    }

    private static Object typed(Object type, Object value) throws IOException {
        Decoder decoder = type instanceof String name ? DECODERS.get(name) : null;
        if (decoder == null) {
            throw new IOException(
                    "It holds a value of kombu's type \"%s\"; those that can be read are %s."
                            .formatted(type, DECODERS.keySet()));
        }
        try {
            return decoder.decode(value);
        } catch (RuntimeException e) {
            throw new IOException(
                    "This is no value of kombu's type \"%s\": %s.".formatted(type, value), e);
        }
    }

    private static Object uuid(Object value) {
        String hex = (String) ((Map<?, ?>) value).get("hex");
        return UUID.fromString(
                hex.replaceFirst("^(\\w{8})(\\w{4})(\\w{4})(\\w{4})(\\w{12})$", "$1-$2-$3-$4-$5"));
    }

    private static Object dateTime(Object value) {
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(
                (String) value, OffsetDateTime::from, LocalDateTime::from);
    }

    private static Object time(Object value) {
        return DateTimeFormatter.ISO_TIME.parseBest(
                (String) value, OffsetTime::from, LocalTime::from);
    }
}
