package workshop.step06;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one record holds side by side, and one call after another. */
final class Together {

    private static final BigDecimal PRICE = new BigDecimal("5.00");
    private static final Instant WHEN = Instant.parse("2025-11-22T09:00:00.000000001Z");
    private static final Translation TRANSLATION = new Translation("Warum?", true);
    private static final Map<String, Object> ON_THE_WIRE =
            Map.of("text", "Warum?", "reviewed", true);

    private Together() {}

    /** Fails if a call depends on those before it, or changes what they returned. */
    static void everyCallBeginsWithNothing() {
        var list = new ArrayList<Object>(List.of("a"));
        var record = new SomeClass(list, TRANSLATION);
        var primitives = Journey.deflated(record);
        var wire = Journey.wire(record);
        Check.same(
                Map.of("foo", List.of("a"), "bar", ON_THE_WIRE),
                wire,
                "%s, deflated a second time. Does your code keep something from the first?",
                record);

        Journey.wire(new SomeClass("another", Submissions.ADA));
        Check.same(
                wire,
                Journey.overTheWire(primitives),
                "The map made of %s, after another record was deflated. Do they share a map?",
                record);

        list.add("b");
        Check.that(
                !wire.equals(Journey.wire(record)),
                """
                %s went out as %s, as it did before its list had grown. Does your code remember \
                the record?\
                """,
                record,
                Journey.exactly(wire));
    }

    /** Fails if one part of a list or a map decides for the others. */
    static void differentThings() {
        for (Object first :
                Arrays.asList(null, 7L, "text", true, List.of(), Map.of(), List.of(7L))) {
            var list =
                    Arrays.asList(first, TRANSLATION, Tone.HEATED, Optional.of(PRICE), PRICE, WHEN);
            var onTheWire = Journey.wire(new SomeClass(list, null)).get("foo");
            var same =
                    onTheWire instanceof List<?> seen
                            && seen.size() == list.size()
                            && ON_THE_WIRE.equals(seen.get(1))
                            && "HEATED".equals(seen.get(2));
            Check.that(
                    same,
                    """
                    The list %s went out as %s. Each element becomes what it is, whatever the \
                    others are.\
                    """,
                    Journey.exactly(list),
                    Journey.exactly(onTheWire));
            var map = new LinkedHashMap<String, Object>();
            map.put("a", first);
            map.put("b", TRANSLATION);
            map.put("c", Tone.HEATED);
            map.put("d", Optional.of(PRICE));
            map.put("e", PRICE);
            map.put("f", WHEN);
            var seen = (Map<?, ?>) Journey.wire(new SomeClass(map, null)).get("foo");
            Check.that(
                    ON_THE_WIRE.equals(seen.get("b")) && "HEATED".equals(seen.get("c")),
                    """
                    The map %s went out as %s. Each value becomes what it is, whatever the others \
                    are.\
                    """,
                    Journey.exactly(map),
                    Journey.exactly(seen));
        }
    }

    /** Fails if equal parts, or the same part twice, are taken for a circle or left out. */
    static void theSameTwice() {
        var equal = new Translation("Warum?", true);
        var list = List.of(TRANSLATION, TRANSLATION, equal);
        Object wires = List.of(ON_THE_WIRE, ON_THE_WIRE, ON_THE_WIRE);
        twice(new SomeClass(list, list), Map.of("foo", wires, "bar", wires));
        twice(
                new SomeClass(new SomeClass(TRANSLATION, 1L), equal),
                Map.of("foo", Map.of("foo", ON_THE_WIRE, "bar", 1L), "bar", ON_THE_WIRE));
        var author = new Author("Ada", List.of(Instant.EPOCH, Instant.EPOCH), Optional.empty());
        var wire = Journey.wire(new SomeClass(author, author));
        Check.same(wire.get("foo"), wire.get("bar"), "The same author, once as foo, once as bar.");
    }

    private static void twice(Record record, Map<String, Object> expected) {
        Check.same(
                expected,
                Journey.wire(record),
                "%s holds the same more than once, and nothing in it contains itself.",
                record);
    }
}
