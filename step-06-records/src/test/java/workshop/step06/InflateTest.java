package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.DeadLetter;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>{@code inflate(deflate(x))} equals x, for all records of this step that name their types:
 *       with nulls, empty lists, every moment and every finite double, in every time zone. Only the
 *       map carries the data, and its order does not matter.
 *   <li>What is nested has its declared type all the way down, the keys of maps included; or the
 *       type is refused. Where the type does not say what to make, any value is refused.
 *   <li>Nothing is coerced, cut or invented: a number that is missing or does not fit, a number for
 *       a text, an unknown constant, an unreadable moment are refused.
 *   <li>The canonical constructor is called with the real values, and what it says reaches the
 *       caller. Every refusal is a {@link RuntimeException} with a message.
 * </ul>
 *
 * <p>You choose what becomes of unknown keys, a null that is not sent, a whole number for a double,
 * 3.0 for a whole number and blanks around a constant's name (which Jackson strips), and whether to
 * make or refuse records other than this step's.
 *
 * <p>The seeds make each run try the same values; without them, every run tries others.
 */
@Exercise(id = "6.2", title = "And make it again", points = 20, stars = 3, edit = "Inflater.java")
@Domain(Submissions.class)
@PropertyDefaults(tries = 200)
class InflateTest {

    private static final Attachment FILE = new Attachment("sky.png", 7);
    private static final List<Record> ORDINARY =
            List.of(FILE, Submissions.FIGURES, Submissions.ADA);

    @Property(seed = "1")
    void every_submission_comes_back_equal(@ForAll Submission submission) {
        Journey.comesBack(Submission.class, submission);
    }

    @Property(seed = "2")
    void all_figures_come_back_equal(@ForAll Figures figures) {
        Journey.comesBack(Figures.class, figures);
    }

    @Property(seed = "3")
    void every_author_comes_back_equal(@ForAll Author author) {
        Journey.comesBack(Author.class, author);
    }

    @Property(seed = "5")
    void what_is_rare_comes_back_equal_or_is_refused(@ForAll Submissions.Corner corner) {
        Journey.comesBackOrIsRefused(corner.zone(), corner.record());
    }

    @Test
    @ExtendWith(FreshQueue.class)
    void what_is_nested_is_a_record_again(TaskQueue queue) {
        var received = new ArrayList<Submission>();
        queue.enqueue("moderate", Deflater.deflate(Submissions.ORDINARY), new JsonSerializer());
        Worker.on(queue)
                .accept(new JsonSerializer())
                .maxDeliveries(1)
                .handle(
                        "moderate",
                        (payload, message) ->
                                received.add(Inflater.inflate(Submission.class, map(payload))))
                .drain();

        var reasons = queue.deadLetters().stream().map(DeadLetter::reason).collect(joining("\n"));
        Check.that(
                queue.deadLetters().isEmpty(),
                "The worker could not inflate the submission. The dead letter says: %s%s",
                Refused.plain(reasons),
                reasons.contains("values accepted for Enum")
                        ? LABEL
                        : Journey.fieldsCannotBeSet(reasons).replaceFirst("^ ", "\n")
                                + oneByOne(reasons));
        var first = ((List<?>) received.get(0).attachments()).get(0);
        Check.that(
                first instanceof Attachment,
                """
                The first attachment as the worker has it is the %s %s. A list that claims to hold \
                attachments, but holds maps, breaks when code first uses one, far from here.\
                """,
                first.getClass().getSimpleName(),
                first);
    }

    /** A second look: can each of the records be made when it is not in another? */
    private static String oneByOne(String reasons) {
        if (!reasons.matches("(?s).*(number of arguments|type mismatch|out of bounds).*")) {
            return "";
        }
        try {
            return ORDINARY.stream().allMatch(record -> record.equals(madeAlone(record)))
                    ? "\n"
                            + "One by one, an attachment, figures and an author can be made. Do a"
                            + " record and the one in it share a list or an array of values?"
                    : "";
        } catch (RuntimeException | AssertionError refusal) {
            return "";
        }
    }

    private static Record madeAlone(Record record) {
        return Inflater.inflate(record.getClass(), Journey.wire(record));
    }

