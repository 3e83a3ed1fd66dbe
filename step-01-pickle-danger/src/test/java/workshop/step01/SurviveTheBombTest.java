package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static workshop.step01.Bomb.Kind.SETS;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workshop.grading.Exercise;
import workshop.queue.Message;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>Bombs of nested sets are refused while they are read, deep or wide, and so are those of
 *       everything else that hashes. Each would hold a worker for many seconds, most for years.
 *   <li>A claimed length is not believed.
 *   <li>Honest drafts are read: up to 10,000 characters and 200 tags, with a text that occurs
 *       twice.
 *   <li>A refusal is an exception, costs nothing, and leaves no thread behind; other streams of the
 *       JVM read what they read before.
 * </ul>
 *
 * The numbers, the way to count, and the kind of exception are free. No limits stop a bomb laid
 * flat, nor all of those made of lists: that is for 1.4.
 */
@Exercise(
        id = "1.3",
        title = "Survive a bomb of sets",
        points = 15,
        stars = 2,
        edit = "BoundedSerializer.java")
class SurviveTheBombTest {

    private static final int MESSAGES = 20;

    @Test
    void honest_drafts_are_read() {
        List<String> tags = IntStream.range(0, 200).mapToObj("tag %d"::formatted).toList();
        var hundred = tags.subList(0, 100);
        List<String> twice = Stream.concat(hundred.stream(), hundred.stream()).toList();
        readWhole(Native.DRAFT, TooTight::forSmallOnes);
        TooTight.hasReadOne();
        readWhole(
                new Draft("Ada", "sky", List.of("Ada", "sky", "sky")),
                """
                The same draft with different texts is read. A text that occurs twice is written \
                as a reference the second time: one level deeper than a tag, and the filter is \
                asked about it.\
                """);
        readWhole(
                new Draft("Grace", "What is a compiler? ".repeat(500), tags),
                end -> TooTight.forLongOnes());
        readWhole(
                new Draft("Joan", "Why 200?", twice),
                """
                A draft with 200 different tags is read. Here each tag occurs twice, and the \
                second time it is a reference: your limit of references is too tight.\
                """);
        readWhole(
                new Draft("Mei", "天空为什么是蓝色的？".repeat(1000), tags),
                """
                A draft of 10,000 characters of ASCII is read. These 10,000 are Chinese, and take \
                three bytes each: your limit of bytes is too tight.\
                """);
        var chinese = IntStream.range(0, 199).mapToObj("标签的名称 %d"::formatted).toList();
        var firstAgain = Stream.concat(chinese.stream(), chinese.stream().limit(1)).toList();
        readWhole(
                new Draft("Li", "天空为什么是蓝色的？".repeat(1000), firstAgain),
                """
                A draft of 10,000 Chinese characters is read. This one has 200 Chinese tags, too, \
                and the last is the first once more. The filter is asked about that reference, and \
                by then it has seen the bytes of all others: your limit of bytes is too tight.\
                """);
        readWhole(
                new Draft("Sri", "sr sq ur xr ".repeat(800), List.of("classroom", "msql")),
                """
                Another long draft is read. In this one's text are letters that also begin an \
                object or an array in Java's serialized form, and there they are only text: let \
                the filter count, not the bytes.\
                """);
        readWhole(
                new Draft("Mary", "HashSet ".repeat(1250), List.of()),
                "Another long draft is read: this one's text names a class, and is only text.");
    }

    @Test
    void each_message_has_the_same_limits() throws Exception {
        OwnStreamOnly.check(BoundedSerializer.class);
        var serializer = new BoundedSerializer();
        byte[] draft = Native.bytes(Native.DRAFT);
        byte[] deep = Forged.lists(300);
        readWhole(Native.DRAFT, TooTight::forAnother);
        for (int message = 1; message <= 1500; message++) {
            try {
                serializer.loads(draft);
            } catch (Exception e) {
                fail(
                        """
                        One serializer read the same honest draft again and again, and refused \
                        message %d: %s. What you count, or measure, must begin at 0 with each \
                        message.\
                        """,
                        message, e);
            }
        }
        boolean first = refuses(new BoundedSerializer(), deep);
        boolean later = refuses(serializer, deep);
        assertThat(later)
                .withFailMessage(
                        """
                        A new serializer refuses 300 lists in each other, and one that has read \
                        drafts before lets them in. The limits must be set for every message.\
                        """)
                .isEqualTo(first);
    }

