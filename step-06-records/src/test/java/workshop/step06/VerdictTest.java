package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>On the wire there is "verdict" with "shown", "hidden" or "escalated", and the components
 *       beside it under their names, a moment as ISO-8601 text to the nanosecond. There is no class
 *       name anywhere. Waiting messages are read, and every verdict comes back equal.
 *   <li>There are exactly three names, and the name decides, not the fields that happen to be
 *       there. A "verdict" that is missing, null or no text is refused.
 *   <li>No class is looked up by a name from the wire, not even to refuse it.
 *   <li>Nothing is invented for a component that is missing, or for a moment that no one can read:
 *       it is null, or the message is refused.
 * </ul>
 *
 * <p>You choose what becomes of further fields, and of a component of another type.
 */
@Exercise(id = "6.3", title = "Names you chose", points = 20, stars = 2, edit = "Verdict.java")
@Domain(Submissions.class)
@PropertyDefaults(tries = 200)
class VerdictTest {

    private static final String UNTIL = "2025-11-22T09:00:00.000000001Z";

    /** Messages from before one of the classes was renamed, and what they mean. */
    private static Map<Verdict, Map<String, Object>> golden() {
        var until = "2025-11-22T09:00:00Z";
        var golden = new LinkedHashMap<Verdict, Map<String, Object>>();
        golden.put(new Verdict.AsWritten(), Map.of("verdict", "shown"));
        golden.put(
                new Verdict.KeptFromReaders("casino"),
                Map.of("verdict", "hidden", "reason", "casino"));
        golden.put(new Verdict.KeptFromReaders(""), Map.of("verdict", "hidden", "reason", ""));
        golden.put(
                new Verdict.HandedToPerson("Ada", Instant.parse(until)),
                Map.of("verdict", "escalated", "moderator", "Ada", "until", until));
        golden.put(
                new Verdict.HandedToPerson("Kim", Instant.parse(UNTIL)),
                Map.of("verdict", "escalated", "moderator", "Kim", "until", UNTIL));
        return golden;
    }

    @Test
    void every_verdict_travels_under_its_name() {
        golden().forEach(VerdictTest::travels);
    }

    private static void travels(Verdict verdict, Map<String, Object> expected) {
        var wire = onTheWire(verdict);
        var text = wire.toString().toLowerCase();
        Check.that(
                !text.contains("workshop.step06")
                        && !text.contains(verdict.getClass().getSimpleName().toLowerCase()),
                """
                %s went out as %s. It contains a class's name, so no one can rename, move or split \
                the class while a message like this may be waiting somewhere. And a reader that \
                trusts the name makes objects of whatever class the wire names.\
                """,
                verdict,
                wire);
        Check.same(
                inUtc(expected),
                inUtc(wire),
                """
                %s on the wire: "verdict" holds the name that was chosen for it, and beside it are \
                the components under their own names, a moment as ISO-8601 text, and nothing \
                else.%s%s\
                """,
                verdict,
                changedBefore(verdict, expected),
                isShared(verdict) ? SHARED : "");
    }

    private static String changedBefore(Verdict verdict, Map<String, Object> expected) {
        return verdict instanceof Verdict.HandedToPerson escalated
                        && escalated.until() != null
                        && !escalated.until().equals(Instant.parse((String) expected.get("until")))
                ? " Its own constructor has changed until: it was given %s."
                        .formatted(expected.get("until"))
                : "";
    }

    private static final String SHARED = " Each call returns the same map: make a new one in each.";

    /** A second look: do two verdicts share a map? */
    private static boolean isShared(Verdict verdict) {
        return Verdict.deflate(verdict) == Verdict.deflate(new Verdict.AsWritten());
    }

    private static Map<String, Object> onTheWire(Verdict verdict) {
        try {
            return Journey.overTheWire(Verdict.deflate(verdict));
        } catch (RuntimeException | Error refusal) {
            Refused.rethrowTodo(refusal);
            throw new AssertionError(
                    "%s could not be sent: %s.%s"
                            .formatted(
                                    Journey.show(verdict),
                                    Refused.said(refusal),
                                    Refused.said(refusal).contains("JSON has no form")
                                            ? " Each part of it is text, a moment in ISO-8601."
                                            : ""),
                    refusal);
        }
    }

    /** ISO-8601 says the same moment in several ways. */
    private static Map<String, Object> inUtc(Map<String, Object> wire) {
        var copy = new TreeMap<>(wire);
        try {
            copy.computeIfPresent(
                    "until",
                    (key, until) -> OffsetDateTime.parse((String) until).toInstant().toString());
        } catch (DateTimeException | ClassCastException e) {
            return new TreeMap<>(wire); // no moment in ISO-8601: so it is compared, and shown
        }
        return copy;
    }

    @Test
    void a_verdict_from_before_the_classes_were_renamed_is_still_read() {
        golden().forEach(VerdictTest::isRead);
    }

