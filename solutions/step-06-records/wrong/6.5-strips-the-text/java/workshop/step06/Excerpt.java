package workshop.step06;

import java.io.Serializable;
import java.util.Objects;

/**
 * The part of a text that a reader complained about.
 *
 * @param body the whole text
 * @param from where the part begins, counted from 0
 * @param length how many characters it has, at least one; all of them lie within the text
 */
public record Excerpt(String body, int from, int length) implements Serializable {

    // tag::door[]
    public Excerpt {
        body = body.strip();
        Objects.requireNonNull(body, "An excerpt needs a text.");
        // from + length > body.length() would overflow
        Objects.checkFromIndexSize(from, length, body.length());
        if (length == 0) {
            throw new IllegalArgumentException("An excerpt is never empty.");
        }
    }

    // end::door[]

    /** The part itself. */
    public String text() {
        return body.substring(from, from + length);
    }
}
