package workshop.step01;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

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

    /** What a bomb is built of: all of them ask their elements for a hash code when read. */
    enum Kind {
        SETS("HashSets", HashSet::new),
        LINKED_SETS("LinkedHashSets", LinkedHashSet::new),
        MAPS("HashMaps, as keys of each other", HashMap::new),
        TABLES("Hashtables, as keys of each other", Hashtable::new),
        BAGS("Bags, a class of some library that hashes its elements", Bag::new);

        final String text;
        private final Supplier<Object> container;

        Kind(String text, Supplier<Object> container) {
            this.text = text;
            this.container = container;
        }
    }

    /**
     * A bomb with that many levels below its root, each of that many collections; all of them are
     * in each collection of the level above. The kinds take turns, level by level. No filter is
     * asked about the texts that make the collections differ, so that these do not count as a
     * level.
     */
    static Object of(int levels, int width, Kind... kinds) {
        Object root = kinds[0].container.get();
        List<Object> above = List.of(root);
        for (int level = 1; level <= levels; level++) {
            var below = new ArrayList<Object>();
            for (int i = 0; i < width; i++) {
                Object next = kinds[level % kinds.length].container.get();
                put(next, "differs %d".formatted(i));
                below.add(next);
            }
            above.forEach(collection -> below.forEach(element -> put(collection, element)));
            above = below;
        }
        return root;
    }

    @SuppressWarnings("unchecked")
    private static void put(Object collection, Object element) {
        if (collection instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).put(element, new String());
        } else if (collection instanceof Bag bag) {
            bag.add(element);
        } else {
            ((Collection<Object>) collection).add(element);
        }
    }
}
