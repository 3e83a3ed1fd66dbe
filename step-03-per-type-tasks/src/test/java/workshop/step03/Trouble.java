package workshop.step03;

import java.util.List;

/**
 * Something that may be wrong with a database for a moment.
 *
 * @param what what it is, as a sentence without its end
 */
record Trouble(String what, Runnable begin, Runnable end) {

    static final Trouble NONE = new Trouble("Nothing is wrong", () -> {}, () -> {});

    /** What may happen to row 7 of a type, or to its table. */
    static List<Trouble> of(ForumType type, Step03Fixture forum) {
        return List.of(
                new Trouble(
                        "The table of %ss could not be read".formatted(type),
                        () -> forum.sql("alter table " + type + " rename to away"),
                        () -> forum.sql("alter table away rename to " + type)),
                new Trouble(
                        "The table of %ss could not be written".formatted(type),
                        () ->
                                forum.sql(
                                        "alter table %s add constraint unseen check (shown is null)"
                                                .formatted(type)),
                        () -> forum.sql("alter table " + type + " drop constraint unseen")),
                lock(type, forum));
    }

    private static Trouble lock(ForumType type, Step03Fixture forum) {
        var lock = forum.lock(type, 7);
        return new Trouble(
                "Another transaction held the lock of %s 7".formatted(type),
                lock::take,
                lock::release);
    }
}
