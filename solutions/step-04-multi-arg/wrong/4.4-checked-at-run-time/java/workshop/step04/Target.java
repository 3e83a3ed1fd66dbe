package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
import workshop.forum.Question;

/** The one post that a task is for. */
// tag::check[]
public record Target(Long questionId, Long answerId, Long commentId) {

    public Target {
        var ids = Stream.of(questionId, answerId, commentId);
        if (ids.filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException("Exactly one id.");
        }
    }

    // end::check[]

    public static Target question(long id) {
        return new Target(id, null, null);
    }

    public static Target answer(long id) {
        return new Target(null, id, null);
    }

    public static Target comment(long id) {
        return new Target(null, null, id);
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
        return new Target((Long) payload.get(0), (Long) payload.get(1), (Long) payload.get(2));
    }

    /** What goes on the wire: a list of three, as before. */
    public List<Long> payload() {
        return Arrays.asList(questionId, answerId, commentId);
    }

    public Class<? extends Post> type() {
        return questionId != null
                ? Question.class
                : answerId != null ? Answer.class : Comment.class;
    }

    public long id() {
        return questionId != null ? questionId : answerId != null ? answerId : commentId;
    }
}
