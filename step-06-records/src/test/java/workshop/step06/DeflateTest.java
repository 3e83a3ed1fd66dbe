package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
 *   <li>A record becomes a map with one key for each component, also for one that is null, and no
 *       other key. So does every record inside it, at any depth, whatever the declared type.
 *   <li>What JSON has stays exactly as it is. Lists and maps keep their order, entries and nulls.
 *   <li>A decimal keeps its digits and its scale, a moment its nanosecond in every time zone. An
 *       enum goes by its {@code name()}. An empty optional looks like none of the values that it
 *       could hold. NaN never becomes another value.
 *   <li>Anything else is refused with an {@link IllegalArgumentException} that says what it was. So
 *       is a map's key that is not text, with whatever exception; an enum may go by its name.
 * </ul>
 *
 * <p>You choose the forms, and also how sets, arrays, bytes, dates and the like travel, as long as
 * nothing is lost.
 */
@Exercise(
        id = "6.1",
        title = "Say what it is made of",
        points = 15,
        stars = 1,
        edit = "Deflater.java")
@ExtendWith(FreshQueue.class)
class DeflateTest {

    /** In tenths, like the decimals beside which it is used. */
    private static final BigDecimal TWO_TO_THE_64 = new BigDecimal(BigInteger.TWO.pow(64), 1);

    static final class Stranger {

        public int getAge() {
            return 7;
        }

        @Override
        public String toString() {
            return "a stranger";
        }
    }

    static final class Mute {

        @Override
        public String toString() {
            return "a mute";
        }
    }

