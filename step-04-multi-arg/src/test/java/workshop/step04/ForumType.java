package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The forum's types, for the tests to go through. */
enum ForumType {
    QUESTION,
    ANSWER,
    COMMENT;

    /** The three ids of a call for one post of this type. */
    List<Long> ids(long id) {
        var ids = Arrays.<Long>asList(null, null, null);
        ids.set(ordinal(), id);
        return ids;
    }

    Target target(long id) {
        return switch (this) {
            case QUESTION -> Target.question(id);
            case ANSWER -> Target.answer(id);
            case COMMENT -> Target.comment(id);
        };
    }

    /** The name of the class. */
    String entity() {
        return name().charAt(0) + toString().substring(1);
    }

    /** In lower case: the name of the table, and the word in a sentence. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
