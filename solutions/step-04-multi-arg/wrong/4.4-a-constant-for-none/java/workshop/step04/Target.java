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

    private final Class<? extends Post> type;
    private final long id;

    private Target(Class<? extends Post> type, long id) {
        this.type = type;
        this.id = id;
    }

    public static Target question(long id) {
        return new Target(Question.class, id);
    }

    public static Target answer(long id) {
        return new Target(Answer.class, id);
    }

    public static Target comment(long id) {
        return new Target(Comment.class, id);
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
        return Arrays.asList(
                type == Question.class ? (Long) id : null,
                type == Answer.class ? (Long) id : null,
                type == Comment.class ? (Long) id : null);
    }

    public Class<? extends Post> type() {
        return type;
    }

    public long id() {
        return id;
    }

    public static final Target NONE = new Target(null, 0);
}
