package workshop.step04;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
import workshop.forum.Question;

/** The one post that a task is for. */
public final class Target {

    private final long questionId;
    private final long answerId;
    private final long commentId;

    private Target(long questionId, long answerId, long commentId) {
        this.questionId = questionId;
        this.answerId = answerId;
        this.commentId = commentId;
    }

    public static Target question(long id) {
        return new Target(id, -1, -1);
    }

    public static Target answer(long id) {
        return new Target(-1, id, -1);
    }

    public static Target comment(long id) {
        return new Target(-1, -1, id);
    }

    /**
     * Reads a payload.
     *
     * @throws IllegalArgumentException if it is not a list of three with one id in it
     */
    public static Target of(List<?> payload) {
        if (payload.size() != 3 || payload.stream().filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException("A target is a list of three with one id in it.");
        }
        if (payload.get(0) instanceof Long id) {
            return question(id);
        }
        if (payload.get(1) instanceof Long id) {
            return answer(id);
        }
        if (payload.get(2) instanceof Long id) {
            return comment(id);
        }
        throw new IllegalArgumentException("An id is a whole number.");
    }

    /** What goes on the wire: a list of three, as before. */
    public List<Long> payload() {
        return Stream.of(questionId, answerId, commentId).map(id -> id == -1 ? null : id).toList();
    }

    public Class<? extends Post> type() {
        return questionId != -1 ? Question.class : answerId != -1 ? Answer.class : Comment.class;
    }

    public long id() {
        return questionId != -1 ? questionId : answerId != -1 ? answerId : commentId;
    }
}
