package workshop.step06;

import java.util.Objects;

/**
 * Readers' complaint about a text.
 *
 * @param body the text; until last summer this was called "text"
 * @param language the code of its language; new last autumn, and before that all texts were English
 * @param readers how many readers complained
 * @param urgent whether it cannot wait
 */
public record Report(String body, String language, int readers, boolean urgent) {

    public Report {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(language, "language");
    }
}
