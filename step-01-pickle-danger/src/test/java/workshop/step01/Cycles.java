package workshop.step01;

import static org.assertj.core.api.Assertions.fail;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Lists and maps that hold themselves, directly or around corners. */
final class Cycles {

    private static final int MILLIS_OF_PATIENCE = 3000;

    private Cycles() {}

    static void check(StrictJson json) throws Exception {
        var list = new ArrayList<Object>();
        list.add(list);
        var map = new HashMap<String, Object>();
        map.put("self", map);
        var around = new ArrayList<Object>(List.of("one", "two"));
        around.add(Map.of("corner", new ArrayList<>(Collections.singletonList(around))));

        var one = new ArrayList<Object>(List.of("each holds the other"));
        one.add(new ArrayList<Object>(List.of("each holds the other", one)));
        var left = new HashMap<String, Object>();
        left.put("other", new HashMap<String, Object>(Map.of("other", left)));

        for (Object payload : List.of(list, map, around, one, left, new Twice())) {
            holdsItself(json, payload);
        }
    }

    /** It holds itself twice, and stops a walk that doubles at each level. */
    private static final class Twice extends AbstractList<Object> {

        private static final int MOST = 100_000;

        private int asked;

        @Override
        public Object get(int index) {
            if (++asked > MOST) {
                throw new IllegalStateException("asked for an item too often");
            }
            return this;
        }

        @Override
        public int size() {
            return 2;
        }

        boolean isWornOut() {
            return asked > MOST;
        }
    }

    /** In a thread that can be left behind: a walk around a cycle may never end. */
    private static void holdsItself(StrictJson json, Object payload) throws InterruptedException {
        var end = new AtomicReference<Throwable>(new IllegalStateException("no end"));
        var walk =
                new Thread(
                        () -> {
                            try {
                                json.dumps(payload);
                                end.set(null);
                            } catch (Throwable thrown) {
                                end.set(thrown);
                            }
                        });
        walk.setDaemon(true);
        walk.start();
        walk.join(MILLIS_OF_PATIENCE);

        String what = "a %s that holds itself".formatted(payload instanceof Map ? "map" : "list");
        if (payload instanceof Twice twice && twice.isWornOut()) {
            fail(
                    """
                    A list holds itself twice, and your dumps has asked for its items %,d times \
                    and goes on: each level has twice as many as the one above it. Walk down \
                    before you walk on (depth first), or remember the lists on the way to each.\
                    """,
                    Twice.MOST);
        }
        if (walk.isAlive()) {
            fail(
                    """
                    After %d s your dumps is still busy with %s. It walks in a circle and will not \
                    come out: notice that you are below the list or map you are looking at, or \
                    limit the depth.\
                    """,
                    MILLIS_OF_PATIENCE / 1000, what);
        }
        if (!(end.get() instanceof IllegalArgumentException)) {
            fail(
                    end.get() == null
                            ? "Your dumps lets %s through, and no JSON can hold it.".formatted(what)
                            : JsonRefusals.wrongEnd(what, end.get())
                                    + " Remember the lists and maps on the way down (compare them"
                                    + " by ==, for equals and hashCode walk in the same circle), or"
                                    + " limit the depth.");
        }
    }
}
