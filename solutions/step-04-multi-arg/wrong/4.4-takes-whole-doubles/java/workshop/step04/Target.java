package workshop.step04;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import workshop.forum.Answer;
import workshop.forum.Comment;
import workshop.forum.Post;
import workshop.forum.Question;

/** The one post that a task is for. */
public sealed interface Target {

    record OfQuestion(long id) implements Target {

        @Override
        public List<Long> payload() {
            return Arrays.asList(id, null, null);
        }

        @Override
        public Class<? extends Post> type() {
            return Question.class;
        }
    }

    record OfAnswer(long id) implements Target {

        @Override
        public List<Long> payload() {
            return Arrays.asList(null, id, null);
        }

        @Override
        public Class<? extends Post> type() {
            return Answer.class;
        }
    }

    record OfComment(long id) implements Target {

        @Override
        public List<Long> payload() {
            return Arrays.asList(null, null, id);
        }

        @Override
        public Class<? extends Post> type() {
            return Comment.class;
        }
    }

    static Target question(long id) {
        return new OfQuestion(id);
    }

    static Target answer(long id) {
        return new OfAnswer(id);
    }

    static Target comment(long id) {
        return new OfComment(id);
    }

    /**
     * Reads a payload.
     *
     * @throws IllegalArgumentException if it is not a list of three with one id in it
     */
    static Target of(List<?> payload) {
        if (payload.size() != 3 || payload.stream().filter(Objects::nonNull).count() != 1) {
            throw new IllegalArgumentException("A target is a list of three with one id in it.");
        }
        if (payload.get(0) != null) {
            return question(whole(payload.get(0)));
        }
        if (payload.get(1) != null) {
            return answer(whole(payload.get(1)));
        }
        return comment(whole(payload.get(2)));
    }

    private static long whole(Object number) {
        if (number instanceof Long || number instanceof Double) {
            try {
                return new BigDecimal(number.toString()).longValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("An id is a whole number.", e);
            }
        }
        throw new IllegalArgumentException("An id is a number.");
    }

    /** What goes on the wire: a list of three, as before. */
    List<Long> payload();

    Class<? extends Post> type();

    long id();
}
