package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
import workshop.forum.Question;

/** The one post that a task is for. */
public final class Target {

    private Long questionId;
    private Long answerId;
    private Long commentId;

    private Target(Long questionId, Long answerId, Long commentId) {
        this.questionId = questionId;
        this.answerId = answerId;
        this.commentId = commentId;
    }

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

    public void setAnswerId(Long id) {
        answerId = id;
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
