package workshop.step06;

import java.io.Serializable;

/**
 * The part of a text that a reader complained about.
 *
 * @param body the whole text
 * @param from where the part begins, counted from 0
 * @param length how many characters it has, at least one; all of them lie within the text
 */
public record Excerpt(String body, int from, int length) implements Serializable {

    public Excerpt {
        if (body == null || from < 0 || length < 1 || length > body.length() - from) {
            throw new Error("There is no such part.");
        }
    }

    /** The part itself. */
    public String text() {
        return body.substring(from, from + length);
    }
}
