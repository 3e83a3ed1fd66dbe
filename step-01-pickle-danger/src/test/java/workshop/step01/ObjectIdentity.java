package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Whether a copy is shaped like what was sent: one object stays one, and two stay two. */
final class ObjectIdentity {

    private ObjectIdentity() {}

    /** Sends an object, and reads it. */
    interface Journey {

        Object of(String what, Object sent) throws Exception;
    }

    static void check(Journey journey) throws Exception {
        var inside = new ArrayList<Object>(List.of("inside"));
        var list = new ArrayList<Object>(List.of(inside, inside));
        list.add(list);
        var copy = (List<?>) journey.of("a list that holds itself", list);

        assertThat(copy.get(0) == copy.get(1))
                .withFailMessage("What was one object, in a list twice, came back as two.")
                .isTrue();
        assertThat(copy.get(2) == copy)
                .withFailMessage(
                        """
                        A list that holds itself came back as one that holds another list. Your \
                        stream has forgotten the root: writeUnshared and readUnshared do not \
                        remember what they write and read.\
                        """)
                .isTrue();
        twins(journey, "drafts", Native.DRAFT, new Draft("Ada", Native.DRAFT.body(), tags()));
        twins(journey, "lists", new ArrayList<>(tags()), new ArrayList<>(tags()));
    }

    private static List<String> tags() {
        return Native.DRAFT.tags();
    }

    private static void twins(Journey journey, String what, Object one, Object two)
            throws Exception {
        var sent = new ArrayList<>(List.of(one, two, one));
        var copy = (List<?>) journey.of("a list of equal " + what, sent);
        assertThat(copy.get(0) == copy.get(1))
                .withFailMessage(
                        """
                        Two equal %s in a list came back as one and the same: whoever changes one \
                        of them in the worker changes the other.\
                        """,
                        what)
                .isFalse();
        assertThat(copy.get(0) == copy.get(2))
                .withFailMessage("One of some equal %s, in a list twice, came back as two.", what)
                .isTrue();
    }
}
