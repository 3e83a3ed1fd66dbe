package workshop.step06;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pairs of different values that careless forms make alike. */
final class LookAlikes {

    /** In tenths, like the decimals beside which it is used. */
    private static final BigDecimal TWO_TO_THE_64 = new BigDecimal(BigInteger.TWO.pow(64), 1);

    private LookAlikes() {}

    static void mustDiffer() {
        pairs().forEach(Pair::mustNotLookAlike);
        allDiffer("moments", MOMENTS.stream().map(Instant::parse));
        allDiffer("decimals", DECIMALS.stream().map(BigDecimal::new));
    }

    /**
     * Half a day, a month or an era apart, in two years that have one week, whenever a week begins,
     * and beyond what milliseconds and nanoseconds hold.
     */
    private static final List<String> MOMENTS =
            List.of(
                    "2025-11-22T09:00:00Z",
                    "2025-11-22T21:00:00Z",
                    "2025-11-22T10:00:00Z",
                    "2025-11-22T09:11:00Z",
                    "2025-11-22T09:00:01Z",
                    "2025-11-22T09:00:00.001Z",
                    "2025-11-22T09:00:00.000001Z",
                    "2025-09-22T09:00:00Z",
                    "2025-11-20T09:00:00Z",
                    "1925-11-22T09:00:00Z",
                    "+12025-11-22T09:00:00Z",
                    "2025-12-30T09:00:00Z",
                    "2026-12-30T09:00:00Z",
                    "2021-12-31T09:00:00Z",
                    "2022-12-31T09:00:00Z",
                    "2023-12-31T09:00:00Z",
                    "0000-11-22T09:00:00Z",
                    "0001-11-22T09:00:00Z",
                    "-0043-11-22T09:00:00Z",
                    "0044-11-22T09:00:00Z",
                    "1500-11-22T09:00:00Z",
                    "1600-11-22T09:00:00Z",
                    "2300-11-22T09:00:00Z",
                    "2400-11-22T09:00:00Z",
                    "-300000000-11-22T09:00:00Z",
                    "-300000001-11-22T09:00:00Z",
                    "+300000000-11-22T09:00:00Z",
                    "+300000001-11-22T09:00:00Z");

    private static final List<String> DECIMALS =
            List.of(
                    "0.3",
                    "0.30000000000000001",
                    "-0.3",
                    "1E+1",
                    "10",
                    "1E+4",
                    "10E+3",
                    "1E+400",
                    "1E+401",
                    "1E-400",
                    "1E-401");

    private static void allDiffer(String what, Stream<?> values) {
        var seen = new HashMap<Object, Object>();
        values.forEach(
                value -> {
                    var other = seen.put(Journey.wire(new SomeClass(value, null)), value);
                    if (other != null) {
                        new Pair("two " + what, other, value).mustNotLookAlike();
                    }
                });
    }

    private static Stream<Pair> pairs() {
        var when = Instant.parse("2025-11-22T09:00:00.000000001Z");
        var zero = BigDecimal.ZERO;
        return Stream.of(
                new Pair(
                        "a long beyond 2^53, and the next one",
                        new Figures(0, 9_007_199_254_740_992L, 0, zero),
                        new Figures(0, 9_007_199_254_740_993L, 0, zero)),
                new Pair(
                        "a bounty of 5.0 and one of 5.00",
                        new Figures(0, 0, 0, new BigDecimal("5.0")),
                        new Figures(0, 0, 0, new BigDecimal("5.00"))),
                new Pair("5.0 and 5.00", new BigDecimal("5.0"), new BigDecimal("5.00")),
                new Pair(
                        "5.0 and 5.00 in a list",
                        List.of(new BigDecimal("5.0")),
                        List.of(new BigDecimal("5.00"))),
                new Pair(
                        "5.0 and 5.00 in an Optional in a map",
                        Map.of("a", Optional.of(new BigDecimal("5.0"))),
                        Map.of("a", Optional.of(new BigDecimal("5.00")))),
                new Pair(
                        "moments in a map, a nanosecond apart",
                        Map.of("a", when),
                        Map.of("a", when.plusNanos(1))),
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
                        new Translation("e\u0301", true)));
    }

    private static Pair empty(Object value) {
        return new Pair(
                "an empty Optional, and one of %s \"%s\""
                        .formatted(value.getClass().getSimpleName(), value),
                Optional.empty(),
                Optional.of(value));
    }

    private record Pair(String what, Object one, Object other) {

        void mustNotLookAlike() {
            var wire = Journey.wire(asRecord(one));
            Check.that(
                    !wire.equals(Journey.wire(asRecord(other))),
                    """
                    Two different values (%s) became the same: %s and %s are both %s now, and no \
                    one can tell them apart again.\
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
}
