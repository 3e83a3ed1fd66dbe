package workshop.step05;

import java.util.ArrayList;
import java.util.List;

/** Compares the tasks in the queue with those that should be there. */
record Enqueued(Step05Fixture forum, SecondLook look) {

    /** Takes what is in the queue, and compares, in any order. */
    void are(String after, Ref... expected) {
        var left = new ArrayList<>(List.of(expected));
        var asked = forum.asked();
        boolean known = asked.stream().allMatch(left::remove);
        if (known && left.isEmpty()) {
            return;
        }
        look.requireAPlainSave();
        Check.that(
                false,
                "%s\nIn the queue: %s.\nExpected: %s.",
                after,
                names(asked),
                names(List.of(expected)));
    }

    /** The ref of a post whose model is called like its class. */
    static Ref ref(Moderated post) {
        return new Ref(post.getClass().getSimpleName(), post.getId());
    }

    static String names(List<Ref> refs) {
        return refs.isEmpty()
                ? "nothing"
                : String.join(", ", refs.stream().map(Ref::toString).toList());
    }
}
