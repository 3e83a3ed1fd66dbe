package workshop.race;

/** An operation that either happens, or finds a row locked and leaves everything as it was ({@link RowLocked}). */
@FunctionalInterface
interface Attempt<T, X extends Exception> {

    T run() throws X;
}
