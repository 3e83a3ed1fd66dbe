package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
 *   <li>What JSON has stays exactly as it is. Lists and maps keep their order, entries and nulls,
 *       and may hold different things, or the same twice. Each call begins with nothing.
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

    private static final int MANY = 1_000;

    @Test
    void the_example_of_the_article_becomes_maps_in_maps() {
        var inst = new SomeClass(Map.of("hi", "there"), new SomeClass(1, false));

        Check.same(
                Map.of("foo", Map.of("hi", "there"), "bar", Map.of("foo", 1L, "bar", false)),
                Journey.wire(inst),
                """
                The article's SomeClass as the worker receives it: one key for each component and \
                no other, and the inner SomeClass is a map, too.\
                """);
    }

    @Test
    void every_component_is_under_its_name_and_nothing_else_is() {
        for (var record : List.of(Submissions.ORDINARY, Author.ANONYMOUS)) {
            Components.areUnderTheirNames(record, Journey.wire(record));
        }

        var empty = new Submission(null, null, null, null, null, null, null);
        var primitives = Journey.deflated(empty);
        Components.areUnderTheirNames(empty, primitives);
        Check.that(
                primitives.values().stream().allMatch(Objects::isNull),
                "A submission of nothing but nulls became %s: null stays null.",
                Journey.show(primitives));
    }

    @Test
    void every_call_begins_with_nothing() {
        Together.everyCallBeginsWithNothing();
    }

    record Draft(String title) {

        public int words() {
            return title.split(" ").length;
        }
    }

    @Test
    void a_method_of_a_record_is_no_component() {
        Journey.wire(Submissions.ADA);
        var draft = new Draft("Why is the sky blue?");
        Map<String, Object> primitives;
        try {
            primitives = Deflater.deflate(draft);
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "%s", draft);
            return; // by hand, this record need not be known
        }
        Components.areUnderTheirNames(draft, primitives);
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
                            Journey.exactly(map),
                            Journey.exactly(wire));
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
                        1.0 / 3,
                        5.0,
                        1e300,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        -0.0,
                        "",
                        " a\t",
                        "two\r\nlines\n",
                        "null",
                        "7",
                        "\u00e9",
                        "e\u0301",
                        "\uD83D\uDC26",
                        "\uD83D",
                        "\u0000",
                        "<b>Tom & Jerry's</b>",
                        "&lt;",
                        "C:\\new",
                        "100%25+1",
                        "${user.name}",
                        "\u201cso\u201d",
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
        var keys = new LinkedHashMap<String, Object>();
        for (var key : List.of("en", "EN", " en", "", "a.b", "<b>", "\"", "\u00e9", "e\u0301")) {
            keys.put(key, (long) keys.size());
        }
        for (Object value :
                List.of(
                        List.of(),
                        Map.of(),
                        List.of("b", "a", "b"),
                        List.of(3L, 1L, 2L),
                        List.of(Long.MAX_VALUE, -0.0, 1.0 / 3, true, " a\t", "<b>"),
                        Map.of("a", Long.MIN_VALUE, "b", -0.0, "c", " a\t", "d", "<b>"),
                        Arrays.asList("b", null, "a", "b"),
                        Collections.singletonList(null),
                        List.of(List.of("b"), List.of(), List.of("a")),
                        map,
                        keys)) {
            Check.same(
                    value,
                    Journey.wire(new SomeClass(value, null)).get("foo"),
                    "%s has changed. Lists keep length and order, maps their entries; null stays.",
                    Journey.exactly(value));
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
        enumAt("the tone of a submission", Journey.wire(Submissions.ORDINARY).get("tone"));
        for (Object value :
                List.of(
                        Tone.HEATED,
                        List.of(Tone.HEATED),
                        List.of(List.of(Tone.HEATED)),
                        Map.of("en", Tone.HEATED),
                        Optional.of(Tone.HEATED))) {
            enumAt(
                    value instanceof Tone
                            ? "in a component of the type Object"
                            : "in " + Journey.exactly(value),
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
        } catch (RuntimeException | Error refusal) {
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
                Tone.HEATED, %s, went out as %s. Its name() is "HEATED", and stays. toString() is \
                for people and may be reworded; ordinal() changes when someone adds a constant in \
                front; a class may move.\
                """,
                where,
                Journey.exactly(primitive));
    }

    @Test
    void what_is_there_twice_is_there_twice() {
        Together.theSameTwice();
    }

    @Test
    void a_list_or_a_map_may_hold_different_things() {
        Together.differentThings();
    }

    @Test
    void two_different_values_do_not_look_alike() {
        LookAlikes.mustDiffer();
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
                } catch (RuntimeException | Error refusal) {
                    Refused.isAnException(refusal, "A record that holds %s", odd);
                    continue;
                }
                Check.that(
                        seen instanceof String text && !text.isBlank()
                                || seen instanceof List
                                || seen instanceof Map
                                || seen instanceof Double number && number.equals(odd),
                        """
                        %s became %s, which another record may really hold. Leave it (the queue \
                        refuses it), refuse it, or give it a form of its own.\
                        """,
                        odd,
                        Journey.exactly(seen));
            }
        }
    }

    @Test
    void an_unknown_object_is_refused() {
        Journey.wire(new SomeClass("fine", 1));
        var stranger = new Strangers.Stranger();
        for (Object holder :
                List.of(
                        stranger,
                        List.of(stranger),
                        List.of(List.of(stranger)),
                        Map.of("who", stranger),
                        Optional.of(stranger))) {
            Strangers.refused(stranger, holder);
        }
        Strangers.refused(new Strangers.Mute(), new Strangers.Mute());
        Strangers.refused(new Strangers.Parcel(), new Strangers.Parcel());
        Strangers.refused(new Strangers.Nickname(), new Strangers.Nickname());
        Strangers.refused(new Strangers.Price(7), new Strangers.Price(7));
    }

    @Test
    void a_key_that_is_not_text_is_refused() {
        Journey.wire(new SomeClass(Map.of("1", "text"), 1));
        Strangers.keyRefused(Map.of(1, "number"));
        var both = new LinkedHashMap<Object, Object>();
        both.put(1, "number");
        both.put("1", "text");
        Strangers.keyRefused(both);
        Strangers.keyRefused(Strangers.afterText(1));
        Strangers.keyRefused(Strangers.afterText(new Strangers.Stranger()));
        Strangers.keyRefused(Strangers.afterText(null));
        Strangers.keyRefused(Map.of(true, 1));
        Strangers.keyRefused(Map.of(new Translation("Warum?", true), 1));
        Strangers.keyRefused(Map.of(new Strangers.Stranger(), 1));
        Strangers.keyRefused(Map.of(Tone.HEATED, 1));
        Strangers.keyRefused(Collections.singletonMap(null, 1));
        // These have a form as values, and it could be another entry's text.
        Strangers.keyRefused(Map.of(Instant.EPOCH, 1));
        Strangers.keyRefused(Map.of(BigDecimal.TEN, 1));
        Strangers.keyRefused(Map.of(Optional.of("text"), 1));
    }

    @Test
    void what_is_rare_loses_nothing_or_is_refused() {
        Rarity.all().forEach(Rarity::losesNothing);
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

    record Shelf(List<String> titles) implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return titles.iterator();
        }
    }

    @Test
    void a_record_that_can_be_iterated_over_is_a_record() {
        Journey.wire(Submissions.ADA);
        var shelf = new Shelf(List.of("Why?"));
        Object primitives;
        try {
            primitives = Deflater.deflate(new SomeClass(shelf, null)).get("foo");
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, "%s", shelf);
            return; // by hand, this record need not be known
        }
        Check.same(
                Map.of("titles", List.of("Why?")),
                primitives,
                """
                A record that implements Iterable. It is a record all the same, and becomes a map \
                of its components: ask for that first.\
                """);
    }

    @Test
    void many_refusals_change_nothing() {
        var fine = new SomeClass(new SomeClass("fine", 1), 2);
        Map<String, Object> before = Deflater.deflate(fine);
        var stranger = new SomeClass(new SomeClass(new Strangers.Stranger(), 1), 2);
        for (int i = 0; i < MANY; i++) {
            try {
                Deflater.deflate(stranger);
            } catch (RuntimeException | Error refusal) {
                Refused.rethrowTodo(refusal);
            }
        }
        Object made;
        try {
            made = Deflater.deflate(fine);
        } catch (RuntimeException | Error refusal) {
            made = Refused.said(refusal);
        }
        Check.same(
                before,
                made,
                """
                %d records were refused, one after the other; then came one that is fine. What a \
                refusal leaves behind (a depth, a list of what was seen) must not outlive it.\
                """
                        .formatted(MANY));
    }
}