    private static final String LABEL =
            "\nThat list holds the constants' labels for people, toString(). A constant travels by"
                    + " its name(); Jackson, unless it is told otherwise, looks for the label.";

    @Test
    void an_ordinary_record_comes_back_equal() {
        for (var record : ORDINARY) {
            var wire = Journey.wire(record);
            var made = inflate(record.getClass(), wire);
            Check.that(
                    record.equals(made),
                    "%s. It was made from %s.",
                    Journey.difference("", record, made),
                    wire);
        }
    }

    @Test
    void nothing_but_nulls_comes_back_equal() {
        Journey.comesBack(
                Submission.class, new Submission(null, null, null, null, null, null, null));
        Journey.comesBack(Author.class, Author.ANONYMOUS);
        Journey.comesBack(Author.class, new Author(null, null, Optional.empty()));
        Journey.comesBack(
                Author.class,
                new Author("", Arrays.asList(null, Instant.EPOCH, null), Optional.empty()));
        Journey.comesBack(Figures.class, new Figures(0, 0, -0.0, null));
    }

    @Test
    void a_moment_is_the_same_in_every_zone() {
        for (var moment :
                List.of(
                        "2025-10-26T00:30:00.000000001Z",
                        "2025-10-26T01:30:00Z",
                        "2025-03-30T01:30:00Z",
                        "1970-01-01T00:00:00Z")) {
            var when = Instant.parse(moment);
            var sent = new Author("Ada", List.of(when), Optional.of(when));
            var wire = Zones.in("Europe/Berlin", () -> Journey.wire(sent));
            var arrived = Zones.in("Pacific/Auckland", () -> inflate(Author.class, wire));
            Check.that(
                    sent.equals(arrived),
                    "%s. Sent from Berlin as %s, and read in Auckland: %s.",
                    Journey.difference("", sent, arrived),
                    wire,
                    whoseZone(wire, sent, arrived));
        }
    }

    /** A second look: is it the sender or the reader that asks for the zone of its machine? */
    private static String whoseZone(Map<String, Object> wire, Author sent, Object arrived) {
        if (arrived instanceof Author author && isLocalTime(wire.get("lastSeen"), author)) {
            return "the text has its offset, and your Inflater took it for local time in Auckland."
                    + " Instant.parse takes the text as it is";
        }
        var elsewhere = Zones.in("Pacific/Auckland", () -> Journey.wire(sent));
        var atUtc = Zones.in("UTC", () -> inflate(Author.class, wire));
        return wire.equals(elsewhere) && sent.equals(atUtc)
                ? "a worker in UTC reads it well. Your Inflater asks for the zone of its machine"
                : "a moment needs its offset";
    }

    /** Whether only the offset was overlooked in such a text. */
    private static boolean isLocalTime(Object text, Author arrived) {
        try {
            var local = OffsetDateTime.parse(String.valueOf(text)).toLocalDateTime();
            var there = local.atZone(ZoneId.of("Pacific/Auckland")).toInstant();
            return Optional.of(there).equals(arrived.lastSeen());
        } catch (DateTimeException noOffset) {
            return false;
        }
    }

    @Test
    void only_the_map_carries_the_data() {
        var one = Journey.wire(FILE);
        var other = Journey.wire(new Attachment("sea.png", 8));

        Check.same(FILE, inflate(Attachment.class, one), "The first of two attachments.");
        Check.same(
                new Attachment("sea.png", 8),
                inflate(Attachment.class, other),
                "The second of two attachments.");
        Check.same(
                new Attachment("sun.png", 9),
                inflate(Attachment.class, Map.of("name", "sun.png", "bytes", 9L)),
                "An attachment from a map that no Deflater of this process has made.");
        saysNoMoreThanItsComponents(new SomeClass(FILE, FILE));
    }

