package workshop.step04;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The types of the forum, as the tests go through them. */
enum Type {
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

    /** In lower case, as the table is called and as one speaks of it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
