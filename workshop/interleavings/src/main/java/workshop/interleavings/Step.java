package workshop.interleavings;

import java.util.List;

/**
 * One step of a schedule: an operation, and what the actor did by itself until its next one.
 *
 * @param actor who
 * @param kind what kind of operation
 * @param label what a person reads, such as {@code INSERT question}
 * @param note what came of it, such as {@code no row}; empty when there is nothing to say
 * @param publishes the tables whose changes others can see from this step on
 */
public record Step(String actor, Kind kind, String label, String note, List<String> publishes) {

    /** The operation and what came of it. */
    public String text() {
        return note.isEmpty() ? label : label + ": " + note;
    }

    /** Short: {@code web:INSERT}. */
    @Override
    public String toString() {
        boolean sql = kind == Kind.READ || kind == Kind.WRITE;
        return actor + ":" + (sql ? label.split(" ")[0] : label);
    }
}
