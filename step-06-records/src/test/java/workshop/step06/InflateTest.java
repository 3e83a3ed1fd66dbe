package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
 * <p>You choose what becomes of unknown keys, a null that is not sent, a whole number for a double
 * and 3.0 for a whole number, and whether to make or refuse records other than this step's.
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
    private static final Map<String, Object> FILE_ON_THE_WIRE =
            Map.of("name", "sky.png", "bytes", 7L);

    record Settings(Map<String, Object> what) {}

    record Things(List<Object> what) {}

    record Raw(@SuppressWarnings("rawtypes") List what) {}

    record RawMap(@SuppressWarnings("rawtypes") Map what) {}

    record Wild(List<?> what) {}

    record Box<T>(T what) {}

    record Files(List<? extends Attachment> what) {}

    record Pages(List<List<Attachment>> what) {}

    record Folders(Map<String, List<Attachment>> what) {}

    record Perhaps(Optional<List<Attachment>> what) {}

    record Moods(List<Tone> what) {}

    record ByTone(Map<Tone, String> what) {}

    record ById(Map<Integer, String> what) {}

    record Parcel(Box<Attachment> what) {}

    /** Has a second constructor, before the canonical one. */
    record Route(String from, String to) {

        Route(Object from, Object to) {
            this("the wrong", "constructor");
        }

        Route(String from, String to) {
            this.from = from;
            this.to = to;
        }
    }

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
        Zones.in(
                corner.zone(),
                () -> {
                    Journey.comesBackOrIsRefused(corner.record());
                    return null;
                });
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
                reasons,
                reasons.contains("values accepted for Enum") ? LABEL : "");
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
            var arrived = Zones.in("Pacific/Auckland", () -> Inflater.inflate(Author.class, wire));
            Check.that(
                    sent.equals(arrived),
                    "%s. Sent from Berlin as %s, and read in Auckland: a moment needs its offset.",
                    Journey.difference("", sent, arrived),
                    wire);
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
    }

    @Test
    void components_are_found_by_their_names_in_any_order() {
        for (var record : ORDINARY) {
            var entries = new ArrayList<>(Journey.wire(record).entrySet());
            Collections.reverse(entries);
            var reversed = new LinkedHashMap<String, Object>();
            entries.forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));
            Check.same(
                    record,
                    inReverse(record.getClass(), reversed),
                    "Made from %s. Only the order of the keys is another: find each component by"
                            + " its name.",
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
                    %s was refused with %s. Only the order of the keys is another: find each \
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
        var ordered = new LinkedHashMap<String, Object>();
        for (var component : type.getRecordComponents()) {
            ordered.put(component.getName(), wire.get(component.getName()));
        }
        try {
            return !List.copyOf(ordered.keySet()).equals(List.copyOf(wire.keySet()))
                    && Inflater.inflate(type, ordered) != null;
        } catch (RuntimeException refusal) {
            return false;
        }
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
                                    isMadeInOrder(type, wire) ? ORDER : ""),
                    refusal);
        }
    }

    @Test
    void a_component_that_could_be_anything_is_refused() {
        anything(Refused::notLetIn); // which says more than how the others were refused
        anything(Refused::by);
    }

    private static void anything(Refused.Look look) {
        var file = FILE_ON_THE_WIRE;
        for (Object value : List.of(file, List.of(file), "text", 5L, true, 0.5)) {
            var wire = new HashMap<String, Object>();
            wire.put("foo", value);
            wire.put("bar", null);
            anything(look, SomeClass.class, wire, "foo is a component whose type says Object");
            anything(look, Box.class, Map.of("what", value), "the type of what is a type variable");
            for (var type : List.of(Things.class, Raw.class, Wild.class)) {
                anything(
                        look,
                        type,
                        Map.of("what", List.of(value)),
                        "the list's type does not say what is in it");
            }
            for (var type : List.of(Settings.class, RawMap.class)) {
                anything(
                        look,
                        type,
                        Map.of("what", Map.of("en", value)),
                        "the map's type does not say what is in it");
            }
        }
    }

    private static void anything(
            Refused.Look look, Class<? extends Record> type, Map<String, ?> wire, String why) {
        look.at(
                () -> Inflater.inflate(type, wire),
                "A %s from %s".formatted(type.getSimpleName(), wire),
                """
                But %s, and the wire says nothing. It may have been a record, a long or a moment, \
                and no one can know: refuse such a type instead of handing on what JSON made.\
                """
                        .formatted(why));
    }

    @Test
    void what_a_list_or_a_map_holds_has_its_declared_type_or_is_refused() {
        var pages = List.of(List.of(FILE_ON_THE_WIRE), List.of());
        declared(new Files(List.of(FILE)), List.of(FILE_ON_THE_WIRE));
        declared(new Pages(List.of(List.of(FILE), List.of())), pages);
        declared(new Folders(Map.of("a", List.of(FILE))), Map.of("a", List.of(FILE_ON_THE_WIRE)));
        declared(new Perhaps(Optional.of(List.of(FILE))), List.of(FILE_ON_THE_WIRE));
        declared(new Moods(List.of(Tone.HEATED, Tone.CALM)), List.of("HEATED", "CALM"));
        declared(new ByTone(Map.of(Tone.HEATED, "x")), Map.of("HEATED", "x"));
        declared(new ById(Map.of(7, "x")), Map.of("7", "x"));
        declared(new Parcel(new Box<>(FILE)), Map.of("what", FILE_ON_THE_WIRE));
    }

    private static void declared(Record sent, Object what) {
        var component = sent.getClass().getRecordComponents()[0];
        Record arrived;
        try {
            arrived = Inflater.inflate(sent.getClass(), Map.of("what", what));
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            return;
        }
        Check.that(
                sent.equals(arrived),
                """
                A component of the type %s was made from %s, but %s. Make what the type says, all \
                the way down, or refuse the type.\
                """,
                component.getGenericType().getTypeName().replaceAll("[\\w.]+[.$]", ""),
                what,
                Journey.difference("", sent, arrived));
    }

    @Test
    void the_canonical_constructor_is_called() {
        Record arrived;
        try {
            arrived = Inflater.inflate(Route.class, Map.of("from", "here", "to", "there"));
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            return;
        }
        Check.same(
                new Route("here", "there"),
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
    }

    @Test
    void what_does_not_fit_is_refused_and_not_bent() {
        var misfits = misfits();
        var letIn = misfits.stream().filter(Misfit::isLetIn).toList();
        misfits.forEach(misfit -> misfit.isRefused(othersLetIn(letIn, misfit)));
    }

    /** One value of a record, replaced by one that does not fit there. */
    private record Misfit(Record sent, String component, Object value, String meaning) {

        boolean isLetIn() {
            try {
                Inflater.inflate(sent.getClass(), wire());
                return true;
            } catch (RuntimeException | Error refusal) {
                return false;
            }
        }

        void isRefused(String others) {
            Refused.by(
                    () -> Inflater.inflate(sent.getClass(), wire()),
                    "%s with %s".formatted(sent.getClass().getSimpleName(), this),
                    meaning + others);
        }

        private Map<String, Object> wire() {
            var wire = Journey.wire(sent);
            wire.put(component, value);
            return wire;
        }

        @Override
        public String toString() {
            var shown = value instanceof String ? "\"%s\"".formatted(value) : value;
            return "%s = %s".formatted(component, shown);
        }
    }

    /** Of the others that were let in, one for each component and each kind of value. */
    private static String othersLetIn(List<Misfit> letIn, Misfit told) {
        var others = new LinkedHashMap<List<?>, String>();
        for (var misfit : letIn) {
            others.putIfAbsent(
                    List.of(misfit.component(), misfit.value().getClass()), misfit.toString());
        }
        others.remove(List.of(told.component(), told.value().getClass()));
        return others.isEmpty() ? "" : "\nLet in, too: " + String.join(", ", others.values());
    }

    private static List<Misfit> misfits() {
        var misfits = new ArrayList<Misfit>();
        var cut =
                """
                The number does not fit into its component, and what came out instead is another \
                one, which no one sent: refuse it. A cast, intValue() and longValue() cut without \
                a word; so does Jackson, unless it is told not to.\
                """;
        for (var number : List.of(4_294_967_297L, -2_147_483_649L, Long.MAX_VALUE, 3.7, 1e300)) {
            misfits.add(new Misfit(Submissions.FIGURES, "links", number, cut));
        }
        for (var number : List.of(3.7, -0.5, 1e300)) {
            misfits.add(new Misfit(Submissions.FIGURES, "fingerprint", number, cut));
        }
        var coerced =
                """
                The component has another type. What is bent until it fits is not what anyone \
                sent: refuse it.\
                """;
        for (var other : List.of("3", "", true)) {
            misfits.add(new Misfit(Submissions.FIGURES, "links", other, coerced));
            misfits.add(new Misfit(Submissions.FIGURES, "fingerprint", other, coerced));
            misfits.add(new Misfit(Submissions.FIGURES, "likelihood", other, coerced));
        }
        for (var other : List.of(0L, 1L, 7L, "true", "yes", "", 0.5)) {
            misfits.add(new Misfit(new Translation("Warum?", true), "reviewed", other, coerced));
        }
        for (var other : List.of(5L, 0.5, false)) {
            misfits.add(new Misfit(new Translation("Warum?", true), "text", other, coerced));
            misfits.add(new Misfit(Submissions.ORDINARY, "replyTo", other, coerced));
            misfits.add(new Misfit(Submissions.FIGURES, "bounty", other, coerced));
            misfits.add(new Misfit(Submissions.ADA, "warned", List.of(other), coerced));
            misfits.add(new Misfit(Submissions.ADA, "lastSeen", other, coerced));
        }
        var otherKind =
                """
                A text, a list and a map are three things. Refuse one that stands where another \
                is needed, and do not wrap or unwrap it: no one sent the result.\
                """;
        for (Object other : List.of("", "Ada", List.of(), List.of("Ada"), 5L)) {
            misfits.add(new Misfit(Submissions.ORDINARY, "author", other, otherKind));
            misfits.add(new Misfit(Submissions.ORDINARY, "translations", other, otherKind));
        }
        for (Object other : List.of("", "sky.png", Map.of(), FILE_ON_THE_WIRE, 5L)) {
            misfits.add(new Misfit(Submissions.ORDINARY, "attachments", other, otherKind));
        }
        misfits.add(new Misfit(Submissions.ORDINARY, "body", List.of("Why?"), otherKind));
        misfits.add(new Misfit(Submissions.ADA, "warned", Instant.EPOCH.toString(), otherKind));
        var unreadable = "No one can read that, and something was made of it all the same.";
        misfits.add(new Misfit(Submissions.FIGURES, "bounty", "many", unreadable));
        misfits.add(new Misfit(Submissions.ADA, "warned", List.of("yesterday"), unreadable));
        misfits.add(new Misfit(Submissions.ADA, "lastSeen", "yesterday", unreadable));
        return misfits;
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
                Tone.HEATED,
                made,
                """
                The tone of a submission, sent as HEATED. A constant travels by its name(): an \
                ordinal changes when a constant is added, and a label when it is reworded.\
                """);
        for (var other : List.of("FURIOUS", "heated", Tone.HEATED.toString(), "1", "", 1L, 0L)) {
            var misfit =
                    new Misfit(
                            Submissions.ORDINARY,
                            "tone",
                            other,
                            """
                            There is no tone of that name. An ordinal changes when a constant is \
                            added, and a label when it is reworded: only the name() says which one \
                            it is.\
                            """);
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
                        "Its constructor refuses that: it was not asked, or its answer is lost.");

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

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object payload) {
        return (Map<String, Object>) payload;
    }
}
