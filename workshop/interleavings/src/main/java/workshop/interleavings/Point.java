package workshop.interleavings;

import java.util.function.BooleanSupplier;

/**
 * The operation that an actor is about to do.
 *
 * @param kind its kind
 * @param label what a person reads, such as {@code INSERT question}
 * @param ready whether it is possible now; asked only while all actors stand still
 */
record Point(Kind kind, String label, BooleanSupplier ready) {

    Point(Kind kind, String label) {
        this(kind, label, () -> true);
    }
}
