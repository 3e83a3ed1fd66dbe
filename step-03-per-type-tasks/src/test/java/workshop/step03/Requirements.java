package workshop.step03;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.fail;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.LazyInitializationException;
import workshop.forum.Moderation;
import workshop.queue.Discard;

/** What must have come of one message, and what to tell a learner when something else did. */
final class Requirements {

    /** Enough for a {@code save} outside a transaction, which loads the row once more. */
    private static final int MOST_LOADED = 3;

    private static final int MOST_STATEMENTS = 4;

    private static final int LONGEST = 160;

    /** Words that say of a row that it does not exist. */
    private static final Pattern GONE =
            Pattern.compile(
                    "gone|exist|found|missing|deleted|removed|unknown|\\bno\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final String NO_DISCARD =
            "Only an empty findById means \"gone\": throw a Discard for that, and let any other"
                    + " exception out.";

    private static final String GIVES_UP =
            "Your code let the exception out, but your worker gives up too early: leave its"
                    + " maxDeliveries as it is.";

    private Requirements() {}

    /** Fails with a TODO as it is, so that it is told once and with its line. */
    static void requireDone(Throwable thrown) {
        if (thrown instanceof UnsupportedOperationException todo
                && String.valueOf(todo.getMessage()).startsWith("TODO ")) {
            throw todo;
        }
    }

    /** The handler ran, and changed nothing that is not its own. */
    static void requireNoHarm(Ran ran, WrongRows.Probe probe) {
        requireDone(ran.thrown());
        requireHandler(ran);
        var task = ran.type().task();
        if (!ran.letters().isEmpty()) {
            throw failure(
                    "Your worker could not run %s for %s, which exists: %s%s"
                            .formatted(task, ran.row(), ran.reason(), why(ran)),
                    ran.thrown());
        }
        requireNoStranger(ran);
        if (!ran.othersChanged().isEmpty()) {
            fail(WrongRows.message(ran, probe));
        }
        var before = ran.before().get(ran.row());
        var after = ran.after().get(ran.row());
        if (after == null) {
            fail("%s ran for %s, and deleted the row.", task, ran.row());
        }
        if (!before.body().equals(after.body())) {
            fail(
                    """
                    %s had the body %s, and has %s after its task. %s\
                    """,
                    ran.row(),
                    quoted(before.body()),
                    quoted(after.body()),
                    shareWords(before.body(), after.body())
                            ? "What the author wrote stays as it is: what the rules make of it goes"
                                    + " into shown."
                            : "That is the text of another message, or of an earlier one: load the"
                                    + " row again for each.");
        }
    }

    /** Whether one text may be made of the other; one that was hidden shares no word. */
    private static boolean shareWords(String body, String text) {
        return text.equals(Moderation.clean(body))
                || !Collections.disjoint(
                        List.of(body.toLowerCase(Locale.ROOT).split("\\W+")),
                        List.of(text.toLowerCase(Locale.ROOT).split("\\W+")));
    }

    /**
     * A failure at the line of what the handler threw. The message quotes it, so it is no cause,
     * which would be quoted, too.
     */
    private static AssertionError failure(String message, Throwable thrown) {
        return failure(message, thrown, thrown == null ? null : thrown.getCause());
    }

    /** The same where the cause is what the test did. */
    private static AssertionError failure(String message, Throwable thrown, Throwable cause) {
        var failure = new AssertionError(message, cause);
        if (thrown != null) {
            failure.setStackTrace(thrown.getStackTrace());
        }
        return failure;
    }

    static void requireHandler(Ran ran) {
        if (!ran.letters().isEmpty() && ran.reason().startsWith("No handler")) {
            fail(
                    """
                    Your worker does not know the task %s: add a .handle(…) line for it to the \
                    worker method. The dead letter says: %s\
                    """,
                    ran.type().task(), ran.reason());
        }
    }

    private static String why(Ran ran) {
        if (!ran.othersAsked().isEmpty()) {
            return """

            Your code asked the repository or the table of %ss. The row is in that of %ss.\
            """
                    .formatted(ran.othersAsked().get(0), ran.type());
        }
        if (ran.thrown() instanceof Discard
                && ran.id() != (int) ran.id()
                && names(ran.reason(), (int) ran.id())) {
            return "\n%d is what an int keeps of %d: an id is a long all the way."
                    .formatted((int) ran.id(), ran.id());
        }
        if (ran.thrown() instanceof Discard && (ran.id() <= 0 || ran.id() > Integer.MAX_VALUE)) {
            return "\nEvery long is an id: 0, a negative number, and one that is larger than an"
                    + " int.";
        }
        if (causes(ran.thrown()).anyMatch(it -> it instanceof LazyInitializationException)) {
            return "\ngetReferenceById only promises the row. It is loaded at the first question,"
                    + " and outside a transaction that is too late: findById loads it at once.";
        }
        if (ran.thrown() instanceof ClassCastException) {
            return "\nThe payload is the id, and whole numbers in JSON arrive as Long.";
        }
        if (ran.thrown() instanceof NullPointerException) {
            return "\nIs a field never assigned, or assigned null? Spring calls one constructor (of"
                    + " several, the one with @Autowired), and a setter only if it has"
                    + " @Autowired.";
        }
        return "";
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20);
    }

