package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.InvalidClassException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.queue.Serializer;
import workshop.step01.library.Memo;
import workshop.step01.library.MethodCall;

@Exercise(
        id = "1.4",
        title = "Allow drafts, refuse the rest",
        points = 20,
        stars = 2,
        edit = "SafeSerializer.java")
class AllowListTest {

    private final Serializer serializer = new SafeSerializer();

    @Test
    void an_honest_draft_is_read() throws Exception {
        try {
            assertThat(serializer.loads(Native.bytes(Native.DRAFT)))
                    .as("an honest draft")
                    .isEqualTo(Native.DRAFT);
        } catch (InvalidClassException refusal) {
            fail(
                    "Your filter refuses an honest draft. It is a Draft that holds an ArrayList"
                        + " that holds an Object[], for which the filter asks about"
                        + " java.lang.Object. A filter of your own that prints info.serialClass()"
                        + " shows which one it stumbles over.");
        }
    }

    @Test
    void a_gadget_is_refused_before_it_runs() throws Exception {
        refused("a set with a gadget in it", Gadget.armed());
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void a_gadget_inside_an_honest_draft_is_refused() throws Exception {
        var draft = new Draft("Mallory", "Nothing to see here", List.of());
        ((List) draft.tags()).add(Gadget.armed());

        refused("a draft with a gadget among its tags", draft);
    }

    @Test
    void a_class_in_a_package_that_only_looks_like_ours_is_refused() throws Exception {
        refused("workshop.step01evil.Draft", new workshop.step01evil.Draft());
    }

    @Test
    void our_own_library_is_not_a_draft_either() throws Exception {
        refused("workshop.step01.library.Memo", new Memo(new MethodCall(Canary.class, "sing")));
    }

    @Test
    void classes_that_nobody_thought_of_are_refused() throws Exception {
        refused("java.util.BitSet", new BitSet());
        refused("java.util.TreeMap", new TreeMap<>());
        refused("java.math.BigDecimal", BigDecimal.ONE);
        refused("a bomb of sets", Bomb.ofLevels(5));
    }

    @Test
    void a_short_message_that_claims_a_huge_array_is_refused() throws Exception {
        refused(
                "an Object[] that says it has two billion elements",
                claimingTwoBillion(new Object[1]));
        refused("a long[] that says it has two billion elements", claimingTwoBillion(new long[1]));
    }

    private void refused(String what, Object object) throws Exception {
        refused(what, Native.bytes(object));
    }

    /** Any other exception than the filter's is an accident, and fails the test as such. */
    private void refused(String what, byte[] bytes) throws Exception {
        int before = Canary.songs();
        boolean refused = false;
        Object made = null;
        try {
            made = serializer.loads(bytes);
        } catch (InvalidClassException refusal) {
            refused = true;
        } catch (OutOfMemoryError tooMuch) { // which JUnit would end the whole run for
            fail(
                    "Your serializer believed %s, and ran out of memory. Limit the length of"
                            + " arrays.",
                    what);
        }
        assertThat(Canary.songs())
                .withFailMessage(
                        "The canary sang while you read %s. A check after readObject comes too"
                                + " late: the filter must refuse a class before an object of it is"
                                + " made.",
                        what)
                .isEqualTo(before);
        assertThat(made)
                .withFailMessage(
                        "You let %s in. Name the very classes that a draft needs, and end the list"
                            + " with !*: without it, what no pattern names is let in. A prefix, or"
                            + " java.util.*, names more than you think.",
                        what)
                .isNull();
        assertThat(refused)
                .withFailMessage(
                        "Your serializer answered null to %s. Let the filter's"
                                + " InvalidClassException out: then the message goes to the dead"
                                + " letters, with the reason.",
                        what)
                .isTrue();
    }

    /** The array's length is the last int before its elements. */
    private static byte[] claimingTwoBillion(Object arrayOfOne) {
        byte[] bytes = Native.bytes(arrayOfOne);
        int elementSize = arrayOfOne instanceof long[] ? Long.BYTES : 1; // null is one byte
        ByteBuffer.wrap(bytes).putInt(bytes.length - elementSize - Integer.BYTES, 2_000_000_000);
        return bytes;
    }
}
