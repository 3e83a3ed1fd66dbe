package workshop.interleavings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import workshop.interleavings.ScheduleRun.Position;

/**
 * A moment at which the scheduler chooses: the moves that may be possible, and how many of them the
 * search has tried.
 */
final class ChoicePoint {

    /**
     * A choice of the scheduler.
     *
     * @param actor the actor's index
     * @param how what becomes of it
     */
    record Move(int actor, How how) {

        enum How {
            /** It does its next operation. */
            GO,
            /** Its process dies before that. */
            CRASH,
            /** It waits for a message that no one is left to send: it goes on without one. */
            GO_WITHOUT_MESSAGE
        }
    }

    private final List<Position> positions;
    private final List<Move> moves;
    private final Set<Integer> blocked;
    private final boolean isLastResort;
    private int current;
    private ScheduleStep made;
    private boolean anyWasPossible;

    /**
     * A moment that the search has not seen before.
     *
     * @param positions where each actor is
     * @param blocked the actors that are known to wait for a row lock
     */
    ChoicePoint(List<Position> positions, List<Move> moves, Set<Integer> blocked) {
        this(positions, moves, blocked, false);
    }

    private ChoicePoint(
            List<Position> positions,
            List<Move> moves,
            Set<Integer> blocked,
            boolean isLastResort) {
        this.positions = positions;
        this.moves = moves;
        this.blocked = new HashSet<>(blocked);
        this.isLastResort = isLastResort;
    }

    /** The same moment, when none of its moves turned out to be possible. */
    ChoicePoint withLastResort(List<Move> others) {
        return new ChoicePoint(positions, others, blocked, true);
    }

    List<Position> positions() {
        return positions;
    }

    boolean hasCurrent() {
        return current < moves.size();
    }

    Move current() {
        return moves.get(current);
    }

    /** Turns to the next move. False when there is nothing left to find out here. */
    boolean advance() {
        current++;
        made = null;
        return hasCurrent() || !anyWasPossible && !isLastResort;
    }

    /** The step that the current move made when it was first tried; null before that. */
    ScheduleStep made() {
        return made;
    }

    void made(ScheduleStep step) {
        made = step;
        anyWasPossible = true;
    }

    /** The current move is not possible: its actor found a locked row. */
    void blockCurrent() {
        blocked.add(current().actor());
    }

    Set<Integer> blocked() {
        return blocked;
    }
}
