package workshop.race;

/** The database refused a statement because another transaction holds a lock. The statement had no effect. */
final class RowLocked extends RuntimeException {

    RowLocked(Throwable cause) {
        super("Another transaction holds a lock that this statement needs.", cause);
    }
}
