package workshop.interleavings;

/** What an actor is about to do when it stops. */
public enum Kind {
    /**
     * The actor begins. The explorer stops here only when a Java lock is taken before any other
     * operation: then it matters who is first.
     */
    START,
    /** A SQL query that takes no lock. */
    READ,
    /**
     * A SQL statement that changes or locks rows: INSERT, UPDATE, DELETE, MERGE, SELECT … FOR
     * UPDATE.
     */
    WRITE,
    /**
     * The commit of a transaction that changed or locked rows. No one can see the end of a
     * transaction that only read, so the explorer never stops there.
     */
    COMMIT,
    /** The rollback of such a transaction. */
    ROLLBACK,
    /** A message goes into the queue. */
    ENQUEUE,
    /** A worker takes the next message. This is possible only when a message is waiting. */
    POP,
    /**
     * A worker asks which messages were delivered and are not acknowledged yet. The explorer stops
     * here only if the scenario says so.
     */
    LIST_PENDING,
    /** A worker takes a pending message: its own, to retry it, or that of a worker which died. */
    CLAIM,
    /** A worker acknowledges a message: its task is done. */
    ACKNOWLEDGE,
    /** A message goes to the dead letters. */
    DEAD_LETTER,
    /** An operation that the scenario named itself, with {@link Seams#point}. */
    NAMED,
    /** The actor's process dies. */
    CRASH
}
