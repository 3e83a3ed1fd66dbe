package workshop.step06;

import java.util.Objects;

/**
 * Readers complain about a text.
 *
 * @param body the text; until last summer this was called "text"
 * @param language its language's code; since last autumn. Before that there was only English
 * @param readers how many complained
 * @param urgent whether it cannot wait
 */
public record Report(String body, String language, int readers, boolean urgent) {

    public Report {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(language, "language");
    }
}
