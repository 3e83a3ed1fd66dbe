package workshop.step01;

import java.util.HashSet;
import java.util.Set;

/**
 * Sets in sets: to compute a hash code, Java walks down both branches of every level, so each level
 * doubles the work.
 */
final class Bomb {

    private Bomb() {}

    /** A bomb of that many levels. Each adds about 57 bytes and doubles the steps. */
    static Set<Object> ofLevels(int levels) {
        var top = new HashSet<>();
        Set<Object> left = top;
        Set<Object> right = new HashSet<>();
        for (int level = 0; level < levels; level++) {
            var nextLeft = new HashSet<Object>(Set.of("makes the two differ"));
            var nextRight = new HashSet<>();
            left.add(nextLeft);
            left.add(nextRight);
            right.add(nextLeft);
            right.add(nextRight);
            left = nextLeft;
            right = nextRight;
        }
        return top;
    }
}
