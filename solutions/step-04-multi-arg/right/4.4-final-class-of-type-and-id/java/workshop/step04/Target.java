package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
import workshop.forum.Question;

/** The one post that a task is for. */
public final class Target {

    private enum Place {
        QUESTION(Question.class),
        ANSWER(Answer.class),
        COMMENT(Comment.class);

        private final Class<? extends Post> type;

        Place(Class<? extends Post> type) {
            this.type = type;
        }
    }

    private final Place place;
    private final long id;

    private Target(Place place, long id) {
        this.place = Objects.requireNonNull(place);
        this.id = id;
    }

    public static Target question(long id) {
        return new Target(Place.QUESTION, id);
    }

    public static Target answer(long id) {
        return new Target(Place.ANSWER, id);
    }

    public static Target comment(long id) {
        return new Target(Place.COMMENT, id);
    }

    /**
     * Reads a payload.
     *
     * @throws IllegalArgumentException if it is not a list of three with one id in it
     */
    public static Target of(List<?> payload) {
        var given =
                IntStream.range(0, payload.size()).filter(i -> payload.get(i) != null).toArray();
        if (payload.size() != 3
                || given.length != 1
                || !(payload.get(given[0]) instanceof Long id)) {
            throw new IllegalArgumentException("Not a target: " + payload);
        }
        return new Target(Place.values()[given[0]], id);
    }

    /** What goes on the wire: a list of three, as before. */
    public List<Long> payload() {
        var payload = new Long[3];
        payload[place.ordinal()] = id;
        return Arrays.asList(payload);
    }

    public Class<? extends Post> type() {
        return place.type;
    }

    public long id() {
        return id;
    }

    @Override
    public String toString() {
        return type().getSimpleName() + " " + id;
    }
}
