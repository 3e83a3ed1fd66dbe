package workshop.interleavings;

/**
 * Ends the thread of an actor whose process died, or whose schedule is over. An {@link Error}, so
 * that ordinary code does not catch it; code that does gets it again at its next touch of the
 * world, which a dead process cannot touch.
 */
final class Crash extends Error {

    Crash(String actor) {
        super(actor + " is dead.", null, false, false);
    }
}
