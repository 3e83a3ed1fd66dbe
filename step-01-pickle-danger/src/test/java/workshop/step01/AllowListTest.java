package workshop.step01;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.management.AttributeList;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.step01.library.Memo;
import workshop.step01.library.MethodCall;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>Honest drafts are read: up to 10,000 characters and 200 tags, with a text that occurs
 *       twice, and whatever their texts say.
 *   <li>Every other class is refused before an object of it exists: at the root, among the tags, in
 *       a field that our Draft does not have, as the element type of an array, and as a proxy.
 *   <li>Claimed lengths and nested lists are refused by limits, not by an Error.
 *   <li>What is refused or broken comes out as an exception, from this stream's own filter.
 * </ul>
 *
 * The kind of exception, the way to decide, and the numbers are free. A text or an array of
 * primitives within the limits may pass.
 */
@Exercise(
        id = "1.4",
        title = "Allow drafts, refuse the rest",
        points = 20,
        stars = 2,
        edit = "SafeSerializer.java")
class AllowListTest {

    private static final int MOST_EXAMPLES = 4;
    private static final int LONGEST = 100;

    private static final String UNDECIDED =
            "A class that your filter does not decide on (UNDECIDED) gets in. A pattern needs !* at"
                    + " its end (!** is something else), and a lambda has to answer REJECTED for"
                    + " the rest. Do you compare prefixes? They let in more than you think.";

    @Test
    void honest_drafts_are_read() {
        var plain = new Draft("Ada", "Why is the sky blue?", List.of("sky", "colour"));
        readWhole(plain, RefusedDraft::why);
        readWhole(
                new Draft("Ada", "sky", List.of("Ada", "sky", "sky")),
                """
                The same draft with different texts is read. A text that occurs twice is written \
                as a reference the second time: one level deeper than a tag, and the filter is \
                asked about it without a class (serialClass() is null).\
                """);
        List<String> tags = IntStream.range(0, 200).mapToObj("tag %d"::formatted).toList();
        readWhole(
                new Draft("Grace", "What is a compiler? ".repeat(500), tags),
                "A small draft is read: your limits are too tight for 10,000 characters and 200"
                        + " tags.");
        readWhole(
                new Draft("Joan", "Why 200?", List.copyOf(Collections.nCopies(200, "again"))),
                "A draft with 200 different tags is read. These are all the same, so that each is"
                        + " written as a reference: your limit of references is too tight.");
        readWhole(new Draft("", "", List.of()), "Other drafts are read; this one is empty.");
        readWhole(
                new Draft("Mei", "天空为什么是蓝色的？".repeat(1000), tags),
                """
                A draft of 10,000 characters of ASCII is read. These 10,000 are Chinese, and take \
                three bytes each: your limit of bytes is too tight.\
                """);
        String words = "java.util.HashSet, workshop.step01.library and evil";
        readWhole(
                new Draft(words, words + "!", List.of("java.util.BitSet")),
                "It only names classes in its texts; no such class is in it. Decide by the class"
                        + " that the filter is asked about, not by the bytes.");
    }

    @Test
    void a_gadget_is_refused_before_it_runs() {
        silent("a set with a gadget in it", Native.bytes(Gadget.armed()));
        silent("a draft with a gadget among its tags", Forged.amongTheTags(Gadget.armed()));
        silent(
                "a draft with a gadget in a field that our Draft does not have",
                Forged.inAnUnknownField(Gadget.armed()));
        comesOut("a set with a gadget in it", Native.bytes(Gadget.armed()));
        comesOut("a draft with a gadget among its tags", Forged.amongTheTags(Gadget.armed()));
    }

    @Test
    void classes_that_a_draft_does_not_need_are_refused() {
        refused(
                new BitSet(),
                new TreeMap<>(Map.of("a", "b")),
                new LinkedList<>(List.of("a")),
                new TreeSet<>(List.of("a")),
                new PriorityQueue<>(List.of("a")),
                new BigDecimal("4.5"),
                new AttributeList(),
                new IllegalStateException("an exception"),
                5,
                TimeUnit.DAYS,
                Canary.class);
    }

