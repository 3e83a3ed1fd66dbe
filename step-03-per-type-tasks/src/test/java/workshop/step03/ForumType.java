package workshop.step03;

import java.util.Locale;

/** The forum's types, for the tests to go through. */
enum ForumType {
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

    /** In lower case: the name of the table, and the word in a sentence. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
