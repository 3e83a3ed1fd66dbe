package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
import workshop.forum.Question;

public abstract class Target {
    private final long id;

    private Target(long id) {
        this.id = id;
    }

    public static Target question(long id) {
        return new Target(id) {
            @Override
            public List<Long> payload() {
                return Arrays.asList(id, null, null);
            }

            @Override
            public Class<? extends Post> type() {
                return Question.class;
            }
        };
    }

    public static Target answer(long id) {
        return new Target(id) {
            @Override
            public List<Long> payload() {
                return Arrays.asList(null, id, null);
            }

            @Override
            public Class<? extends Post> type() {
                return Answer.class;
            }
        };
    }

    public static Target comment(long id) {
        return new Target(id) {
            @Override
            public List<Long> payload() {
                return Arrays.asList(null, null, id);
            }

            @Override
            public Class<? extends Post> type() {
                return Comment.class;
            }
        };
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

    public abstract List<Long> payload();

    public abstract Class<? extends Post> type();

    public final long id() {
        return id;
    }
}