    @Test
    void classes_that_a_draft_could_contain_but_does_not_are_refused() {
        refused(
                List.of("a"),
                Arrays.asList("a", "b"),
                Collections.emptyList(),
                Collections.unmodifiableList(new ArrayList<>(List.of("a"))),
                new ArrayDeque<>(List.of("a")),
                new Vector<>(List.of("a")),
                new CopyOnWriteArrayList<>(List.of("a")),
                7L,
                0.5,
                true,
                'c',
                new StringBuilder("a"),
                new UUID(0, 1),
                new Date(0),
                Instant.EPOCH,
                LocalDate.EPOCH,
                Locale.ROOT,
                URI.create("urn:a"),
                new AtomicLong(1));
    }

    @Test
    void classes_that_only_look_like_ours_are_refused() {
        refused(
                new Memo(new MethodCall(String.class, "copyValueOf")),
                new MethodCall(String.class, "copyValueOf"),
                new workshop.step01evil.Draft(),
                new workshop.step01.old.Draft(),
                new DraftBox.Draft());
        int made = DraftBox.made();
        refused(new DraftBox());
        read(Forged.inAnUnknownField(new DraftBox()));
        assertThat(DraftBox.made())
                .withFailMessage(
                        """
                        Your serializer refuses a DraftBox, but too late: one was made (among a \
                        draft's tags, or in a field that our Draft does not have), and its \
                        readObject has run. A class must be refused before an object of it exists.\
                        """)
                .isEqualTo(made);
    }

    @Test
    void sets_and_maps_that_could_be_a_bomb_are_refused() {
        refused(
                Bomb.ofLevels(5),
                new HashSet<>(List.of("a")),
                new LinkedHashSet<>(List.of("a")),
                new HashMap<>(Map.of("a", "b")),
                Set.of("a", "b", "c"),
                Map.of(Map.of("a", "b"), "c"),
                new Hashtable<>(Map.of("a", "b")),
                new LinkedHashMap<>(Map.of("a", "b")),
                new ArrayList<>(List.of(Bomb.ofLevels(1), Bomb.ofLevels(2))));
    }

    @Test
    void an_array_counts_as_what_it_holds() {
        refused(
                """
                An array counts as what it holds. For a Memo[], a pattern is asked about Memo; a \
                lambda and resolveClass see the array's own class. A draft needs Object[], and no \
                array of anything else.\
                """,
                new BitSet[0],
                new BitSet[] {new BitSet()},
                new Memo[0],
                new workshop.step01evil.Draft[1],
                new BitSet[0][0],
                new TimeUnit[1][1],
                new Runnable[0],
                new Map<?, ?>[1],
                new Comparable<?>[0]);
    }

    @Test
    void a_proxy_is_refused() {
        var in = letIn(Proxies.cases());
        assertThat(in)
                .withFailMessage(
                        """
                        Your serializer let in:
                        %s
                        A proxy is a class, too: it is made from the names of interfaces in the \
                        bytes. A filter is asked about each interface; an overridden resolveClass \
                        is not asked, only resolveProxyClass is.\
                        """,
                        examples(in))
                .isEmpty();
    }

    @Test
    void several_threads_may_read_at_once() throws Exception {
        var kept = Counting.inFields(SafeSerializer.class);
        assertThat(kept).withFailMessage(Counting.WORDS, kept).isEmpty();
    }

    @Test
    void a_short_message_that_claims_much_is_refused() {
        for (int length : List.of(2_000_000_000, 100_000_000)) {
            believed("An Object[]", length, claim -> Forged.claiming(claim, new Object[1]));
            believed("a long[]", length, claim -> Forged.claiming(claim, new long[1]));
            believed("an ArrayList", length, Forged::listClaiming);
            believed(
                    "an ArrayList, among a draft's tags,",
                    length,
                    claim -> Forged.amongTheTags(Forged.listClaiming(claim)));
            believed(
                    "a byte[], among a draft's tags,",
                    length,
                    claim -> Forged.amongTheTags(Forged.claiming(claim, new byte[1])));
        }
    }

    @Test
    void lists_in_lists_are_refused_before_the_stack_is_full() {
        tooDeep("20,000 lists in each other", Forged.lists(20_000));
        tooDeep(
                "a draft with 20,000 lists in each other as a tag",
                Forged.amongTheTags(Forged.lists(20_000)));
    }

