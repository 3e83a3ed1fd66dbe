package workshop.interleavings;

import java.util.List;

/**
 * One step of a schedule: an operation, and what its actor did until it came to the next one.
 *
 * @param actor whose step it is
 * @param kind the kind of operation
 * @param label the operation in words, such as {@code INSERT question}
 * @param note what came of it, such as {@code no row}; empty when there is nothing to say
 * @param publishes the tables whose changes others can see from this step on
 */
public record ScheduleStep(
        String actor, Kind kind, String label, String note, List<String> publishes) {

    /** The operation and what came of it. */
    public String text() {
        return note.isEmpty() ? label : label + ": " + note;
    }

    /** The operation without its table: {@code INSERT}. */
    public String verb() {
        boolean isSql = kind == Kind.READ || kind == Kind.WRITE;
        return isSql ? label.split(" ")[0] : label;
    }

    /** The shortest form: {@code web:INSERT}. */
    @Override
    public String toString() {
        return actor + ":" + verb();
    }
}