    static void requireNoStranger(Ran ran) {
        if (ran.stranger() != null) {
            failForStranger(ran, ran.stranger());
        }
    }

    static void failForStranger(Ran ran, String thread) {
        fail(
                """
                Your code handed %s to a thread of its own (%s), which was still at work when the \
                handler had returned. A handler that returns says "done": if that thread fails or \
                the process ends, no one tries again, and no one knows.\
                """,
                ran.row(), thread);
    }

    /** It asked for no more than its own row. */
    static void requireFrugal(Ran ran) {
        requireOwn(ran);
        if (ran.loaded() > MOST_LOADED) {
            fail(
                    """
                    %s was asked for %s and loaded %d rows. One is needed: with every row \
                    the forum gets, this task becomes slower. findById loads the one.\
                    """,
                    ran.type().task(), ran.row(), ran.loaded());
        }
        requireFewStatements(ran);
    }

    private static void requireFewStatements(Ran ran) {
        if (ran.statements().size() > MOST_STATEMENTS) {
            fail(
                    """
                    %s was asked for %s and sent %d SQL statements. A load and an update \
                    make two; outside a transaction, save() loads once more:
                    %s\
                    """,
                    ran.type().task(),
                    ran.row(),
                    ran.statements().size(),
                    String.join("\n", ran.statements()));
        }
    }

    private static void requireOwn(Ran ran) {
        if (!ran.othersAsked().isEmpty()) {
            fail(
                    """
                    %s was asked for %s, and your code also %s. The task knows its type: neither \
                    look nor save anywhere else.\
                    """,
                    ran.type().task(),
                    ran.row(),
                    ran.otherCall()
                            .map(
                                    it ->
                                            "called %s of the repository of %ss"
                                                    .formatted(it.method(), it.type()))
                            .orElse("asked the table of %ss".formatted(ran.othersAsked().get(0))));
        }
    }

    /** Readers see this text. */
    static void requireShown(Ran ran, String shown, String expected) {
        if (!shown.equals(expected)) {
            fail(
                    """
                    %s ran for %s, whose body is %s. Readers see %s, and should see %s.%s\
                    """,
                    ran.type().task(),
                    ran.row(),
                    quoted(ran.before().get(ran.row()).body()),
                    quoted(shown),
                    quoted(expected),
                    rule(ran.before().get(ran.row()).body(), shown));
        }
    }

    /** Which rule is missing from what readers see, if that can be told. */
    private static String rule(String body, String shown) {
        if (!shown.equals(Moderation.clean("spam")) && !shareWords(body, shown)) {
            return " No word of it is in the body: does your code remember the text of another"
                    + " message?";
        }
        if (shown.equals(Moderation.clean(body))
                && shown.equals(Links.cut(shown))
                && !Links.cut(body).equals(body)) {
            return " That is what Moderation.clean makes of it with its links: are they cut first?";
        }
        if (shown.equals(Moderation.clean(body))) {
            return " That is the cleaned text without Links.cut: the links are left in.";
        }
        if (shown.equals(Links.cut(Moderation.clean(body)))) {
            return " Links are cut first, and only then is the text cleaned.";
        }
        return shown.equals(Links.cut(body))
                ? " That is what Links.cut makes of it alone, without Moderation.clean."
                : shown.equals(body) ? " That is the body as it was, without the rules." : "";
    }

