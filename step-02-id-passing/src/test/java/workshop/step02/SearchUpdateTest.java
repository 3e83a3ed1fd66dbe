package workshop.step02;

import static workshop.step02.Require.quote;

import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.queue.TaskHandler;

/**
 * Of all messages for a question, the search keeps the pair of revision and text with the largest
 * revision, whatever the text says, in whatever order they come, to one worker or to two at once,
 * with gaps, and over all of {@code long}. A late message is acknowledged: no exception, no dead
 * letter. What is known is in the database. Whether a lock, a condition or a version holds the row
 * is free.
 */
@Exercise(
        id = "2.7",
        title = "The newer text wins",
        points = 10,
        stars = 2,
        edit = "SearchUpdate.java")
@Step02Test
class SearchUpdateTest {

    private static final String NEWER = "the newer text is shown";
    private static final String OLDER = "the older text is shown";

    private static final String BY_TEXT =
            """
             With the two texts swapped and the same revisions, it arrives: your worker compares \
            the texts. Only the revision says which is newer.\
            """;

    private static final long INT_MAX = Integer.MAX_VALUE;

    private static final String NO_INT =
            " The newer one is larger than any int: code that makes an int of it has another"
                    + " number.";

    /** An older revision and a newer one, each of another length, or beyond another limit. */
    private static final List<Pair> PAIRS =
            List.of(
                    new Pair(1, 2),
                    new Pair(9, 10),
                    new Pair(99, 100),
                    new Pair(127, 128),
                    new Pair(INT_MAX, INT_MAX + 1),
                    new Pair(5, 2 * INT_MAX + 4),
                    new Pair(Long.MAX_VALUE - 1, Long.MAX_VALUE));

    /** Another question each time: no memory of an earlier one is any use. */
    private static final AtomicLong QUESTIONS = new AtomicLong(6);

    private final Step02Fixture fixture;
    private final CallInterceptor interceptor;

    private long question;
    private TaskHandler process;

    private record Pair(long older, long newer) {}

    SearchUpdateTest(Step02Fixture fixture, CallInterceptor interceptor) {
        this.fixture = fixture;
        this.interceptor = interceptor;
    }

    @Test
    void two_messages_in_order_both_arrive() {
        for (var pair : PAIRS) {
            fresh();
            deliver(pair.older(), "zebra");
            requireKnown(
                    pair.older(),
                    "zebra",
                    """
                    The entry had revision 0 and the message revision %d, so the message was \
                    newer. A gap between the two does no harm: any larger revision is taken at \
                    once.\
                    """
                            .formatted(pair.older()));
            deliver(pair.newer(), "apple");
            boolean hasArrived = "apple".equals(text(question));
            requireKnown(pair.newer(), "apple", hasArrived ? "" : whyNotTaken(pair));
        }
    }

    /** A second look: does it arrive when the two texts are exchanged? */
    private String whyNotTaken(Pair pair) {
        boolean hasWritten = !statements().isEmpty();
        var words =
                """
                The entry had revision %d and the message revision %d, so the message was newer: \
                each newer text must arrive.%s%s\
                """
                        .formatted(
                                pair.older(),
                                pair.newer(),
                                hasWritten ? "" : " Your worker wrote nothing.",
                                pair.newer() > INT_MAX ? NO_INT : "");
        var missed = question;
        newQuestion();
        deliver(pair.older(), "apple");
        deliver(pair.newer(), "zebra");
        var exchanged = text(question);
        question = missed;
        return "zebra".equals(exchanged) ? words + BY_TEXT : words;
    }

    @Test
    void an_older_message_that_comes_last_undoes_nothing() {
        for (var pair : PAIRS) {
            fresh();
            deliver(pair.newer(), "apple");
            deliver(pair.older(), "zebra");
            requireKnown(pair.newer(), "apple", lateSays(pair) + statements());
            newProcess();
            deliver(pair.older(), "aardvark");
            requireKnown(
                    pair.newer(),
                    "apple",
                    lateSays(pair)
                            + " This worker is a new one: it knows only what is in the database.");
        }
    }

