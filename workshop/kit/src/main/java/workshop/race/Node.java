package workshop.race;

import java.util.List;

/** A moment of decision: the moves that were possible, and how many of them have been explored. */
final class Node {

    private final List<Move> moves;
    private int current;
    private Step made;
    private boolean led;

    Node(List<Move> moves) {
        this.moves = moves;
    }

    boolean hasCurrent() {
        return current < moves.size();
    }

    Move current() {
        return moves.get(current);
    }

    /** Turns to the next move. */
    void advance() {
        current++;
        made = null;
    }

    /** The step that the current move made when it was made for the first time; null before. */
    Step made() {
        return made;
    }

    void made(Step step) {
        made = step;
        led = true;
    }

    /** Whether any move was possible here. */
    boolean led() {
        return led;
    }
}
