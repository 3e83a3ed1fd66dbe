package workshop.step06;

/** Two records with one simple name, as they live in two packages. */
final class Namesakes {

    private static final class Ours {
        record Line(String text) {}
    }

    private static final class Theirs {
        record Line(String text, boolean last) {}
    }

    private Namesakes() {}

    /** An Inflater that does not know such records may refuse both. */
    static void comeBackAsWhatTheyWere() {
        var ours = new Ours.Line("Buy now!");
        var theirs = new Theirs.Line("Buy now!", true);
        if (!ours.equals(madeAgain(ours))) {
            return;
        }
        var made = madeAgain(theirs);
        Check.that(
                theirs.equals(made) && ours.equals(madeAgain(ours)),
                """
                A record Ours.Line(text) came back equal. Then %s, a record of another class \
                whose simple name is Line, too, came back as %s. What your code remembers of a \
                class, it has to keep by the class itself: a simple name may belong to two.\
                """,
                theirs,
                made);
    }

    private static Object madeAgain(Record record) {
        try {
            return Inflater.inflate(record.getClass(), Journey.wire(record));
        } catch (RuntimeException | Error refusal) {
            Refused.rethrowTodo(refusal);
            return "nothing; the refusal was " + refusal;
        }
    }
}