    private static String lateSays(Pair pair) {
        return """
        The message of revision %d came last, as it does when it fails once and is tried again. It \
        must not undo the newer text: its revision is smaller than the entry's.\
        """
                .formatted(pair.older());
    }

    /** A second look: at the statement that wrote the entry last. */
    private String statements() {
        return interceptor.statements("search_entry").stream()
                .filter(sql -> !sql.startsWith("select") && !sql.endsWith("(no row)"))
                .reduce((first, second) -> second)
                .map(sql -> " For it, your worker ran: " + sql + ".")
                .orElse("");
    }

    @Test
    void a_newer_message_is_taken_whatever_its_text_says() {
        for (var text : List.of("", "  ", "as before")) {
            fresh();
            deliver(1, "as before");
            deliver(3, text);
            var because = "Revision 3 came after revision 1: it is newer, whatever its text says.";
            requireKnown(3, text, because);
            deliver(2, "from in between");
            requireKnown(3, text, "Revision 2 came late.");
        }
    }

    @Test
    void an_older_message_is_no_failure() {
        fresh();
        deliver(2, "second");
        int tries = deliver(1, "first");
        Require.that(
                fixture.reasons().isEmpty() && tries == 1,
                """
                The message of revision 1 came after that of revision 2, and your worker \
                tried it %s. %s An older message is late, but nothing is wrong with it: there is \
                nothing left to do.\
                """,
                tries == 1 ? "once" : tries + " times",
                fixture.deadLetters());
        tries = deliver(2, "second");
        Require.that(
                fixture.reasons().isEmpty() && tries == 1,
                """
                The message of revision 2 came twice, and the second time, your worker tried \
                it %s. %s A message that comes again is no mistake.\
                """,
                tries == 1 ? "once" : tries + " times",
                fixture.deadLetters());
        requireKnown(2, "second", "Its message came twice.");
    }

    @Test
    void a_worker_that_was_overtaken_does_not_return_as_if_all_were_done() {
        fresh();
        var others = new ArrayList<Aside>();
        boolean refused = false;
        overtake(others);
        try {
            fixture.process(SearchUpdate.class).index(question, 100, "newest");
        } catch (RuntimeException e) {
            refused = true; // the worker will try again
        } finally {
            others.forEach(Aside::join);
        }
        others.forEach(other -> other.requireNotLockedOut("Another worker"));
        Require.that(
                refused || "newest".equals(text(question)) && revision() == 100,
                """
                Each time the worker with revision 100 had read the entry, another worker wrote an \
                older revision into it, %d times in all. Then index() returned as if its message \
                were done, and the search holds revision %d, %s. A worker that the database has \
                refused lets the exception out, or does all of it again: look, compare, write.\
                """,
                others.size(),
                revision(),
                quote(text(question)));
    }

    /** Whenever this thread has read the entry, another worker writes an older text into it. */
    private void overtake(List<Aside> others) {
        interceptor.afterReading(
                "search_entry",
                () -> {
                    int older = others.size() + 1;
                    var other = fixture.process(SearchUpdate.class);
                    var aside = Aside.run(() -> other.index(question, older, "older"));
                    others.add(aside);
                    aside.letGoOfIt();
                    if (older < 4) {
                        overtake(others);
                    }
                });
    }

    @Test
    void a_gap_does_no_harm() {
        fresh();
        fixture.insert(new SearchEntry(1, "another question"));
        deliver(5, "fifth");
        requireKnown(
                5,
                "fifth",
                "The revisions before it never arrived. A gap does no harm: the newest text is all"
                        + " it needs.");
        deliver(3, "third");
        requireKnown(5, "fifth", "Revision 3 came late, from within the gap.");
        Require.that(
                "another question".equals(text(1)),
                """
                The messages were for question %d, and the entry of question 1 has changed: the \
                search now knows %s of it.\
                """,
                question,
                quote(text(1)));
    }

    @Test
    void what_is_newer_is_known_to_the_database_only() {
        fresh();
        deliver(9, "ninth");
        fixture.clear();
        fixture.insert(new SearchEntry(question, "as it was asked"));
        deliver(4, "fourth");
        requireKnown(
                4,
                "fourth",
                """
                The same worker had seen revision 9 before the database was put back to the state \
                of yesterday, as from a backup. So it remembers somewhere else what is newest. \
                That memory ends with its process, and no other worker sees it: ask the entry.\
                """);
    }

