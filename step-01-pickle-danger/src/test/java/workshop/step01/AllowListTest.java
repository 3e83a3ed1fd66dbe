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
                    """
                    Your filter refuses an honest draft. A Draft holds an ArrayList, which holds \
                    an Object[], for which the filter asks about java.lang.Object. To see which \
                    class it refuses, write a filter that prints info.serialClass().\
                    """);
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
    void a_class_of_our_own_library_is_refused() throws Exception {
        refused("workshop.step01.library.Memo", new Memo(new MethodCall(Canary.class, "sing")));
    }

    @Test
    void classes_that_no_one_thought_of_are_refused() throws Exception {
        refused("java.util.BitSet", new BitSet());
        refused("java.util.TreeMap", new TreeMap<>());
        refused("java.math.BigDecimal", BigDecimal.ONE);
        refused("a bomb of sets", Bomb.ofLevels(5));
    }

    @Test
    void a_short_message_that_claims_a_huge_array_is_refused() throws Exception {
        refused("an Object[] of two billion elements", claimingTwoBillion(new Object[1]));
        refused("a long[] of two billion elements", claimingTwoBillion(new long[1]));
    }

    private void refused(String what, Object object) throws Exception {
        refused(what, Native.bytes(object));
    }

    /** Only an InvalidClassException counts as a refusal; any other exception fails the test. */
    private void refused(String what, byte[] bytes) throws Exception {
        int before = Canary.songs();
        boolean refused = false;
        Object made = null;
        try {
            made = serializer.loads(bytes);
        } catch (InvalidClassException refusal) {
            refused = true;
        } catch (OutOfMemoryError tooMuch) {
            // If it got out, JUnit would end the whole run.
            fail(
                    """
                    The bytes claim to be %s. Your serializer believed them, and ran out of \
                    memory. Limit the length of arrays.\
                    """,
                    what);
        }
        assertThat(Canary.songs())
                .withFailMessage(
                        """
                        The canary sang while your serializer read %s. A check after readObject \
                        comes too late: the filter must refuse a class before an object of it \
                        exists.\
                        """,
                        what)
                .isEqualTo(before);
        assertThat(made)
                .withFailMessage(
                        """
                        Your serializer let %s in. Name exactly the classes that a draft needs, \
                        and end the list with !*: without it, every class that no pattern names \
                        gets in. A prefix, or java.util.*, names more than you think.\
                        """,
                        what)
                .isNull();
        assertThat(refused)
                .withFailMessage(
                        """
                        Your serializer returned null for %s. Let the filter's \
                        InvalidClassException out: then the message goes to the dead letters, with \
                        the reason.\
                        """,
                        what)
                .isTrue();
    }

    /** In the bytes, an array's length is the last int before its elements. */
    private static byte[] claimingTwoBillion(Object arrayOfOne) {
        byte[] bytes = Native.bytes(arrayOfOne);
        int nullSize = 1;
        int elementSize = arrayOfOne instanceof long[] ? Long.BYTES : nullSize;
        ByteBuffer.wrap(bytes).putInt(bytes.length - elementSize - Integer.BYTES, 2_000_000_000);
        return bytes;
    }
}