    @Test
    void what_is_broken_comes_out_as_an_exception() {
        byte[] whole = Native.bytes(Native.DRAFT);
        byte[] wrongHeader = whole.clone();
        wrongHeader[1] ^= 1;
        comesOut("an empty message", new byte[0]);
        comesOut("JSON", "{\"author\": \"Ada\"}".getBytes());
        comesOut("a draft with one bit of the header turned over", wrongHeader);
        for (int length : List.of(3, 40, whole.length / 2, whole.length - 1)) {
            comesOut(
                    "the first %d of a draft's %d bytes".formatted(length, whole.length),
                    Arrays.copyOf(whole, length));
        }
    }

    private static void refused(Object... objects) {
        refused(
                """
                A draft needs Draft, ArrayList and Object[], by their whole names. The beginning, \
                the end or any part of a name, a package such as java.util.*, all subclasses, or a \
                list of what is forbidden let in more than you think, and a class that no draft \
                needs has no place in the list.\
                """,
                objects);
    }

    /** Each at the root and inside a draft. */
    private static void refused(String advice, Object... objects) {
        var roots = new LinkedHashMap<String, byte[]>();
        var inside = new LinkedHashMap<String, byte[]>();
        for (Object object : objects) {
            String type =
                    object instanceof Class<?> self
                            ? self.getSimpleName() + ".class, the Class object"
                            : object.getClass().getTypeName();
            byte[] root = Native.bytes(object);
            String travels = Forged.rootClass(root);
            if (!travels.isEmpty() && !travels.equals(object.getClass().getName())) {
                type += " (it travels as %s)".formatted(travels);
            }
            roots.put(type, root);
            inside.put(type + " among a draft's tags", Forged.amongTheTags(object));
        }
        List<String> inAtTheRoot = letIn(roots);
        List<String> inADraft = letIn(inside);
        var in = new ArrayList<>(inAtTheRoot);
        in.addAll(inADraft);
        if (in.isEmpty()) {
            return;
        }
        String why = inAtTheRoot.isEmpty() ? whyInsideOnly(roots) : advice;
        boolean isDecided = inAtTheRoot.isEmpty() || isDecidedOn(objects, inAtTheRoot);
        fail(
                """
                Your serializer let in:
                %s
                %s\
                """,
                examples(in),
                DraftBox.isRefusedTooLate()
                        ? "What it refuses, it refuses too late: of a DraftBox, an object was made,"
                              + " and its readObject has run. Decide by the class, before there is"
                              + " an object: in a filter."
                        : isDecided ? why : "None of these was refused. " + UNDECIDED);
    }

    /** A second look: is it the place, or that they come again? */
    private static String whyInsideOnly(Map<String, byte[]> roots) {
        return letIn(roots).isEmpty()
                ? "The same is refused as the message itself. What is allowed must hold for every"
                        + " object in the stream, not only for the first: gadgets hide inside"
                        + " honest drafts."
                : "The same was refused when it came first, as the message itself, and is let in"
                        + " there, too, now. Each message must be judged alike: remember nothing"
                        + " of those before it.";
    }

    private static boolean isDecidedOn(Object[] objects, List<String> in) {
        return in.size() < objects.length || read(Native.bytes(new BitSet())).isRefusal();
    }

    private static List<String> letIn(Map<String, byte[]> cases) {
        var in = new ArrayList<String>();
        cases.forEach(
                (what, bytes) -> {
                    Reading end = read(bytes);
                    if (end.thrown() instanceof Error) {
                        fail("Your serializer was given %s, and ended in %s.", what, end);
                    }
                    if (end.isNull()) {
                        fail(returnedNull(what));
                    }
                    if (isInItsPlace(end.read())) {
                        fail(
                                "Your serializer was given %s, and returned %s in its place.%s",
                                what, end, whatFollows(end));
                    }
                    if (!end.isRefusal()) {
                        in.add(what);
                    }
                });
        return in;
    }

    /** No message that is to be refused is a text, or holds a draft by another author. */
    private static boolean isInItsPlace(Object read) {
        return read instanceof String
                || read instanceof Draft draft && !draft.author().equals(Forged.AUTHOR);
    }

    private static String examples(List<String> in) {
        String most = in.stream().limit(MOST_EXAMPLES).map("  "::concat).collect(joining("\n"));
        int more = in.size() - MOST_EXAMPLES;
        return more > 0 ? "%s%n  and %d more".formatted(most, more) : most;
    }

    private static void readWhole(Draft draft, String advice) {
        readWhole(draft, end -> advice);
    }

