package workshop.interleavings;

/**
 * A choice of the scheduler.
 *
 * @param actor the actor's index
 * @param how what is to become of it
 */
record Move(int actor, How how) {

    enum How {
        /** It does what it announced. */
        GO,
        /** Its process dies before that. */
        CRASH,
        /** It waits for a message and nobody is left to send one: it goes on without. */
        GO_WITHOUT
    }
}
