package workshop.step01;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static workshop.step01.Shown.brief;
import static workshop.step01.Shown.plain;
import static workshop.step01.Shown.shown;
import static workshop.step01.Shown.written;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.TaskQueue;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>null, booleans, Strings, Byte to Long, finite Floats and Doubles, Lists, and Maps with text
 *       keys pass, in each other, and come back with the same value. A list may be in two places.
 *   <li>Everything else is refused with an IllegalArgumentException, at any depth; so are other
 *       keys, a null key, and a list or map that holds itself.
 *   <li>The refusal names the class and the place, quotes no content, calls nothing of the refused
 *       object, and repairs nothing.
 * </ul>
 *
 * How the answer walks, and how it writes the place, is free.
 */
@Exercise(id = "1.7", title = "Primitives only", points = 15, stars = 2, edit = "StrictJson.java")
@ExtendWith(FreshQueue.class)
class StrictJsonTest {

    private static final String TYPED = "what an author typed";

    private final StrictJson json = new StrictJson();
    private final JsonRefusals refusals = new JsonRefusals(json);

    enum Colour {
        BLUE
    }

    record Point(int x, int y) {}

    static final class Pages implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return List.of("a").iterator();
        }
    }

    /** Jackson writes such a number as its toString() says, without quotes. */
    static final class Price extends Number {

        private static final long serialVersionUID = 1;

        @Override
        public int intValue() {
            return 5;
        }

        @Override
        public long longValue() {
            return 5;
        }

        @Override
        public float floatValue() {
            return 5;
        }

        @Override
        public double doubleValue() {
            return 5;
        }

        @Override
        public String toString() {
            return "5,\"admin\":true";
        }
    }

    /** Remembers what was asked of it. */
    static final class Watched {

        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        public String getBody() {
            asked.add("getBody()");
            return TYPED;
        }

        @Override
        public String toString() {
            asked.add("toString()");
            return TYPED;
        }
    }

    @Test
    void what_json_has_a_form_for_comes_back_as_it_went_in() {
        Stream.of(null, true, false, "", "NaN", "Grüße, 你好, \uD83D\uDC26 and \"quotes\"")
                .forEach(this::comesBack);
        Stream.of((byte) -7, (short) 300, 7, Integer.MIN_VALUE, Long.MAX_VALUE, 1L << 53 | 1)
                .forEach(this::comesBack);
        Stream.of(0.5f, 0.1f, -Float.MAX_VALUE, 0.1, Double.MIN_VALUE, -1e300, 3.0)
                .forEach(this::comesBack);
        Stream.of(List.of(), Arrays.asList(1, null, "a"), new LinkedList<>(List.of(1, 2)))
                .forEach(this::comesBack);
        Stream.of(List.of(1, 2, 3).subList(1, 3), Collections.unmodifiableList(Arrays.asList(4)))
                .forEach(this::comesBack);
        var withNull = new HashMap<String, Object>();
        withNull.put("nothing", null);
        Stream.of(
                        Map.of("", 1, " ", 2, "a.b[0]", 3),
                        Map.of(),
                        withNull,
                        Collections.unmodifiableMap(withNull),
                        new TreeMap<>(Map.of("a", List.of(Map.of("b", 1)))))
                .forEach(this::comesBack);

        assertThat(json.contentType())
                .withFailMessage(
                        "The content type is \"%s\"; a worker that accepts application/json goes"
                                + " by it.",
                        json.contentType())
                .isEqualTo("application/json");
    }

    @Test
    void honest_payloads_may_be_deep_and_wide_and_hold_one_list_twice() {
        comesBack("100 levels of lists and maps in each other", buried("at the bottom", 100));
        var tags = List.of("sky");
        comesBack(List.of(tags, tags));
        comesBack(Map.of("before", Map.of("tags", tags), "after", Map.of("tags", tags)));
        var address = Map.of("street", "Elm");
        comesBack(List.of(address, address));
        comesBack(Map.of("home", address, "work", address, "all", List.of(address)));
        var numbers = IntStream.range(0, 2000).boxed().toList();
        comesBack("a list of 2,000 numbers", numbers);
        comesBack(
                "a list of 2,000 lists",
                numbers.stream().map(i -> List.of("a", Map.of("b", i))).toList());
    }

    @Test
    void what_json_has_no_form_for_is_refused() {
        refusals.each(
                "Ask what may pass, not what may not: the list in the README is short.",
                List.of(
                        Native.DRAFT,
                        new Point(1, 2),
                        Colour.BLUE,
                        new Object(),
                        Instant.EPOCH,
                        new UUID(0, 1),
                        new Date(0),
                        URI.create("urn:a"),
                        Locale.ROOT,
                        String.class,
                        Optional.of("a"),
                        Optional.empty(),
                        'c',
                        new StringBuilder("a"),
                        new byte[] {1},
                        new int[] {1},
                        new String[] {"a"},
                        Set.of("a"),
                        new ArrayDeque<>(List.of("a")),
                        new HashMap<>(Map.of("a", "b")).values(),
                        new Pages(),
                        new AtomicBoolean(true),
                        new LookAlikes.String("a"),
                        new LookAlikes.Integer(1)));
    }

    @Test
    void numbers_that_do_not_come_back_as_they_were_are_refused() {
        refusals.each(
                "JSON has no NaN and no infinity, a BigDecimal is read as a double, and another"
                        + " Number may write what it likes. Six types are safe, two of them only"
                        + " while they are finite.",
                List.of(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        new BigDecimal("1.00"),
                        BigInteger.TWO,
                        new AtomicInteger(2),
                        new AtomicLong(2),
                        new Price()));
    }

    @Test
    void keys_that_are_not_text_are_refused() {
        var mixed = new LinkedHashMap<Object, Object>(Map.of("text", 1));
        mixed.put(5, "five");
        refusals.each(
                "JSON has only text as keys; any other key comes back as text. Look at each key.",
                List.of(
                        mixed,
                        Map.of(Colour.BLUE, 1),
                        Map.of('c', 1),
                        Map.of(new StringBuilder("a"), 1),
                        Map.of(Native.DRAFT, 1),
                        new TreeMap<>(Map.of(5L, 1))));
    }

    @Test
    void every_depth_is_looked_at() {
        var halves = Arrays.asList(0.5, Double.NaN);
        refusals.each(
                "Look into every list and into every value of a map, however deep it lies.",
                List.of(
                        List.of("fine", Native.DRAFT),
                        Map.of("a", Map.of("b", Set.of())),
                        List.of(Map.of("a", List.of(List.of(), halves))),
                        buried(new Point(1, 2), 50),
                        buried(Map.of(5, "five"), 50)));
    }

    @Test
    void the_refusal_says_which_class_and_where() {
        var lines = new ArrayList<Object>(Collections.nCopies(12, List.of(1, 2)));
        lines.add(Map.of("count", 2));
        lines.add(Map.of("gift", Native.DRAFT));
        var order = new LinkedHashMap<String, Object>();
        order.put("customer", Map.of("street", "Elm"));
        order.put("lines", lines);
        refusals.says(Map.of("order", order), "Draft", "order", "lines", "13", "gift");

        refusals.says(List.of("a", "b", Map.of("when", Instant.EPOCH)), "Instant", "2", "when");
        refusals.says(Map.of("prices", List.of(1, Map.of(4711, "x"))), "Integer", "prices", "1");
        refusals.says(Map.of("sums", List.of(1, BigInteger.TWO)), "BigInteger", "sums", "1");
        refusals.says(List.of(List.of(), List.of("a", Colour.BLUE)), "Colour", "1");
        refusals.says(Map.of("colours", Map.of(Colour.BLUE, "x")), "Colour", "colours");
        var nullKey = new HashMap<Object, Object>();
        nullKey.put(null, "no key");
        refusals.says(Map.of("keys", List.of(nullKey)), "null", "keys", "0");
        refusals.says(Map.of("sums", List.of(0.5, Double.NaN)), "Double", "sums", "1");
        refusals.says(List.of(Map.of("rate", Float.NEGATIVE_INFINITY)), "Float", "0", "rate");
        refusals.says(
                Map.of("gifts", Arrays.asList(null, null, "a", null, Native.DRAFT)),
                "Draft",
                "gifts",
                "4");
        Object deep = Map.of("gift", List.of(1, 2, 3, Native.DRAFT));
        for (String key : List.of("the innermost of all", "in the middle of it", "the outermost")) {
            deep = Map.of(key, Arrays.asList("a", "b", deep));
        }
        refusals.says(
                deep,
                "Draft",
                "the outermost",
                "in the middle of it",
                "the innermost of all",
                "gift",
                "3");
        record Local(int x) {} // has no canonical name
        refusals.says(Map.of("place", List.of(new Local(1))), "Local", "place", "0");
    }

    /** Whatever signs they hold: to a format or a pattern, these would mean something. */
    @Test
    void any_keys_may_be_on_the_way() {
        for (String key : List.of("100 %", "%s", "{off", "'", "$a", "\\", "a.b", "[x]", "\n")) {
            refusals.says(
                    Map.of("price", Map.of(key, List.of(1, Native.DRAFT))), "Draft", "price", "1");
        }
    }

    @Test
    void two_threads_are_told_their_own_places() {
        json.dumps(null);
        var one = SlowList.of("one");
        var two = SlowList.of("two");
        String alone = refusals.refusal(one) + " and " + refusals.refusal(two);
        String outcome = SlowList.atOnce(() -> refusals.refusal(one), () -> refusals.refusal(two));
        assertThat(outcome)
                .withFailMessage(
                        """
                        Two threads sent two payloads at the same time, and were told: "%s". One \
                        after the other, they are told: "%s". One serializer serves many threads: \
                        keep the place in parameters or local variables, not in a field.\
                        """,
                        outcome, alone)
                .isEqualTo(alone);
    }

    @Test
    void the_refusal_quotes_no_content_and_asks_the_object_nothing() {
        quietly(Map.of("draft", new Draft(TYPED, TYPED, List.of(TYPED))));
        quietly(Map.of(new Draft(TYPED, TYPED, List.of(TYPED)), "as a key"));
        quietly(List.of(TYPED, new StringBuilder(TYPED), TYPED));
        quietly(Map.of("named", Optional.of(TYPED), "beside", TYPED));
        quietly(Map.of("price", new BigDecimal("47.11")), "47.11");
        quietly(Map.of("prices", Map.of(4711, TYPED)), "4711");

        List<UnaryOperator<Object>> places = List.of(w -> w, List::of, w -> Map.of(w, 1));
        for (var place : places) {
            var watched = new Watched();
            quietly(place.apply(watched));
            assertThat(watched.asked)
                    .withFailMessage(
                            "Your dumps refuses the object, but calls its %s first. What an object"
                                    + " does when it is asked is not your business: the class is"
                                    + " enough to refuse it.",
                            watched.asked)
                    .isEmpty();
        }
    }

    @Test
    void a_null_key_is_refused() {
        var nullKey = new HashMap<Object, Object>();
        nullKey.put(null, "no key");
        refusals.each(
                "JSON has only text as keys, and null is none.",
                List.of(nullKey, List.of(Map.of("a", nullKey))));
    }

    @Test
    void what_holds_itself_is_refused() throws Exception {
        Cycles.check(json);
    }

    @Test
    void nothing_is_repaired_and_nothing_is_queued(TaskQueue queue) {
        var tags = Set.of("sky");
        var payload = new HashMap<String, Object>(Map.of("tags", tags));
        boolean refused = false;
        try {
            queue.enqueue("moderate", payload, json);
        } catch (IllegalArgumentException refusal) {
            refused = true;
        } catch (RuntimeException other) {
            fail(JsonRefusals.wrongEnd(shown(payload), other));
        }
        assertThat(payload.get("tags"))
                .withFailMessage(
                        """
                        Your dumps changed the caller's own map: its Set is now a %s. Refuse it, \
                        and leave the payload as it is.\
                        """,
                        payload.get("tags").getClass().getName())
                .isSameAs(tags);
        assertThat(refused).withFailMessage(() -> refusals.letThrough(List.of(payload))).isTrue();
        assertThat(queue.length())
                .withFailMessage("The call was refused, and yet a message is in the queue.")
                .isZero();
    }

    /** Lists and maps in turn, that many in each other, with the value at the bottom. */
    private static Object buried(Object value, int levels) {
        Object payload = value;
        for (int level = 0; level < levels; level++) {
            payload = level % 2 == 0 ? List.of(payload) : Map.of("deeper", payload);
        }
        return payload;
    }

    private void comesBack(Object sent) {
        comesBack(shown(sent), sent);
    }

    private void comesBack(String what, Object sent) {
        String before = plain(sent, 0);
        byte[] body;
        try {
            body = json.dumps(sent);
        } catch (RuntimeException | StackOverflowError | AssertionError refusal) {
            throw new AssertionError(
                    """
                    Your dumps does not take %s, which JSON has a form for. It ended in %s.%s%s\
                    """
                            .formatted(
                                    what,
                                    shown(refusal),
                                    others(sent),
                                    whenAskedAboutNull(sent, refusal)));
        }
        assertThat(plain(sent, 0))
                .withFailMessage(
                        "Your dumps changed the caller's own payload: it was %s, and is %s now.",
                        brief(before), shown(sent))
                .isEqualTo(before);
        Object received = loaded(sent, body);
        assertThat(same(sent, received))
                .withFailMessage(
                        """
                        %s did not come back as it was sent: your dumps wrote %s, and your loads \
                        made %s of it.\
                        """,
                        what, written(body), shown(received))
                .isTrue();
        AnyJson.check(json, sent, body, what);
    }

    /** A second look: which other values are refused, too? */
    private String others(Object sent) {
        if (sent instanceof Number) {
            String numbers =
                    refused(sent, (byte) 7, (short) 7, 7, 7L, 0.5f, 0.5)
                            .map(number -> number.getClass().getSimpleName())
                            .collect(joining(", "));
            return numbers.isEmpty() ? "" : " Nor does it take any %s.".formatted(numbers);
        }
        String others =
                refused(sent, "text", 7, true, List.of("a list"))
                        .map(Shown::shown)
                        .collect(joining(", "));
        return others.isEmpty() ? "" : " Nor does it take %s.%s".formatted(others, aPoint());
    }

    /** Those that are refused, and are of another kind than what was sent. */
    private Stream<Object> refused(Object sent, Object... values) {
        return Stream.of(values)
                .filter(value -> value.getClass() != sent.getClass())
                .filter(value -> !(value instanceof List && sent instanceof List))
                .filter(value -> !refusals.takes(value));
    }

    private String aPoint() {
        return refusals.takes(new Point(1, 2))
                ? " But it takes a Point: ask what the payload itself is, not what Jackson can make"
                        + " of it."
                : "";
    }

    /** A second look: is it the kind of map? */
    private String whenAskedAboutNull(Object sent, Throwable refusal) {
        return refusal instanceof NullPointerException
                        && sent instanceof Map<?, ?> map
                        && refusals.takes(new HashMap<>(map))
                ? " As a HashMap, it is taken: Map.of and TreeMap throw a NullPointerException when"
                        + " they are asked about a null key."
                : "";
    }

    private Object loaded(Object sent, byte[] body) {
        try {
            return json.loads(body);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (RuntimeException | StackOverflowError failure) {
            throw new AssertionError(
                    "Your dumps wrote %s as %s, and your loads could not read that. It ended in %s."
                            .formatted(shown(sent), written(body), shown(failure)));
        }
    }

    /** Equal, but for the types of numbers: JSON has only one. */
    static boolean same(Object sent, Object received) {
        if (sent instanceof List<?> list && received instanceof List<?> other) {
            return list.size() == other.size()
                    && IntStream.range(0, list.size())
                            .allMatch(i -> same(list.get(i), other.get(i)));
        }
        if (sent instanceof Map<?, ?> map && received instanceof Map<?, ?> other) {
            return map.keySet().equals(other.keySet())
                    && map.keySet().stream().allMatch(key -> same(map.get(key), other.get(key)));
        }
        if (sent instanceof Float number) {
            return received instanceof Number other && number == other.floatValue();
        }
        if (sent instanceof Number && received instanceof Number) {
            return new BigDecimal(sent.toString()).compareTo(new BigDecimal(received.toString()))
                    == 0;
        }
        return Objects.equals(sent, received);
    }

    private void quietly(Object payload) {
        quietly(payload, TYPED);
    }

    private void quietly(Object payload, String content) {
        String refusal = refusals.refusal(payload);
        assertThat(refusal)
                .withFailMessage(
                        """
                        The refusal quotes what is in the payload ("%s"). What an author typed \
                        does not belong in a log: name the class and the place, and leave out what \
                        toString() says.\
                        """,
                        brief(refusal))
                .doesNotContain(content);
    }
}