    @Test
    void two_workers_have_both_messages_at_once() {
        var exploration =
                Races.explore(
                        Interleavings.of(this::savedTwice)
                                .named("2.7 Two workers at once")
                                .points(Kind.POP, Kind.READ, Kind.WRITE, Kind.COMMIT)
                                .actor("worker", any -> fixture.worker("index", handler()).drain())
                                .actor("another", any -> fixture.worker("index", handler()).drain())
                                .separateProcesses(SearchUpdate.class)
                                .outcome(any -> outcome())
                                .acceptable(NEWER)
                                .forbidden(OLDER, "The search holds the older text for good.")
                                .forbidden("neither", "No text has arrived.")
                                .forbidden(
                                        "another revision",
                                        "The newer text has arrived, but not under its own"
                                                + " revision.")
                                .forbidden(
                                        "given up",
                                        "A worker gave up: its message is among the dead letters.")
                                .enoughIfBad(12),
                        interceptor);

        Races.requireNone(exploration, words(exploration));
    }

    private static String words(Exploration exploration) {
        return Races.shortestBadOutcome(exploration).equals(OLDER)
                ? SearchFeedback.ofOlder(Races.shortestBad(exploration))
                : "";
    }

    private void fresh() {
        fixture.clear();
        newQuestion();
    }

    private void newQuestion() {
        question = QUESTIONS.incrementAndGet();
        fixture.insert(new SearchEntry(question, "as it was asked"));
        newProcess();
    }

    private Step02Fixture savedTwice() {
        fresh();
        enqueue(9, "first");
        enqueue(10, "second");
        return fixture;
    }

    private String outcome() {
        if (!fixture.reasons().isEmpty()) {
            return "given up";
        }
        return switch (text(question)) {
            case "first" -> OLDER;
            case "second" -> revision() == 10 ? NEWER : "another revision";
            default -> "neither";
        };
    }

    private void enqueue(long revision, String text) {
        fixture.enqueue("index", Map.of("question", question, "revision", revision, "text", text));
    }

    private void newProcess() {
        process = handler();
    }

    /** Lets the worker do one message; how often it tried. */
    private int deliver(long revision, String text) {
        enqueue(revision, text);
        int[] tries = {0};
        interceptor.clearStatements();
        interceptor.holdStrangers();
        fixture.drain(
                "index",
                (payload, message) -> {
                    tries[0]++;
                    process.handle(payload, message);
                });
        return tries[0];
    }

    private void requireKnown(long revision, String text, String because) {
        var known = text(question);
        boolean isKnown = text.equals(known) && revision == revision();
        if (!isKnown) {
            interceptor.requireNoStranger();
        }
        Require.that(
                isKnown,
                "The search should hold revision %d, %s, and holds revision %d, %s. %s %s",
                revision,
                quote(text),
                revision(),
                quote(known),
                text.equals(known) ? otherRevision() : because,
                fixture.reasons().isEmpty() ? "" : fixture.deadLetters());
    }

    private static String otherRevision() {
        boolean counted =
                Stream.of(SearchEntry.class.getDeclaredFields())
                        .filter(field -> field.isAnnotationPresent(Version.class))
                        .anyMatch(field -> field.getName().equals("revision"));
        return counted
                ? """
                The revision is a @Version: JPA counts it itself, one for each save, and ignores \
                what the message says. Give the version a field of its own.\
                """
                : "Store the message's revision together with its text, also when the text is the"
                        + " same.";
    }

    private TaskHandler handler() {
        var search = fixture.process(SearchUpdate.class);
        return (payload, message) -> {
            var map = (Map<?, ?>) payload;
            search.index(
                    (Long) map.get("question"),
                    (Long) map.get("revision"),
                    (String) map.get("text"));
        };
    }

    private String text(long id) {
        var query = "select text from search_entry where question_id = ?";
        return fixture.jdbc().queryForObject(query, String.class, id);
    }

    private long revision() {
        var query = "select revision from search_entry where question_id = ?";
        return fixture.jdbc().queryForObject(query, Long.class, question);
    }
}
