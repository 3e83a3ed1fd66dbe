package workshop.step04;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
import workshop.forum.Question;

/** The one post that a task is for. */
public final class Target {

    private enum Kind {
        QUESTION(Question.class),
        ANSWER(Answer.class),
        COMMENT(Comment.class);

        private final Class<? extends Post> type;

        Kind(Class<? extends Post> type) {
            this.type = type;
        }

        private Target with(long id) {
            return new Target(this, id);
        }
    }

    private final Kind kind;
    private final long id;

    private Target(Kind kind, long id) {
        this.kind = kind;
        this.id = id;
    }

    public static Target question(long id) {
        return Kind.QUESTION.with(id);
    }

    public static Target answer(long id) {
        return Kind.ANSWER.with(id);
    }

    public static Target comment(long id) {
        return Kind.COMMENT.with(id);
    }

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

    public List<Long> payload() {
        var ids = new ArrayList<Long>(Collections.nCopies(3, null));
        ids.set(kind.ordinal(), id);
        return Collections.unmodifiableList(ids);
    }

    public Class<? extends Post> type() {
        return kind.type;
    }

    public long id() {
        return id;
    }
}
