package workshop.step06;

import java.io.Serializable;
import java.util.Objects;

/** An excerpt from the time before records. Its constructor is as careful as can be. */
final class OldExcerpt implements Serializable {

    private static final long serialVersionUID = 1;

    private final String body;
    private final int from;
    private final int length;

    OldExcerpt(String body, int from, int length) {
        this.body = body;
        this.from = Objects.checkFromIndexSize(from, length, body.length());
        this.length = length;
    }

    int length() {
        return length;
    }

    @Override
    public String toString() {
        return "%d characters from %d of \"%s\"".formatted(length, from, body);
    }
}