    @Test
    void the_limits_hold_in_every_thread() throws Exception {
        OwnStreamOnly.check(BoundedSerializer.class);
        var serializer = new BoundedSerializer();
        byte[] deep = Forged.lists(300);
        boolean here = refuses(serializer, deep);
        var elsewhere = new AtomicBoolean();
        var thread = new Thread(() -> elsewhere.set(refuses(serializer, deep)));
        thread.start();
        thread.join();
        assertThat(elsewhere.get())
                .withFailMessage(
                        """
                        In the thread that made your serializer, 300 lists in each other are \
                        refused; in another thread, the same serializer lets them in. A worker \
                        reads in whichever thread it has: set the limits in loads, for each stream.\
                        """)
                .isEqualTo(here);
    }

    @Test
    void no_message_leaves_a_thread_behind() throws Exception {
        OwnStreamOnly.check(BoundedSerializer.class);
        var serializer = new BoundedSerializer();
        byte[] draft = Native.bytes(Native.DRAFT);
        serializer.loads(draft);
        int before = Thread.activeCount();
        for (int message = 0; message < MESSAGES; message++) {
            serializer.loads(draft);
        }
        int more = Thread.activeCount() - before;
        assertThat(more)
                .withFailMessage(
                        """
                        Your serializer read %d drafts, and then %d threads more were alive than \
                        before. Each keeps its memory for good, and one day the process can start \
                        no more. Read in the thread that calls loads: the filter stops a bomb.\
                        """,
                        MESSAGES, more)
                .isLessThan(MESSAGES / 2);
    }

    @Test
    void several_threads_may_read_at_once() throws Exception {
        var kept = Counting.inFields(BoundedSerializer.class);
        assertThat(kept).withFailMessage(Counting.WORDS, kept).isEmpty();
    }

    private static boolean refuses(BoundedSerializer serializer, byte[] bytes) {
        try {
            serializer.loads(bytes);
            return false;
        } catch (Exception refusal) {
            return true;
        } catch (Error error) {
            return fail(
                    """
                    For 300 lists in each other, your serializer ended in %s. An Error gets past \
                    all who handle exceptions: refuse with an exception.\
                    """,
                    new Reading(null, error, 0));
        }
    }

    @Test
    @Timeout(45) // enough for the process to start on a busy machine
    void the_worker_goes_on_after_each_bomb() throws Exception {
        readWhole(Native.DRAFT, TooTight::forAnother);
        OwnStreamOnly.checkThatItStopsNoThread(BoundedSerializer.class);
        try (var worker = new WorkerProcess(BoundedSerializer.class)) {
            var row = new Row(worker);
            row.bomb(100, 2, "Limit how deep a message may be: a draft has two levels.", SETS);
            row.bomb(32, 2, DEEP, SETS);
            row.bomb(25, 3, DEEP, SETS);
            row.bomb(13, 8, DEEP, SETS);
            row.bomb(9, 20, WIDE, SETS);
            row.bomb(9, 10, BOTH, SETS);
            row.bomb(5, 60, BOTH, SETS);
            row.bomb(7, 23, WIDE, SETS);
            row.bomb(4, 250, WIDE, SETS);
            row.bomb(40, 2, OTHER_CLASS, Bomb.Kind.MAPS);
            row.bomb(40, 2, OTHER_CLASS, Bomb.Kind.TABLES);
            row.bomb(40, 2, OTHER_CLASS, Bomb.Kind.LINKED_SETS);
            row.bomb(40, 2, OTHER_CLASS, Bomb.Kind.TABLES, SETS, Bomb.Kind.MAPS);
            row.bomb(40, 2, OTHER_CLASS, Bomb.Kind.BAGS);
            row.bombInADraft(40, 2, IN_A_DRAFT);
            row.ends();
        }
    }

