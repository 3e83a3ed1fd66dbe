package workshop.step06;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
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

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        Objects.checkFromIndexSize(from, length, body.length());
        if (length == 0) {
            throw new InvalidObjectException("An excerpt is never empty.");
        }
    }

    /** The part itself. */
    public String text() {
        return body.substring(from, from + length);
    }
}