    private static void readWhole(Draft draft, Function<Reading, String> advice) {
        Reading end = read(Native.bytes(draft));
        assertThat(end.thrown())
                .withFailMessage(
                        "Your serializer refuses an honest draft (%s). It ended in %s. %s",
                        brief(draft), end, advice.apply(end))
                .isNull();
        assertThat(end.read())
                .withFailMessage(
                        "An honest draft (%s) did not come back as it was sent: your serializer"
                                + " returned %s.",
                        brief(draft), end)
                .isEqualTo(draft);
    }

    private static String brief(Draft draft) {
        String text = draft.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static void silent(String what, byte[] bytes) {
        int before = Canary.songs();
        Reading end = read(bytes);
        assertThat(Canary.songs())
                .withFailMessage(
                        """
                        The canary sang while your serializer read %s: the gadget was made, and \
                        its code ran. %s\
                        """,
                        what,
                        end.thrown() == null
                                ? "Nothing refused it. " + whyNothingRefused()
                                : "What came afterwards, %s, came too late: refuse a class before"
                                                .formatted(end)
                                        + " an object of it exists.")
                .isEqualTo(before);
    }

    /** A second look: what became of a class that has nothing to do with gadgets. */
    private static String whyNothingRefused() {
        if (read(Native.bytes(new BitSet())).isRefusal()) {
            return "A BitSet as the message itself is refused. What is allowed must hold for every"
                    + " object in the stream, not only for the first.";
        }
        if (Looking.isReadBy(SafeSerializer.class) && Looking.filter() == null) {
            return "A BitSet is let in, too: the stream that your loads reads has no filter. An"
                    + " attacker never calls your dumps; what is allowed is decided in loads.";
        }
        return "A BitSet is let in, too. "
                + UNDECIDED
                + " And a refusal that you catch, to read again, refuses nothing.";
    }

    private static void believed(String what, int length, IntFunction<byte[]> claiming) {
        byte[] bytes = claiming.apply(length);
        Reading end = read(bytes);
        assertThat(end.askedForMuch())
                .withFailMessage(
                        """
                        %s in a message of %d bytes claims %,d elements. Your serializer believed \
                        it and asked for the memory. It ended in %s. Limit the length of arrays \
                        (maxarray, or arrayLength() in a lambda): 200 tags need few. %s\
                        """,
                        what, bytes.length, length, end, whyBelieved(claiming))
                .isFalse();
        assertThat(end.isRefusal())
                .withFailMessage(
                        "%s in a message of %d bytes claims %,d elements. Your serializer was to"
                                + " refuse it with an exception, and ended in %s.",
                        what, bytes.length, length, end)
                .isTrue();
    }

    /** A second look: is even more refused? */
    private static String whyBelieved(IntFunction<byte[]> claiming) {
        return read(claiming.apply(Integer.MAX_VALUE)).isRefusal()
                ? "A claim of %,d is refused: your limit is far too large."
                        .formatted(Integer.MAX_VALUE)
                : "If a lambda returns ALLOWED before it checks the limits, they never apply.";
    }

    private static void tooDeep(String what, byte[] bytes) {
        Reading end = read(bytes);
        assertThat(end.isRefusal())
                .withFailMessage(
                        """
                        Your serializer was given %s, all of allowed classes, and ended in %s. \
                        Each level takes a piece of the stack: limit the depth (maxdepth, or \
                        depth() in a lambda). A draft is two levels deep, three with a text that \
                        occurs twice.\
                        """,
                        what, end)
                .isTrue();
    }

    private static void comesOut(String what, byte[] bytes) {
        Reading end = read(bytes);
        assertThat(end.isRefusal())
                .withFailMessage(
                        end.isNull()
                                ? returnedNull(what)
                                : "Your serializer was given %s. It should throw, but ended in %s."
                                                .formatted(what, end)
                                        + whatFollows(end))
                .isTrue();
    }

    private static String whatFollows(Reading end) {
        return end.thrown() == null
                ? " The handler would go on with that: let the exception out."
                : " An Error gets past all who handle exceptions: throw an exception.";
    }

    private static String returnedNull(String what) {
        return """
        Your serializer returned null for %s, and the handler would go on with it. Let the \
        exception out: then the message goes to the dead letters, with the reason.\
        """
                .formatted(what);
    }

    private static Reading read(byte[] bytes) {
        return Reading.of(SafeSerializer.class, bytes);
    }
}