    private static void saysNoMoreThanItsComponents(SomeClass sent) {
        var wire = Journey.wire(sent);
        Object arrived;
        try {
            arrived = Inflater.inflate(SomeClass.class, wire);
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "A record %s", Shapes.declaration(SomeClass.class));
            return;
        }
        Check.that(
                !sent.equals(arrived),
                """
                %s went out as %s, and came back equal. But the type of its components says \
                Object, so they alone cannot say what was there. Do your two ends share something \
                beside the map? Another process does not have it. Or does the map name a class? \
                Then whoever writes the bytes chooses it. Refuse such a type.\
                """,
                sent,
                Journey.exactly(wire));
    }

    @Test
    void two_records_may_have_one_simple_name() {
        Namesakes.comeBackAsWhatTheyWere();
    }

    @Test
    void components_are_found_by_their_names_in_any_order() {
        for (var record : ORDINARY) {
            var wire = inOrder(record.getClass(), Journey.wire(record));
            if (!record.equals(inflate(record.getClass(), wire))) {
                continue; // then it is not the order
            }
            var entries = new ArrayList<>(wire.entrySet());
            Collections.reverse(entries);
            var reversed = new LinkedHashMap<String, Object>();
            entries.forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));
            Check.same(
                    record,
                    inReverse(record.getClass(), reversed),
                    "Made from %s. Only the order of the keys is different: find each component"
                            + " by its name.",
                    reversed);
        }
    }

    private static Record inReverse(Class<? extends Record> type, Map<String, Object> reversed) {
        try {
            return Inflater.inflate(type, reversed);
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            throw new AssertionError(
                    """
                    %s was refused with %s. Only the order of the keys is different: find each \
                    component by its name.\
                    """
                            .formatted(reversed, Refused.said(refusal)),
                    refusal);
        }
    }

    private static final String ORDER =
            " With its keys in the order of the components, it can be made. A map promises no"
                    + " order: find each component by its name.";

    /** A second look: does the order of the keys matter? */
    private static boolean isMadeInOrder(Class<? extends Record> type, Map<String, Object> wire) {
        var ordered = inOrder(type, wire);
        try {
            return !List.copyOf(ordered.keySet()).equals(List.copyOf(wire.keySet()))
                    && Inflater.inflate(type, ordered) != null;
        } catch (RuntimeException refusal) {
            return false;
        }
    }

    private static Map<String, Object> inOrder(
            Class<? extends Record> type, Map<String, Object> wire) {
        var ordered = new LinkedHashMap<String, Object>();
        for (var component : type.getRecordComponents()) {
            ordered.put(component.getName(), wire.get(component.getName()));
        }
        return ordered;
    }

    /** Fails, in words, if good data is refused. */
    private static Record inflate(Class<? extends Record> type, Map<String, Object> wire) {
        try {
            return Inflater.inflate(type, wire);
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            throw new AssertionError(
                    "No %s could be made from %s: %s.%s"
                            .formatted(
                                    type.getSimpleName(),
                                    Journey.show(wire),
                                    Refused.said(refusal),
                                    isMadeInOrder(type, wire)
                                            ? ORDER
                                            : Journey.fieldsCannotBeSet(Refused.said(refusal))),
                    refusal);
        }
    }

    @Test
    void a_component_that_could_be_anything_is_refused() {
        Declared.whatTheTypeDoesNotSayIsRefused();
    }

    @Test
    void what_a_list_or_a_map_holds_has_its_declared_type_or_is_refused() {
        Declared.whatItSaysIsMadeOrRefused();
    }

    @Test
    void the_canonical_constructor_is_called() {
        Record arrived;
        try {
            arrived = Inflater.inflate(Shapes.Route.class, Map.of("from", "here", "to", "there"));
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "A record %s", Shapes.declaration(Shapes.Route.class));
            return;
        }
        Check.same(
                new Shapes.Route("here", "there"),
                arrived,
                "This record has two constructors; the one with the components' types is meant.");
    }

    @Test
    void a_missing_number_is_refused() {
        missing(Submissions.FIGURES, "links");
        missing(Submissions.FIGURES, "fingerprint");
        missing(Submissions.FIGURES, "likelihood");
        missing(FILE, "bytes");
        missing(new Translation("Warum?", true), "reviewed");
        var wire = Journey.wire(Submissions.ORDINARY);
        wire.put("figures", Map.of());
        Refused.by(
                () -> Inflater.inflate(Submission.class, wire),
                "A Submission whose figures are {}",
                "Their numbers are missing: no one sent them, and no one sent null.");
    }

    private static void missing(Record sent, String component) {
        var wire = Journey.wire(sent);
        wire.remove(component);
        var type = sent.getClass();
        var name = type.getSimpleName();
        Refused.by(
                () -> Inflater.inflate(type, wire),
                "%s without its %s".formatted(name, component),
                "No one sent that value, and it looks like an answer.");
        wire.put(component, null);
        Refused.by(
                () -> Inflater.inflate(type, wire),
                "%s whose %s is null".formatted(name, component),
                "No one sent that value, and it looks like an answer.");
        var inAnotherCase = component.toUpperCase(Locale.ROOT);
        wire.remove(component);
        wire.put(inAnotherCase, Journey.wire(sent).get(component));
        Refused.by(
                () -> Inflater.inflate(type, wire),
                "%s without its %s, but with %s = %s,"
                        .formatted(name, component, inAnotherCase, wire.get(inAnotherCase)),
                "A name in another case is another name.");
    }

    @Test
    void what_does_not_fit_is_refused_and_not_bent() {
        var misfits = Misfit.all();
        var letIn = misfits.stream().filter(Misfit::isLetIn).toList();
        misfits.forEach(misfit -> misfit.isRefused(misfit.othersOf(letIn)));
    }

    @Test
    void a_constant_goes_by_its_name_alone() {
        Object made;
        try {
            made = Inflater.inflate(Submission.class, withTone("HEATED")).tone();
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            made = "refused with " + Refused.said(refusal);
        }
        Check.same(
                "Tone.HEATED",
                made instanceof Tone tone ? "Tone." + tone.name() : String.valueOf(made),
                """
                The tone of a submission, sent as HEATED. A constant travels by its name(): an \
                ordinal changes when a constant is added, and a label when it is reworded.\
                """);
        var label = Tone.HEATED.toString();
        for (var other :
                List.of("FURIOUS", "heated", label, "HEAT", "Tone.HEATED", "1", "", 1L, 0L)) {
            var misfit = new Misfit(Submissions.ORDINARY, "tone", other, Bent::noTone);
            misfit.isRefused("");
        }
    }

    private static Map<String, Object> withTone(Object tone) {
        var wire = Journey.wire(Submissions.ORDINARY);
        wire.put("tone", tone);
        return wire;
    }

    @Test
    void what_the_constructor_said_reaches_the_caller() {
        var bad = Map.of("name", "sky.png", "bytes", -1L);
        theConstructorsWords("An attachment", Attachment.class, bad);

        var wire = Journey.wire(Submissions.ORDINARY);
        wire.put("attachments", List.of(bad));
        theConstructorsWords("A submission with an attachment", Submission.class, wire);
    }

    private static void theConstructorsWords(
            String what, Class<? extends Record> type, Map<String, ?> wire) {
        var refusal =
                Refused.by(
                        () -> Inflater.inflate(type, wire),
                        what + " of -1 bytes",
                        "Its constructor refuses that: it was not called, or its exception was"
                                + " swallowed.");

        Check.that(
                refusal.getMessage().contains("-1 bytes"),
                """
                %s of -1 bytes was refused with %s. The dead letter will give only the first of \
                these messages as its reason. The constructor said "An attachment cannot have -1 \
                bytes.": pass that on in the message (reflection wraps it in an exception of its \
                own).\
                """,
                what,
                Refused.said(refusal));
    }

    @Test
    void a_record_may_hold_records_of_its_own_class() {
        var reply = new Shapes.Thread("reply", List.of(), null);
        var sent =
                new Shapes.Thread(
                        "first", List.of(reply, reply), new Shapes.Thread("above", null, null));
        Record arrived;
        try {
            arrived = Inflater.inflate(Shapes.Thread.class, onTheWire(sent));
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "A record %s", Shapes.declaration(Shapes.Thread.class));
            return; // by hand, this record need not be known
        }
        Check.same(
                sent,
                arrived,
                """
                A record that holds records of its own class. Each is made on its own: what one of \
                them is made of must not be shared with those inside it.\
                """);
    }

    private static Map<String, Object> onTheWire(Shapes.Thread thread) {
        if (thread == null) {
            return null;
        }
        var map = new HashMap<String, Object>();
        map.put("text", thread.text());
        map.put(
                "replies",
                thread.replies() == null
                        ? null
                        : thread.replies().stream().map(InflateTest::onTheWire).toList());
        map.put("parent", onTheWire(thread.parent()));
        return map;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object payload) {
        return (Map<String, Object>) payload;
    }
}
