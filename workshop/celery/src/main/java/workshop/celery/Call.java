package workshop.celery;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The arguments of a Celery task: {@code moderate.delay(7, language="en")} is {@code new
 * Call(List.of(7), Map.of("language", "en"))}.
 *
 * @param args the positional arguments; each may be null
 * @param kwargs the keyword arguments
 */
public record Call(List<?> args, Map<String, ?> kwargs) {

    public Call {
        Objects.requireNonNull(args, "args");
        Objects.requireNonNull(kwargs, "kwargs");
    }

    /** A call with positional arguments only. */
    public static Call of(Object... args) {
        return new Call(Collections.unmodifiableList(Arrays.asList(args)), Map.of());
    }
}