    @Test
    void a_short_message_that_claims_much_is_refused() {
        for (int length : List.of(2_000_000_000, 100_000_000)) {
            believed("An Object[]", length, Forged.claiming(length, new Object[1]));
            believed("a long[]", length, Forged.claiming(length, new long[1]));
            believed("a byte[]", length, Forged.claiming(length, new byte[1]));
            byte[] inADraft = Forged.amongTheTags(Forged.listClaiming(length));
            believed("an ArrayList, among a draft's tags,", length, inADraft);
            believed("an ArrayList", length, Forged.listClaiming(length));
        }
    }

    @Test
    void what_is_broken_comes_out_as_an_exception() {
        byte[] whole = Native.bytes(Native.DRAFT);
        for (int length : List.of(0, 3, whole.length / 2, whole.length - 1)) {
            Reading end = read(Arrays.copyOf(whole, length));
            assertThat(end.isRefusal())
                    .withFailMessage(
                            """
                            Your serializer was given the first %d of a draft's %d bytes. It \
                            should throw, but ended in %s.\
                            """,
                            length, whole.length, end)
                    .isTrue();
        }
    }

    private static final String DEEP =
            "The bomb of 100 levels was refused; this one is not so deep. Ask how deep an honest"
                    + " draft is, not how deep a bomb is, and limit the references, too (maxrefs).";

    private static final String WIDE =
            "Deeper bombs were refused; this one has fewer levels, and more on each. Depth alone is"
                    + " no defence: limit the number of references, too (maxrefs). A draft has a"
                    + " few hundred.";

    private static final String BOTH =
            "Deeper bombs were refused, and wider ones; this one is between your limits. Take them"
                    + " from a draft, not from a bomb: its texts are on the second or third level,"
                    + " and with 200 tags it has a few hundred references.";

    private static final String IN_A_DRAFT =
            "Bombs were refused when they were the message itself; this one is inside a draft. The"
                    + " limits must hold for every object in the stream.";

    private static final String OTHER_CLASS =
            "Bombs of HashSets were refused; this one is not made of them. A list of forbidden"
                    + " classes is never complete; limits stop bombs of any class. Check them"
                    + " first, whatever serialClass() is: it is often null.";

    /** One bomb after the other, with an honest draft behind each. */
    private static final class Row {

        private final WorkerProcess worker;
        private int bombs;

        Row(WorkerProcess worker) {
            this.worker = worker;
        }

        void bomb(int levels, int width, String advice, Bomb.Kind... kinds) {
            send(Native.bytes(Bomb.of(levels, width, kinds)), "", levels, width, advice, kinds);
        }

        void bombInADraft(int levels, int width, String advice) {
            byte[] draft = Forged.amongTheTags(Bomb.of(levels, width, SETS));
            send(draft, "a draft with one among its tags: ", levels, width, advice, SETS);
        }

        private void send(
                byte[] body,
                String where,
                int levels,
                int width,
                String advice,
                Bomb.Kind... kinds) {
            var bomb = Message.of("moderate", NativeSerializer.CONTENT_TYPE, body);
            String what =
                    "%s%d levels of %d %s, about %,d references, %,d bytes"
                            .formatted(
                                    where,
                                    levels,
                                    width,
                                    kinds.length > 1 ? "mixed collections" : kinds[0].text,
                                    ((levels - 1) * width * (width + 1) + 2 * width + 5) / 10 * 10,
                                    body.length);
            var before = worker.computed();
            worker.queue().enqueue(bomb);
            worker.queue().enqueue(Native.message(Native.DRAFT));
            bombs++;
            var reply =
                    worker.nextReply(() -> worker.queue().deadLetters().size() > bombs)
                            .orElseGet(() -> noReply(before, what, advice));

            assertThat(reply.stillReading())
                    .withFailMessage(
                            """
                            The worker goes on, but a thread is still reading the bomb (%s) and \
                            keeps a whole core busy. A time-out only ends the waiting; nothing \
                            that you should use stops a thread that is computing a hash code. \
                            Refuse the bomb while it is read.\
                            """,
                            what)
                    .isZero();
            assertThat(reply.payload())
                    .withFailMessage(
                            """
                            After the bomb (%s), the handler received "%s" before the draft. A \
                            refused message must not reach it: let the exception out.\
                            """,
                            what, reply.payload())
                    .isEqualTo(Native.DRAFT.toString());
        }