    static final class Parcel implements Serializable {

        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            return "a parcel";
        }
    }

    @Test
    void the_example_of_the_article_becomes_maps_in_maps() {
        var inst = new SomeClass(Map.of("hi", "there"), new SomeClass(1, false));

        Check.same(
                Map.of("foo", Map.of("hi", "there"), "bar", Map.of("foo", 1L, "bar", false)),
                Journey.wire(inst),
                """
                The article's SomeClass as the worker receives it: one key for each component, and \
                the inner SomeClass is a map, too.\
                """);
    }

    @Test
    void every_component_is_under_its_name_and_nothing_else_is() {
        keys("", Submissions.ORDINARY, Journey.wire(Submissions.ORDINARY));
        keys("", Author.ANONYMOUS, Journey.wire(Author.ANONYMOUS));

        var empty = new Submission(null, null, null, null, null, null, null);
        var primitives = Journey.deflated(empty);
        keys("", empty, primitives);
        Check.that(
                primitives.values().stream().allMatch(Objects::isNull),
                "A submission of nothing but nulls became %s: null stays null.",
                Journey.show(primitives));
    }

    /** Looks at each record, and at the map that it became. */
    private static void keys(String where, Object value, Object primitive) {
        if (value instanceof Record record && primitive instanceof Map<?, ?> map) {
            var type = record.getClass().getSimpleName();
            var names = new LinkedHashSet<Object>();
            for (var component : record.getClass().getRecordComponents()) {
                var name = component.getName();
                names.add(name);
                Check.that(
                        map.containsKey(name),
                        "The deflated %s%s has no \"%s\", only %s. A null component has a key,"
                                + " too.",
                        type,
                        where,
                        name,
                        map.keySet());
                keys(" in " + name, Journey.get(record, component), map.get(name));
            }
            Check.that(
                    names.containsAll(map.keySet()),
                    "The deflated %s%s has the keys %s. Its components are %s, and nothing else.",
                    type,
                    where,
                    map.keySet(),
                    names);
        } else if (value instanceof List<?> list && primitive instanceof List<?> seen) {
            for (int i = 0; i < Math.min(list.size(), seen.size()); i++) {
                keys(where, list.get(i), seen.get(i));
            }
        } else if (value instanceof Map<?, ?> map && primitive instanceof Map<?, ?> seen) {
            map.forEach((key, entry) -> keys(where, entry, seen.get(key)));
        }
    }

    @Test
    void a_record_becomes_a_map_wherever_it_is() {
        var translation = new Translation("Warum?", true);
        var map = Map.of("text", "Warum?", "reviewed", true);
        var places = new LinkedHashMap<String, Object>();
        places.put("in a component of the type Object", translation);
        places.put("in a list", List.of(translation));
        places.put("in a list in a list", List.of(List.of(), List.of(List.of(translation))));
        places.put("in a map", Map.of("de", translation));
        places.put("in a list in a map", Map.of("de", List.of(translation)));
        places.put("in an Optional", Optional.of(translation));
        places.put("in an Optional in a list", List.of(Optional.of(translation)));
        Object deep = translation;
        for (int level = 0; level < 10; level++) {
            deep = level % 2 == 0 ? new SomeClass(deep, level) : List.of(deep);
        }
        places.put("ten records and lists deep", deep);

        places.forEach(
                (where, value) -> {
                    var wire = Journey.wire(new SomeClass(value, null));
                    Check.that(
                            contains(wire, map),
                            "A Translation %s should be on the wire as %s. The wire: %s.",
                            where,
                            map,
                            Journey.show(wire));
                });
        Check.same(
                List.of(Map.of("name", "sky.png", "bytes", 7L)),
                Journey.wire(Submissions.ORDINARY).get("attachments"),
                "The attachments on the wire: a list of records becomes a list of maps.");
    }

    private static boolean contains(Object tree, Object part) {
        return part.equals(tree)
                || tree instanceof Map<?, ?> map
                        && map.values().stream().anyMatch(value -> contains(value, part))
                || tree instanceof List<?> list
                        && list.stream().anyMatch(value -> contains(value, part));
    }

    @Test
    void what_json_has_stays_as_it_is() {
        for (Object value :
                List.of(
                        true,
                        false,
                        0,
                        -1,
                        Integer.MIN_VALUE,
                        Integer.MAX_VALUE,
                        9_007_199_254_740_993L,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        0.1,
                        -0.0,
                        5.0,
                        1e300,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        "",
                        " a\t",
                        "null",
                        "7",
                        "\u00e9",
                        "e\u0301",
                        "\uD83D\uDC26",
                        "\uD83D",
                        "\u0000",
                        "a long text ".repeat(500))) {
            var sent = Journey.overTheWire(Map.of("foo", value)).get("foo");
            var made = Journey.wire(new SomeClass(value, null)).get("foo");
            Check.same(
                    sent,
                    made,
                    "The %s \"%s\" has changed%s. JSON has a form for it: leave it as it is.",
                    value.getClass().getSimpleName(),
                    Journey.brief(value),
                    Journey.squeezed(sent, made));
        }
    }

    @Test
    void lists_keep_their_order_maps_their_entries_and_both_their_nulls() {
        var map = new LinkedHashMap<String, Object>();
        map.put("b", null);
        map.put("a", List.of());
        for (Object value :
                List.of(
                        List.of(),
                        Map.of(),
                        Arrays.asList("b", null, "a", "b"),
                        Collections.singletonList(null),
                        List.of(List.of("b"), List.of(), List.of("a")),
                        map)) {
            Check.same(
                    value,
                    Journey.wire(new SomeClass(value, null)).get("foo"),
                    "%s has changed. Lists keep length and order, maps their entries; null stays.",
                    value);
        }
        var gaps =
                new Submission(
                        "",
                        Submissions.ADA,
                        null,
                        Collections.singletonList(null),
                        Collections.singletonMap("de", null),
                        null,
                        null);
        var wire = Journey.wire(gaps);
        Check.same(
                Collections.singletonList(null),
                wire.get("attachments"),
                "The attachments of a submission whose only attachment is null.");
        Check.same(
                Collections.singletonMap("de", null),
                wire.get("translations"),
                "The translations of a submission whose only translation is null.");
    }

    @Test
    void an_enum_goes_by_its_name() {
        enumAt("as the tone of a submission", Journey.wire(Submissions.ORDINARY).get("tone"));
        for (Object value :
                List.of(
                        Tone.HEATED,
                        List.of(Tone.HEATED),
                        List.of(List.of(Tone.HEATED)),
                        Map.of("en", Tone.HEATED),
                        Optional.of(Tone.HEATED))) {
            var where = "in a " + value.getClass().getSimpleName();
            enumAt(
                    value instanceof Tone ? "in a component of the type Object" : where,
                    Journey.wire(new SomeClass(value, null)).get("foo"));
        }
        Check.same(
                Mood.ABSENT.name(),
                deflated(Mood.ABSENT),
                """
                A constant whose enum gives it a method of its own. Its class is a subclass of the \
                enum, and isEnum() says no; instanceof Enum says yes.\
                """);
    }

    private static Object deflated(Object value) {
        try {
            return Deflater.deflate(new SomeClass(value, null)).get("foo");
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            return "refused with " + Refused.said(refusal);
        }
    }

    enum Mood {
        ABSENT {
            @Override
            public String toString() {
                return "not there";
            }
        }
    }

    private static void enumAt(String where, Object primitive) {
        Check.that(
                contains(primitive, "HEATED"),
                """
                Tone.HEATED, %s, went out as %s. toString() is for people and may be reworded; \
                ordinal() changes when someone adds a constant in front. A message outlives both. \
                name() stays.\
                """,
                where,
                Journey.show(primitive));
    }

    private record Pair(String what, Object one, Object other) {

        void mustNotLookAlike() {
            var wire = Journey.wire(asRecord(one));
            Check.that(
                    !wire.equals(Journey.wire(asRecord(other))),
                    """
                    %s: %s and %s both became %s, so no one can tell the two apart again: \
                    something was lost.\
                    """,
                    what,
                    Journey.show(one),
                    Journey.show(other),
                    Journey.show(wire));
        }

        private static Record asRecord(Object value) {
            return value instanceof Record record ? record : new SomeClass(value, null);
        }
    }

    @Test
    void two_different_values_do_not_look_alike() {
        var when = Instant.parse("2025-11-22T09:00:00.000000001Z");
        var zero = BigDecimal.ZERO;
        Stream.of(
                        new Pair(
                                "a long beyond 2^53, and the next one",
                                new Figures(0, 9_007_199_254_740_992L, 0, zero),
                                new Figures(0, 9_007_199_254_740_993L, 0, zero)),
                        new Pair(
                                "a bounty of 5.0 and one of 5.00",
                                new Figures(0, 0, 0, new BigDecimal("5.0")),
                                new Figures(0, 0, 0, new BigDecimal("5.00"))),
                        new Pair("5.0 and 5.00", new BigDecimal("5.0"), new BigDecimal("5.00")),
                        new Pair("5E+3 and 5000", new BigDecimal("5E+3"), new BigDecimal("5000")),
                        new Pair("0 and 0E-5", zero, new BigDecimal("0E-5")),
                        new Pair(
                                "a decimal with 20 digits, and the next one",
                                new BigDecimal("0.12345678901234567890"),
                                new BigDecimal("0.12345678901234567891")),
                        new Pair(
                                "two decimals that differ beyond 64 bits only",
                                new BigDecimal("12345678901234567890.5"),
                                new BigDecimal("12345678901234567890.5").add(TWO_TO_THE_64)),
                        new Pair(
                                "two decimals that differ in the 40th digit only",
                                new BigDecimal("1." + "3".repeat(38) + "1"),
                                new BigDecimal("1." + "3".repeat(38) + "2")),
                        new Pair(
                                "authors warned a nanosecond apart",
                                new Author("Ada", List.of(when), Optional.empty()),
                                new Author("Ada", List.of(when.plusNanos(1)), Optional.empty())),
                        new Pair("two moments, a nanosecond apart", when, when.plusNanos(1)),
                        new Pair(
                                "moments 20,000 years apart",
                                Instant.parse("+12025-11-22T09:00:00Z"),
                                Instant.parse("-7974-11-22T09:00:00Z")),
                        new Pair(
                                "never seen, and seen in 1970",
                                new Author("Ada", List.of(), Optional.empty()),
                                new Author("Ada", List.of(), Optional.of(Instant.EPOCH))),
                        empty(Instant.EPOCH),
                        empty(""),
                        empty("null"),
                        empty("Optional.empty"),
                        empty(0),
                        empty(false),
                        empty(List.of()),
                        empty(Map.of()),
                        new Pair(
                                "null, and the word \"null\"",
                                new Translation(null, true),
                                new Translation("null", true)),
                        new Pair(
                                "null, and an empty text",
                                new Translation(null, true),
                                new Translation("", true)),
                        new Pair(
                                "two spellings of one letter",
                                new Translation("\u00e9", true),
                                new Translation("e\u0301", true)))
                .forEach(Pair::mustNotLookAlike);
    }

    private static Pair empty(Object value) {
        return new Pair(
                "an empty Optional, and one of %s \"%s\""
                        .formatted(value.getClass().getSimpleName(), value),
                Optional.empty(),
                Optional.of(value));
    }

    @Test
    void when_the_clocks_go_back_no_hour_is_lost() {
        lostHour("Europe/Berlin", "2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z");
        lostHour("America/New_York", "2025-11-02T05:30:00Z", "2025-11-02T06:30:00Z");
        lostHour("Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z");
    }

    private static void lostHour(String zone, String before, String after) {
        Supplier<Object> first = () -> Journey.wire(new SomeClass(Instant.parse(before), null));
        Supplier<Object> second = () -> Journey.wire(new SomeClass(Instant.parse(after), null));
        var wire = Zones.in(zone, first);
        Check.that(
                !wire.equals(Zones.in(zone, second)),
                """
                On a machine in the zone %s, %s and %s both go out as %s: that night the clocks \
                went back, and a local time does not say which of the two it is. A moment needs \
                its offset on the wire.\
                """,
                zone,
                before,
                after,
                wire);
    }

    @Test
    void not_a_number_does_not_become_one() {
        Journey.wire(Submissions.FIGURES);
        for (double odd :
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (var record :
                    List.of(new SomeClass(odd, null), new Figures(0, 0, odd, BigDecimal.ONE))) {
                Object seen;
                try {
                    var map = Deflater.deflate(record);
                    seen = record instanceof Figures ? map.get("likelihood") : map.get("foo");
                } catch (RuntimeException refusal) {
                    Refused.rethrowTodo(refusal);
                    continue;
                }
                Check.that(
                        seen instanceof String text && !text.isBlank()
                                || seen instanceof List
                                || seen instanceof Map
                                || seen instanceof Double number && number.equals(odd),
                        """
                        %s became %s, which someone else may really have measured. Leave it (the \
                        queue refuses it), refuse it, or give it a form of its own.\
                        """,
                        odd,
                        Journey.show(seen));
            }
        }
    }

    @Test
    void an_unknown_object_is_refused() {
        Journey.wire(new SomeClass("fine", 1));
        var stranger = new Stranger();
        for (Object holder :
                List.of(
                        stranger,
                        List.of(stranger),
                        List.of(List.of(stranger)),
                        Map.of("who", stranger),
                        Optional.of(stranger))) {
            refused(stranger, holder);
        }
        refused(new Mute(), new Mute());
        refused(new Parcel(), new Parcel());
    }

    private static void refused(Object stranger, Object holder) {
        var type = stranger.getClass().getSimpleName();
        Object made;
        try {
            made = Deflater.deflate(new SomeClass(holder, null)).get("foo");
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            Check.that(
                    refusal instanceof IllegalArgumentException,
                    """
                    A record that holds a %s was refused with %s. The Javadoc of deflate promises \
                    an IllegalArgumentException.\
                    """,
                    type,
                    Refused.said(refusal));
            Check.that(
                    Refused.said(refusal).matches("(?s).*\\b(%s|foo|who)\\b.*".formatted(type)),
                    """
                    A record whose foo holds a %s was refused with %s. Whoever reads that wants to \
                    know what to look for: name its class, or the component.\
                    """,
                    type,
                    Refused.said(refusal));
            return;
        }
        throw new AssertionError(
                """
                A record whose foo holds %s, of a class that is neither a record nor a primitive, \
                was let through: foo became %s. %s Throw an IllegalArgumentException instead.\
                """
                        .formatted(stranger, Journey.show(made), whatItMeans(made)));
    }

    private static String whatItMeans(Object made) {
        if (made instanceof String) {
            return "No one will know that this text was something else.";
        }
        if (made == null) {
            return "What was there is lost, and no one hears of it.";
        }
        if (Journey.firstForeigner("", made) != null) {
            return "JSON has no form for it and refuses it later, where no one knows whose it was.";
        }
        return "No one can make it again from that, and more may travel than you meant to send.";
    }

    @Test
    void a_key_that_is_not_text_is_refused() {
        Journey.wire(new SomeClass(Map.of("1", "text"), 1));
        var both = new LinkedHashMap<Object, Object>();
        both.put(1, "number");
        both.put("1", "text");
        keyRefused(both);
        keyRefused(Map.of(true, 1));
        keyRefused(Map.of(new Translation("Warum?", true), 1));
        keyRefused(Map.of(new Stranger(), 1));
        keyRefused(Map.of(Tone.HEATED, 1));
        keyRefused(Collections.singletonMap(null, 1));
    }

    private static void keyRefused(Map<?, ?> map) {
        var key = map.keySet().iterator().next();
        var type = key == null ? "null" : "of the type " + key.getClass().getSimpleName();
        Object made;
        try {
            made = Deflater.deflate(new SomeClass(map, null)).get("foo");
        } catch (RuntimeException refusal) {
            Refused.rethrowTodo(refusal);
            Check.that(
                    key == null || refusal.getMessage() != null,
                    "A map with the key %s (%s) was refused with a bare %s: say what was refused.",
                    key,
                    type,
                    Refused.said(refusal));
            return;
        }
        Check.that(
                key == Tone.HEATED && Map.of("HEATED", 1).equals(made),
                """
                %s, whose key is %s, became %s. A key that toString() turned into text looks like \
                any other text: 1 and "1" become one, and an enum goes by its label. Refuse keys \
                that are not text.\
                """,
                map,
                type,
                Journey.show(made));
    }

    private record Rarity(Object value, Object twin, Object other) {

        void losesNothing() {
            var what = "A " + value.getClass().getSimpleName();
            Object form;
            try {
                form = form(value);
            } catch (RuntimeException refusal) {
                Refused.rethrowTodo(refusal);
                Check.that(
                        refusal instanceof IllegalArgumentException,
                        "%s was refused with %s, and not with an IllegalArgumentException.",
                        what,
                        Refused.said(refusal));
                return;
            }
            Check.that(
                    Journey.firstForeigner("", form) == null,
                    """
                    %s is still itself in what claims to be primitives. JSON has no form for it, \
                    and refuses it later: give it a form or throw an IllegalArgumentException.\
                    """,
                    what);
            Check.that(
                    Objects.equals(form, form(twin)),
                    "%s goes out as %s, and an equal one as %s: no one can read that.",
                    what,
                    Journey.show(form),
                    Journey.show(form(twin)));
            Check.that(
                    !Objects.equals(form, form(other)),
                    "%s goes out as %s, and so does another: something was lost.",
                    what,
                    Journey.show(form));
        }

        private static Object form(Object value) {
            return Deflater.deflate(new SomeClass(value, null)).get("foo");
        }
    }

    @Test
    void what_is_rare_loses_nothing_or_is_refused() {
        var big = BigInteger.TWO.pow(70);
        Stream.of(
                        new Rarity(big, big.add(BigInteger.ZERO), big.add(BigInteger.ONE)),
                        new Rarity(new AtomicLong(5), new AtomicLong(5), new AtomicLong(6)),
                        new Rarity(new byte[] {1, -1}, new byte[] {1, -1}, new byte[] {1, -2}),
                        new Rarity(new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 3}),
                        new Rarity(new String[] {"a"}, new String[] {"a"}, new String[] {"b"}),
                        new Rarity(Set.of("a"), Set.of("a"), Set.of("b")),
                        new Rarity('a', 'a', 'b'),
                        new Rarity((short) 1, (short) 1, (short) 2),
                        new Rarity(0.1f, 0.1f, 0.2f),
                        new Rarity(
                                LocalDate.of(2025, 10, 26),
                                LocalDate.of(2025, 10, 26),
                                LocalDate.of(2025, 10, 27)),
                        new Rarity(new UUID(1, 2), new UUID(1, 2), new UUID(1, 3)))
                .forEach(Rarity::losesNothing);
    }

    @Test
    void the_worker_receives_it(TaskQueue queue) {
        var received = new ArrayList<>();
        var sent = Journey.wire(Submissions.ORDINARY);
        queue.enqueue("moderate", Deflater.deflate(Submissions.ORDINARY), new JsonSerializer());
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (payload, message) -> received.add(payload))
                .drain();

        Check.same(
                List.of(sent),
                received,
                "What the worker received. Dead letters: %s.",
                queue.deadLetters().stream().map(DeadLetter::reason).collect(joining(", ")));
    }
}