    /** The missing row was reported, and nothing else happened. */
    static void requireGone(Ran ran, WrongRows.Probe probe) {
        requireDone(ran.thrown());
        requireHandler(ran);
        var type = ran.type();
        if (!ran.othersChanged().isEmpty()) {
            fail(WrongRows.messageOfGone(ran, probe));
        }
        requireNoStranger(ran);
        if (ran.letters().isEmpty()) {
            fail(
                    """
                    %s was asked for %s, which does not exist, and left no dead letter. A task \
                    that just returns counts as done, and no one will ever know: throw a Discard \
                    that says what is gone.\
                    """,
                    type.task(), ran.row());
        }
        if (ran.letters().get(0).deliveries() != 1) {
            boolean wrapped = causes(ran.thrown()).anyMatch(Discard.class::isInstance);
            throw failure(
                    """
                    %s was tried %d times for %s, which does not exist. A retry does not bring the \
                    row back: %s. The dead letter says: %s\
                    """
                            .formatted(
                                    type.task(),
                                    ran.letters().get(0).deliveries(),
                                    ran.row(),
                                    wrapped
                                            ? "your Discard must come out as it is, and not inside"
                                                    + " another exception"
                                            : "throw a Discard that says what is gone",
                                    ran.reason()),
                    ran.thrown());
        }
        requireOwn(ran);
        if (ran.loaded() > 0) {
            fail(
                    """
                    %s was asked for %s, which does not exist, and your code loaded %d other rows: \
                    with every row the forum gets, this becomes slower. findById asks for the one, \
                    and an empty answer says all.\
                    """,
                    type.task(), ran.row(), ran.loaded());
        }
        requireFewStatements(ran);
        boolean named = containsIgnoringCase(ran.reason(), type);
        Stream.of(ForumType.values())
                .filter(other -> other != type && containsIgnoringCase(ran.reason(), other))
                .forEach(
                        other ->
                                fail(
                                        """
                                        The dead letter of %s names %s: %s
                                        %s\
                                        """,
                                        type.task(),
                                        named
                                                ? "several types, and does not say which one is"
                                                        + " gone"
                                                : "another type, and sends its reader to the wrong"
                                                        + " table",
                                        ran.reason(),
                                        named
                                                ? "Name only the %s.".formatted(type)
                                                : "Was the message copied with the task?"));
        if (!named || !names(ran.reason(), ran.id())) {
            fail(
                    """
                    %s was asked for %s, which does not exist. The dead letter says: %s
                    Whoever reads it at night needs the type and the id, as in "%s %d is gone."%s\
                    """,
                    type.task(),
                    ran.row(),
                    ran.reason(),
                    type.entity(),
                    ran.id(),
                    whatElse(ran.reason(), ran.letters().get(0).id()));
        }
    }

    /** What a reason has in place of the id or the type, if that can be told. */
    private static String whatElse(String reason, String messageId) {
        if (reason.contains(messageId)) {
            return " %s is the id of the message.".formatted(messageId);
        }
        var proxy = Pattern.compile("\\$Proxy\\d+").matcher(reason);
        return proxy.find() ? " %s is a class that Spring has made.".formatted(proxy.group()) : "";
    }

    /** A text as in a message: of a long one, only both ends. */
    static String quoted(String text) {
        return text.length() <= LONGEST
                ? '"' + visible(text) + '"'
                : "\"%s … %s\" (%d characters)"
                        .formatted(
                                visible(text.substring(0, 30)),
                                visible(text.substring(text.length() - 20)),
                                text.length());
    }

    /** With a space of another alphabet as its number: on a screen, all spaces look alike. */
    private static String visible(String text) {
        return Pattern.compile("[\\p{Z}&&[^ ]]")
                .matcher(text)
                .replaceAll(it -> "\\\\u%04x".formatted((int) it.group().charAt(0)));
    }

    /** As in a sentence: "this, that and the other". */
    static String listed(Stream<?> things) {
        return things.map(String::valueOf)
                .collect(joining(", "))
                .replaceFirst(", ([^,]*)$", " and $1");
    }

    /** Without the SQL that some exceptions repeat several times. */
    private static String brief(String reason) {
        return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "…";
    }

    private static boolean containsIgnoringCase(String text, ForumType type) {
        return Pattern.compile(type.toString(), Pattern.CASE_INSENSITIVE).matcher(text).find();
    }

    /** Whether a text holds that id as a number of its own: 7 is not in 17, nor in -7. */
    private static boolean names(String text, long id) {
        return Pattern.compile("(?<!\\d|(?<!\\p{L})-)" + id + "(?!\\d)").matcher(text).find();
    }

    /** The trouble did not end the message. */
    static void requireRetry(Ran ran, String what) {
        requireDone(ran.thrown());
        requireHandler(ran);
        if (!ran.letters().isEmpty()) {
            throw failure(
                    """
                    %s for a moment. The message for %s became a dead letter on delivery %d, and \
                    it says: %s
                    The row is there, and another try would have succeeded. %s\
                    """
                            .formatted(
                                    what,
                                    ran.row(),
                                    ran.letters().get(0).deliveries(),
                                    brief(ran.reason()),
                                    ran.reason().startsWith("Failed once") ? GIVES_UP : NO_DISCARD),
                    ran.thrown(),
                    null);
        }
        if (ran.after().get(ran.row()).shown() == null) {
            fail(
                    """
                    %s for a moment, and %s returned as if it had moderated %s. The message counts \
                    as done, and no one tries again: let the exception out.\
                    """,
                    what, ran.type().task(), ran.row());
        }
    }

    /** The dead letter of trouble that lasts does not say what that of a missing row says. */
    static void requireNotCalledGone(Ran ran, Ran gone, String what) {
        var reason = gone.reason();
        if (!ran.letters().isEmpty()
                && GONE.matcher(reason).find()
                && ran.reason().contains(reason)) {
            throw failure(
                    """
                    %s, at every delivery, and the row was there all the time. The dead letter \
                    says: %s
                    That is what it says of a row that does not exist, and sends its reader \
                    looking for who deleted it. %s\
                    """
                            .formatted(what, brief(ran.reason()), NO_DISCARD),
                    ran.thrown(),
                    null);
        }
    }
}
