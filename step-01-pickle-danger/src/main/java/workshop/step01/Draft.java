package workshop.step01;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A question as its author typed it: an object that lives in the web process and is not yet in a
 * database.
 */
public final class Draft implements Serializable {

    private static final long serialVersionUID = 1;

    private final String author;
    private final String body;
    private final ArrayList<String> tags;

    public Draft(String author, String body, List<String> tags) {
        this.author = author;
        this.body = body;
        this.tags = new ArrayList<>(tags);
    }

    public String author() {
        return author;
    }

    public String body() {
        return body;
    }

    /** The tags. This is the list itself: adding to it changes the draft. */
    public List<String> tags() {
        return tags;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Draft that
                && Objects.equals(author, that.author)
                && Objects.equals(body, that.body)
                && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(author, body, tags);
    }

    @Override
    public String toString() {
        return "Draft by %s: \"%s\" %s".formatted(author, body, tags);
    }
}