        private WorkerProcess.Reply noReply(Duration before, String what, String advice) {
            var dead = worker.queue().deadLetters();
            if (!worker.isAlive()) {
                fail("The worker process ended while it read the bomb (%s).", what);
            }
            if (dead.size() > bombs) {
                fail(
                        """
                        The bomb (%s) was refused, and so was the honest draft behind it: its dead \
                        letter says "%s". Your serializer read the same draft before. %s\
                        """,
                        what, dead.get(dead.size() - 1).reason(), TooTight.ON_WHAT);
            }
            var computed = worker.computed().minus(before);
            if (computed.toMillis() < 500) {
                fail(
                        """
                        The worker has not reached the honest draft behind the bomb (%s), and it \
                        does not compute: it waits for something that does not come. Let the \
                        exception out; there is nothing to wait for. (Or is this machine very \
                        busy?)\
                        """,
                        what);
            }
            return fail(
                    """
                    The worker has computed for %s ms and has not reached the honest draft: it is \
                    still reading the bomb before it (%s). To put a set into a set, Java needs its \
                    hash code, and that asks every set inside, again and again. %s\
                    """,
                    computed.toMillis(), what, BombIsRead.why(bombs == 1, advice));
        }

        void ends() {
            assertThat(worker.queue().deadLetters())
                    .withFailMessage(
                            """
                            %d bombs were sent, and %d messages are dead letters. Each bomb \
                            belongs there, where a person can look at it: let the exception out.\
                            """,
                            bombs, worker.queue().deadLetters().size())
                    .hasSize(bombs);
        }
    }

    private static void readWhole(Draft draft, String advice) {
        readWhole(draft, end -> advice);
    }

    private static void readWhole(Draft draft, Function<Reading, String> advice) {
        Reading end = read(Native.bytes(draft));
        assertThat(end.thrown())
                .withFailMessage(
                        "Your serializer refuses an honest draft by %s. It ended in %s. %s",
                        draft.author(), end, advice.apply(end))
                .isNull();
        assertThat(end.read())
                .withFailMessage(
                        "An honest draft by %s did not come back as it was sent: your serializer"
                                + " returned %s.",
                        draft.author(), end)
                .isEqualTo(draft);
    }

    private static void believed(String what, int length, byte[] bytes) {
        Reading end = read(bytes);
        assertThat(end.askedForMuch())
                .withFailMessage(
                        """
                        %s in a message of %d bytes claims %,d elements. Your serializer believed \
                        it and asked for the memory. It ended in %s. Neither depth nor references \
                        stop that: limit the length of arrays (maxarray).\
                        """,
                        what, bytes.length, length, end)
                .isFalse();
        assertThat(end.isRefusal())
                .withFailMessage(
                        "%s in a message of %d bytes claims %,d elements. Your serializer was to"
                                + " refuse it with an exception, and ended in %s.%s",
                        what, bytes.length, length, end, whatFollows(end))
                .isTrue();
    }

    private static String whatFollows(Reading end) {
        return end.thrown() instanceof Error
                ? " An Error gets past all who handle exceptions: throw an exception."
                : "";
    }

    private static Reading read(byte[] bytes) {
        return Reading.of(BoundedSerializer.class, bytes);
    }
}
