package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
import workshop.forum.Question;

/** The one post that a task is for. */
public record Target(Optional<Long> questionId, Optional<Long> answerId, Optional<Long> commentId) {

    public Target {
        var ids = Stream.of(questionId, answerId, commentId);
        if (ids.filter(Optional::isPresent).count() != 1) {
            throw new IllegalArgumentException("Exactly one id.");
        }
    }

    public static Target question(long id) {
        return new Target(Optional.of(id), Optional.empty(), Optional.empty());
    }

    public static Target answer(long id) {
        return new Target(Optional.empty(), Optional.of(id), Optional.empty());
    }

    public static Target comment(long id) {
        return new Target(Optional.empty(), Optional.empty(), Optional.of(id));
    }

    /**
     * Reads a payload.
     *
     * @throws IllegalArgumentException if it is not a list of three with one id in it
     */
    public static Target of(List<?> payload) {
        if (payload.size() != 3) {
            throw new IllegalArgumentException("Three ids, please.");
        }
        return new Target(at(payload, 0), at(payload, 1), at(payload, 2));
    }

    private static Optional<Long> at(List<?> payload, int place) {
        return payload.get(place) instanceof Long id ? Optional.of(id) : Optional.empty();
    }

    /** What goes on the wire: a list of three, as before. */
    public List<Long> payload() {
        return Arrays.asList(
                questionId.orElse(null), answerId.orElse(null), commentId.orElse(null));
    }

    public Class<? extends Post> type() {
        return questionId.isPresent()
                ? Question.class
                : answerId.isPresent() ? Answer.class : Comment.class;
    }

    public long id() {
        return questionId.or(() -> answerId).or(() -> commentId).orElseThrow();
    }
}