    private static void isRead(Verdict verdict, Map<String, Object> wire) {
        var made = inflate(Journey.overTheWire(wire));
        Check.same(
                verdict,
                made,
                """
                %s has been waiting since before a class was renamed. What became of it is not \
                what it says.%s%s\
                """,
                wire,
                !verdict.equals(made) && golden().containsKey(made) ? ANOTHER : "",
                !verdict.equals(made) && verdict.equals(inflate(wire)) ? NOT_THE_SAME_TEXT : "");
        Check.same(
                verdict,
                inflate(wire),
                "%s in a map that cannot be changed. With one that can, all was well.",
                wire);
    }

    private static final String ANOTHER =
            " It is what a message before it said: does your code remember verdicts by their"
                    + " names?";
    private static final String NOT_THE_SAME_TEXT =
            " Made of literals in Java, the same map is read. Compare texts with equals: == asks"
                    + " whether they are one object.";

    private static Object inflate(Map<String, Object> wire) {
        try {
            return Verdict.inflate(wire);
        } catch (RuntimeException | Error refusal) {
            Refused.rethrowTodo(refusal);
            return "refused with " + Refused.said(refusal);
        }
    }

    @Property(seed = "4")
    void every_verdict_comes_back_equal(@ForAll Verdict verdict) {
        Map<String, Object> wire;
        try {
            wire = onTheWire(verdict);
        } catch (AssertionError notSent) {
            if (isAsAgreed()) {
                throw notSent;
            }
            return; // the first test tells
        }
        var arrived =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> inflate(wire));
        Check.that(
                verdict.equals(arrived) || !isAsAgreed(),
                "%s. It went out as %s.",
                arrived instanceof String refusal
                        ? "%s was %s".formatted(Journey.show(verdict), refusal)
                        : Journey.difference("", verdict, arrived),
                Journey.inShort(wire));
    }

    private static boolean isAsAgreed() {
        try {
            golden().forEach(VerdictTest::travels);
            return true;
        } catch (RuntimeException | AssertionError otherwise) {
            return false;
        }
    }

    @Test
    void any_other_name_is_refused() {
        for (var name : OtherNames.ALL) {
            refused(name, "There are three names, and this is not one of them.");
        }
        theSongbirdSleeps();
    }

    @Test
    void a_verdict_that_is_no_text_is_refused() {
        for (var odd :
                Arrays.asList(null, 0L, 1L, true, List.of("shown"), Map.of("name", "shown"))) {
            refused(odd, "Only one of the three names says what to make.");
        }
    }

    private static void refused(Object name, String meaning) {
        for (var components : components()) {
            var wire = new LinkedHashMap<String, Object>();
            wire.put("verdict", name);
            wire.putAll(components);
            var quoted = name instanceof String ? "\"%s\"".formatted(name) : name;
            Refused.by(
                    () -> Verdict.inflate(wire),
                    "A verdict that calls itself %s, %s,"
                            .formatted(Journey.show(quoted), Journey.show(wire)),
                    made -> meaning + whatDecides() + others(name));
        }
    }

    /** A second look: does the code look for a class, and which other names are let in? */
    private static String others(Object name) {
        if (!(name instanceof String)) {
            return "";
        }
        var compares = lookedFor("verdict", "Nightingale").isEmpty();
        return (compares ? "" : " Your code looks for classes by names from the wire.")
                + OtherNames.letIn(name);
    }

    /** A second look: does it depend on the components what a name becomes that no one knows? */
    private static String whatDecides() {
        var made = new HashSet<Object>();
        for (var components : components()) {
            var wire = new HashMap<String, Object>(components);
            wire.put("verdict", "a name that no one knows");
            try {
                made.add(Verdict.inflate(wire).getClass());
            } catch (RuntimeException | Error refusal) {
                made.add("refused");
            }
        }
        return made.size() > 1
                ? " With a reason or a moderator beside it, the same name becomes another verdict"
                        + " or is refused: you go by the components. Go by the name, and by nothing"
                        + " else."
                : "";
    }

    /** The components of each of the three. */
    private static List<Map<String, Object>> components() {
        return List.of(
                Map.of(), Map.of("reason", "casino"), Map.of("moderator", "Ada", "until", UNTIL));
    }

    /** The same, and those of which one is missing or null. */
    private static List<Map<String, Object>> incomplete() {
        var all = new ArrayList<>(components());
        all.add(Map.of("moderator", "Ada"));
        all.add(Map.of("until", UNTIL));
        var nulls = new HashMap<String, Object>();
        List.of("reason", "moderator", "until").forEach(name -> nulls.put(name, null));
        all.add(nulls);
        return all;
    }

    @Test
    void a_verdict_without_its_name_is_refused() {
        for (var key : List.of("@class", "@type", "type", "class", "kind", "Verdict", "name")) {
            for (var value : List.of("workshop.step06.Songbird", "shown", "hidden")) {
                withoutName(Map.of(key, value, "reason", "casino"));
            }
        }
        components().forEach(VerdictTest::withoutName);
        theSongbirdSleeps();
    }

    private static void withoutName(Map<String, Object> wire) {
        Refused.by(
                () -> Verdict.inflate(wire),
                "The message " + wire,
                "It has no \"verdict\", so nothing says what to make.");
    }

    @Test
    void the_name_decides_and_not_the_components() {
        var meant =
                Map.of(
                        "shown", Verdict.AsWritten.class,
                        "hidden", Verdict.KeptFromReaders.class,
                        "escalated", Verdict.HandedToPerson.class);
        for (var name : List.of("shown", "hidden", "escalated")) {
            for (var components : incomplete()) {
                var wire = new HashMap<>(components);
                wire.put("verdict", name);
                Verdict made;
                try {
                    made = Verdict.inflate(wire);
                } catch (RuntimeException | Error refusal) {
                    Refused.isAnException(refusal, "The message %s", wire);
                    continue;
                }
                Check.that(
                        meant.get(name).isInstance(made),
                        "%s became %s. Its name says \"%s\", whatever else is there.",
                        wire,
                        made,
                        name);
                nothingIsInvented(wire, made);
            }
        }
    }

    @Test
    void a_moment_that_no_one_can_read_is_not_replaced() {
        for (var until : List.of("soon", "2025-13-22T09:00:00Z")) {
            var wire = Map.of("verdict", "escalated", "moderator", "Ada", "until", until);
            Verdict made;
            try {
                made = Verdict.inflate(wire);
            } catch (RuntimeException | Error refusal) {
                Refused.isAnException(refusal, "The message %s", wire);
                continue;
            }
            Check.that(
                    made instanceof Verdict.HandedToPerson escalated && escalated.until() == null,
                    "%s became %s. No one can read that moment, and no one sent another: refuse"
                            + " it.",
                    wire,
                    made);
        }
    }

    private static void nothingIsInvented(Map<String, Object> wire, Verdict made) {
        var values = new ArrayList<Object>();
        if (made instanceof Verdict.KeptFromReaders hidden && wire.get("reason") == null) {
            values.add(hidden.reason());
        }
        if (made instanceof Verdict.HandedToPerson escalated) {
            values.add(wire.get("moderator") == null ? escalated.moderator() : null);
            values.add(wire.get("until") == null ? escalated.until() : null);
        }
        values.removeAll(Collections.singleton(null));
        Check.that(
                values.isEmpty(),
                "%s became %s. No one sent %s: leave null what is missing, or refuse it.",
                wire,
                made,
                values.stream().map(VerdictTest::quoted).collect(joining(" and ")));
    }

    private static String quoted(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    @Test
    void a_missing_reason_is_sent_as_none_or_refused_with_a_reason() {
        Verdict.deflate(new Verdict.KeptFromReaders("casino"));
        Verdict silent;
        try {
            silent = new Verdict.KeptFromReaders(null);
        } catch (RuntimeException refusal) {
            return;
        }
        Object reason;
        try {
            reason = Verdict.deflate(silent).get("reason");
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "A KeptFromReaders whose reason is null");
            Check.that(
                    refusal.getMessage() != null,
                    """
                    A KeptFromReaders whose reason is null was refused without a word, by %s. Let \
                    it travel, or say what is missing. (Map.of takes no null.)\
                    """,
                    Refused.said(refusal));
            return;
        }
        Check.that(
                reason == null,
                "A KeptFromReaders whose reason is null went out with the reason \"%s\".",
                reason);
    }

    @Test
    void a_missing_moderator_or_moment_is_sent_as_none_or_refused() {
        sentAsNone("moderator", () -> new Verdict.HandedToPerson(null, Instant.EPOCH));
        sentAsNone("until", () -> new Verdict.HandedToPerson("Ada", null));
    }

    private static void sentAsNone(String component, Supplier<Verdict> verdict) {
        Object sent;
        try {
            sent = Verdict.deflate(verdict.get()).get(component);
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "A HandedToPerson whose %s is null", component);
            return;
        }
        Check.that(
                sent == null,
                "A HandedToPerson whose %s is null went out with the %s \"%s\".",
                component,
                component,
                sent);
    }

    @Test
    void no_class_is_looked_up_by_a_name_from_the_wire() {
        Verdict.deflate(new Verdict.AsWritten());
        for (var name : List.of("Nightingale", "workshop.step06.Nightingale")) {
            for (var key : List.of("verdict", "@class", "@type")) {
                var sought = lookedFor(key, name);
                Check.that(
                        sought.isEmpty(),
                        """
                        A message with %s = %s made your code look for a class: %s. If there is \
                        one, whoever writes the bytes has chosen it, and even a check comes too \
                        late. Compare names; never look for a class by a name from outside.\
                        """,
                        key,
                        name,
                        sought);
            }
        }
    }

    private static List<String> lookedFor(String key, String name) {
        var sought = Lookups.whileInflating(Map.of(key, name, "reason", "casino"));
        sought.removeIf(type -> !type.contains("Nightingale"));
        return sought;
    }

    private static void theSongbirdSleeps() {
        Check.that(
                Canary.songs() == 0,
                """
                The wire named a class, workshop.step06.Songbird, and your code loaded and \
                initialised it: its static initialiser has run. Compare names; never look for a \
                class by a name that came from outside.\
                """);
    }
}
