package workshop.race;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A moment of decision: the moves that may be possible, and how many of them have been explored. */
final class Node {

    private final List<Move> moves;
    private final Set<Integer> refused;
    private final boolean lastResort;
    private int current;
    private Step made;
    private boolean led;

    /** The refused actors are known to wait for a row lock. */
    Node(List<Move> moves, Set<Integer> refused) {
        this(moves, refused, false);
    }

    private Node(List<Move> moves, Set<Integer> refused, boolean lastResort) {
        this.moves = moves;
        this.refused = new HashSet<>(refused);
        this.lastResort = lastResort;
    }

    /** The same moment, when none of its moves turned out to be possible. */
    Node instead(List<Move> others) {
        return new Node(others, refused, true);
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
