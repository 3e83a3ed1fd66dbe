package workshop.step06;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A value that a record seldom holds. It may be refused; if it has a form, an equal one has the
 * same, and another one has not.
 */
record Rarity(Object value, Object twin, Object other) {

    private static final String NO_TEXT =
            """
             \\ufffd is what Java's decoders write for bytes that are no text: give a byte[] an \
            exact form, such as Base64 or a list of numbers, or refuse it.\
            """;

    void losesNothing() {
        var what = named(value);
        Object form;
        try {
            form = form(value);
        } catch (RuntimeException | Error refusal) {
            Refused.isAnException(refusal, what);
            Check.that(
                    refusal instanceof IllegalArgumentException,
                    "%s was refused with %s, and not with an IllegalArgumentException.",
                    what,
                    Refused.said(refusal));
            return;
        }
        var foreigner = Journey.firstForeigner("foo", form);
        Check.that(
                foreigner == null,
                """
                %s: %s in the result. JSON has no form for it, and refuses it later: give it a \
                form or throw an IllegalArgumentException.\
                """,
                what,
                foreigner);
        Check.that(
                Objects.equals(form, form(twin)),
                "%s goes out as %s, and an equal one as %s: no one can read that.",
                what,
                Journey.show(form),
                Journey.show(form(twin)));
        Check.that(
                !Objects.equals(form, form(other)),
                "%s goes out as %s, and so does %s: something was lost.%s",
                what,
                Journey.exactly(form),
                isOfPrimitives(other) ? "another" : named(other).replaceFirst("^The", "the"),
                String.valueOf(form).contains("\ufffd") ? NO_TEXT : "");
    }

    private static String named(Object value) {
        if (value instanceof Set<?> set) {
            return "The set " + Journey.exactly(List.copyOf(set));
        }
        if (value instanceof Object[] array) {
            return "The array " + Journey.exactly(List.of(array));
        }
        var type = value.getClass();
        var shown = type.isArray() ? "" : " " + Journey.show(value);
        return "The %s%s".formatted(type.getSimpleName(), shown);
    }

    private static boolean isOfPrimitives(Object value) {
        return value.getClass().isArray() && !(value instanceof Object[]);
    }

    private static Object form(Object value) {
        return Deflater.deflate(new SomeClass(value, null)).get("foo");
    }

    private static Set<String> inOrder(String... elements) {
        return new LinkedHashSet<>(List.of(elements));
    }

    static Stream<Rarity> all() {
        var big = BigInteger.TWO.pow(70);
        var here = new Translation("Warum?", true);
        var there = new Translation("Warum?", false);
        var now = Instant.EPOCH;
        return Stream.of(
                new Rarity(big, big.add(BigInteger.ZERO), big.add(BigInteger.ONE)),
                new Rarity(big, big.add(BigInteger.ZERO), big.add(BigInteger.TWO.pow(64))),
                new Rarity(new AtomicLong(5), new AtomicLong(5), new AtomicLong(6)),
                new Rarity(new byte[] {1, -1}, new byte[] {1, -1}, new byte[] {1, -2}),
                new Rarity(new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 3}),
                new Rarity(new String[] {"a"}, new String[] {"a"}, new String[] {"b"}),
                new Rarity(Set.of("a"), Set.of("a"), Set.of("b")),
                new Rarity(Set.of(here), Set.of(here), Set.of(there)),
                new Rarity(Set.of(Tone.HEATED), Set.of(Tone.HEATED), Set.of(Tone.CALM)),
                new Rarity(Set.of(now), Set.of(now), Set.of(now.plusNanos(1))),
                new Rarity(Set.of(7L), Set.of(7L), Set.of("7")),
                new Rarity(Set.of("a, b"), Set.of("a, b"), inOrder("a", "b")),
                new Rarity(Set.of("a,b"), Set.of("a,b"), inOrder("a", "b")),
                new Rarity(new Object[] {7L}, new Object[] {7L}, new Object[] {"7"}),
                new Rarity(new String[] {"a, b"}, new String[] {"a, b"}, new String[] {"a", "b"}),
                new Rarity(new String[] {"a,b"}, new String[] {"a,b"}, new String[] {"a", "b"}),
                new Rarity(new Date(1), new Date(1), new Date(2)),
                new Rarity(new Object[] {here}, new Object[] {here}, new Object[] {there}),
                new Rarity(
                        new ArrayDeque<>(List.of(here)),
                        new ArrayDeque<>(List.of(here)),
                        new ArrayDeque<>(List.of(there))),
                new Rarity('a', 'a', 'b'),
                new Rarity((short) 1, (short) 1, (short) 2),
                new Rarity(0.1f, 0.1f, 0.2f),
                new Rarity(
                        LocalDate.of(2025, 10, 26),
                        LocalDate.of(2025, 10, 26),
                        LocalDate.of(2025, 10, 27)),
                new Rarity(new UUID(1, 2), new UUID(1, 2), new UUID(1, 3)));
    }
}
