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

    public Excerpt(String body, int from, int length) {
        if (body == null) {
            throw new IllegalArgumentException("There is no text.");
        }
        long end = (long) from + length;
        if (from < 0 || end <= from || end > body.length()) {
            throw new IndexOutOfBoundsException("From %d to %d.".formatted(from, end));
        }
        this.body = body;
        this.from = from;
        this.length = length;
    }

    /** The part itself. */
    public String text() {
        return body.substring(from, from + length);
    }
}
