package workshop.interleavings;

/** What an actor can be about to do when it stops at a scheduling point. */
public enum Kind {
    /**
     * The actor begins. Becomes a point by itself when a Java lock is taken before any other point:
     * then it matters who is first.
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
     * The end of a transaction that changed or locked rows. One that only read ends unseen and is
     * never a point.
     */
    COMMIT,
    /** The same, undoing it. */
    ROLLBACK,
    /** A message goes into the queue. */
    ENQUEUE,
    /** A worker takes the next message. It is not possible while none waits. */
    POP,
    /**
     * A worker looks which messages are held by others. Not a point unless a scenario asks for it.
     */
    LOOK,
    /**
     * A worker takes a message again: its own, to try once more, or that of a worker which died.
     */
    CLAIM,
    /** A worker says that a message is done. */
    ACKNOWLEDGE,
    /** A message goes to the dead letters. */
    BURY,
    /** A point that a scenario named itself, with {@link Seams#point}. */
    NAMED,
    /** The actor's process dies. */
    CRASH
}
