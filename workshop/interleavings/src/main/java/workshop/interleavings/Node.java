package workshop.interleavings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A moment of decision: the moves that may be possible, and how many of them have been explored.
 */
final class Node {

    private final List<String> positions;
    private final List<Move> moves;
    private final Set<Integer> refused;
    private final boolean lastResort;
    private int current;
    private Step made;
    private boolean led;

    /**
     * A moment that was not seen before.
     *
     * @param positions where each actor is
     * @param refused who is known to wait for a row lock
     */
    Node(List<String> positions, List<Move> moves, Set<Integer> refused) {
        this(positions, moves, refused, false);
    }

    private Node(
            List<String> positions, List<Move> moves, Set<Integer> refused, boolean lastResort) {
        this.positions = positions;
        this.moves = moves;
        this.refused = new HashSet<>(refused);
        this.lastResort = lastResort;
    }

    /** The same moment, when none of its moves turned out to be possible. */
    Node instead(List<Move> others) {
        return new Node(positions, others, refused, true);
    }

    List<String> positions() {
        return positions;
    }

    boolean hasCurrent() {
        return current < moves.size();
    }

    Move current() {
        return moves.get(current);
    }

    /** Turns to the next move. False when there is nothing more to find out here. */
    boolean advance() {
        current++;
        made = null;
        return hasCurrent() || !led && !lastResort;
    }

    /** The step that the current move made when it was made for the first time; null before. */
    Step made() {
        return made;
    }

    void made(Step step) {
        made = step;
        led = true;
    }

    /** The current move is not possible: a row is locked. */
    void refuse() {
        refused.add(current().actor());
    }

    Set<Integer> refused() {
        return refused;
    }
}
