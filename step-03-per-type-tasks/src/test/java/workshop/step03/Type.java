package workshop.step03;

import java.util.Locale;

/** The types of the forum, as the tests go through them. */
enum Type {
    QUESTION,
    ANSWER,
    COMMENT,
    ANNOUNCEMENT;

    /** The task on the wire. */
    String task() {
        return "moderate_" + this;
    }

    /** The name of the class. */
    String entity() {
        return name().charAt(0) + toString().substring(1);
    }

    /** In lower case, as the table is called and as one speaks of it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
