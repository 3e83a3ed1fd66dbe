package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Payloads, JSON and exceptions as the messages of 1.7 show them. */
final class Shown {

    private static final int LONGEST = 90;

    private Shown() {}

    /** The payload with the classes of what is not plain. */
    static String shown(Object payload) {
        return brief(plain(payload, 0));
    }

    static String plain(Object value, int depth) {
        if (depth > 9) {
            return "…";
        }
        if (value instanceof String text) {
            return "\"%s\"".formatted(text);
        }
        if (value == null || value instanceof Boolean || value instanceof Integer) {
            return String.valueOf(value);
        }
        if (value instanceof Number) {
            return "%s %s".formatted(value.getClass().getSimpleName(), value);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> plain(item, depth + 1))
                    .collect(joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> plain(e.getKey(), depth + 1) + ": " + plain(e.getValue(), depth + 1))
                    .collect(joining(", ", "{", "}"));
        }
        String name = value instanceof Set ? "java.util.Set" : value.getClass().getTypeName();
        return "<%s>".formatted(name.replaceFirst(".*StrictJsonTest\\$", ""));
    }

    static String shown(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null
                ? name
                : "%s (%s)".formatted(name, brief(thrown.getMessage()));
    }

    static String written(byte[] body) {
        return body == null ? "null" : brief(new String(body, UTF_8));
    }

    static String brief(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
