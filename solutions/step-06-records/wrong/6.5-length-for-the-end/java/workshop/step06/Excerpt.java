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

    public Excerpt {
        Objects.checkFromToIndex(from, length, body.length());
        if (from == length) {
            throw new IllegalArgumentException("An excerpt is never empty.");
        }
    }

    /** The part itself. */
    public String text() {
        return body.substring(from, from + length);
    }
}
