package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
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
 *   <li>{@code Excerpt} stays a serializable record of a body, from and length.
 *   <li>Every part that lies within the text and has at least one char is let in as it was given,
 *       in every text.
 *   <li>The canonical constructor refuses every other, whoever makes it: {@code new}, Jackson,
 *       forged native bytes. It does not repair it, log it or assert.
 *   <li>It throws an exception that has a message, and no {@code Error}.
 * </ul>
 *
 * <p>You choose the exception, and how to check.
 */
@Exercise(
        id = "6.5",
        title = "No invalid value gets in",
        points = 15,
        stars = 2,
        edit = "Excerpt.java")
@ExtendWith(FreshQueue.class)
class ExcerptTest {

    private static final String BODY = "Buy now!";
    private static final List<String> TEXTS =
            List.of(BODY, "x", "", "\uD83D\uDC26 sings", "A longer text", "  ", " padded\n");

    @Test
    void it_is_still_a_serializable_record_of_the_same_components() {
        var type = Excerpt.class;
        Check.that(
                type.isRecord() && Serializable.class.isAssignableFrom(type),
                """
                Excerpt %s. The exercise is about the one door that a serializable record has: put \
                the check into its constructor, and leave the rest as it was.\
                """,
                type.isRecord() ? "no longer implements Serializable" : "is no longer a record");
        Check.same(
                List.of("String body", "int from", "int length"),
                Stream.of(type.getRecordComponents()).map(ExcerptTest::declaration).toList(),
                "The components of Excerpt: leave them as they were.");
    }

    private static String declaration(RecordComponent component) {
        return component.getType().getSimpleName() + " " + component.getName();
    }

    @Test
    void every_part_of_a_text_is_accepted() {
        for (var body : TEXTS) {
            for (int from = 0; from < body.length(); from++) {
                for (int length = 1; length <= body.length() - from; length++) {
                    accepted(body, from, length);
                }
            }
        }
        var longText = "word ".repeat(20_000);
        accepted(longText, 0, longText.length());
        accepted(longText, 24_999, 1);
        accepted(longText, 9_000, 9_000);
    }

    private static void accepted(String body, int from, int length) {
        var expected = body.substring(from, from + length);
        Excerpt made = null;
        String text = null;
        String seen;
        try {
            made = new Excerpt(body, from, length);
            text = made.text();
            seen = "is \"%s\"".formatted(cut(Journey.show(text))) + kept(made, body, from, length);
        } catch (RuntimeException | AssertionError | StackOverflowError refusal) {
            if (refusal instanceof RuntimeException && cutsAPair(body, from, length)) {
                return; // half a character may be none
            }
            seen =
                    refusal instanceof StackOverflowError
                            ? "ended in a StackOverflowError: your code calls itself without end"
                            : "was refused with " + Refused.said(refusal);
        }
        Check.that(
                expected.equals(text),
                """
                %s lies within the text, which has %d chars. It should be "%s", and %s.%s\
                """,
                call(body, from, length),
                body.length(),
                cut(Journey.show(expected)),
                seen,
                text != null ? "" : whyRefused(body, from, length));
        Check.that(
                !Excerpt.class.isRecord() || List.of(body, from, length).equals(components(made)),
                """
                %s has become %s. It was good as it was given: a constructor that checks changes \
                nothing.\
                """,
                call(body, from, length),
                cut(Journey.show(made)));
    }

    private static String whyRefused(String body, int from, int length) {
        if (takesLengthForTheEnd()) {
            return " Your constructor takes length for the index at which the part ends: it is the"
                    + " number of its chars.";
        }
        if (countsCodePoints(body, from, length)) {
            return """
             It has %d code points, and up to there it is accepted: from and length count chars, \
            as text() does.\
            """
                    .formatted(body.codePointCount(0, body.length()));
        }
        return isLetIn(body, from, length - 1) ? " One char less was accepted." : "";
    }

    /** Whether a text is taken to its end, unless it has characters of two chars each. */
    private static boolean countsCodePoints(String body, int from, int length) {
        int end = body.codePointCount(0, body.length());
        return end < from + length
                && isLetIn(BODY, 0, BODY.length())
                && isLetIn(body, from, end - from)
                && !isLetIn(body, from, end - from + 1);
    }

    private static boolean takesLengthForTheEnd() {
        return IntStream.range(0, BODY.length())
                .allMatch(
                        from ->
                                IntStream.rangeClosed(1, BODY.length())
                                        .allMatch(end -> isLetIn(BODY, from, end) == (from < end)));
    }

    private static String kept(Excerpt made, String body, int from, int length) {
        return !Excerpt.class.isRecord() || List.of(body, from, length).equals(components(made))
                ? ""
                : ": it holds from=%s and length=%s"
                        .formatted(components(made).get(1), components(made).get(2));
    }

    private static boolean cutsAPair(String body, int from, int length) {
        return IntStream.of(from, from + length)
                .filter(index -> index > 0 && index < body.length())
                .anyMatch(
                        index ->
                                Character.isSurrogatePair(
                                        body.charAt(index - 1), body.charAt(index)));
    }

    private static List<Object> components(Object record) {
        return Stream.of(record.getClass().getRecordComponents())
                .map(component -> Journey.get((Record) record, component))
                .toList();
    }

    private static String call(String body, int from, int length) {
        var text = body == null ? "null" : "\"%s\"".formatted(cut(Journey.show(body)));
        return "new Excerpt(%s, %d, %d)".formatted(text, from, length);
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    @Test
    void a_part_that_is_not_in_the_text_cannot_be_constructed() {
        for (var body : TEXTS) {
            int end = body.length();
            for (int from = -2; from <= end + 2; from++) {
                for (int length = -2; length <= end + 4; length++) {
                    if (from < 0 || length < 1 || from + length > end) {
                        refused(body, from, length);
                    }
                }
            }
            refused(body, 1, Integer.MAX_VALUE);
            refused(body, Integer.MAX_VALUE, 1);
            refused(body, Integer.MAX_VALUE, Integer.MAX_VALUE);
            refused(body, Integer.MIN_VALUE, 1);
            refused(body, Integer.MIN_VALUE, Integer.MIN_VALUE);
            refused(body, Integer.MIN_VALUE + 1, Integer.MAX_VALUE);
            refused(body, 0, Integer.MIN_VALUE);
        }
        refused(null, 0, 1);
    }

    private static void refused(String body, int from, int length) {
        refused(
                call(body, from, length),
                () -> new Excerpt(body, from, length),
                whyNot(body, from, length));
    }

    private static String whyNot(String body, int from, int length) {
        if (body == null) {
            return ": there is no text";
        }
        if (from < 0) {
            return ": characters are counted from 0";
        } else if (length < 1) {
            return ": a part has at least one character";
        }
        var chars = ": the text has %d chars".formatted(body.length());
        return from + length < 0
                ? chars + " (and the int %d + %d is %d)".formatted(from, length, from + length)
                : chars;
    }

    private static boolean isLetIn(String body, int from, int length) {
        try {
            return new Excerpt(body, from, length) != null;
        } catch (RuntimeException | Error refusal) {
            return false;
        }
    }

    /** A second look at what was let in: is it refused by another way in, or in a new text? */
    private static String checkedElsewhere(Object made) {
        if (!Excerpt.class.isInstance(made) || !Excerpt.class.isRecord()) {
            return "";
        }
        if (declaresReadObject()) {
            return "\nYour readObject is never called: Java makes a record by its constructor.";
        }
        if (remembersTexts()) {
            return "\nIn a text of which no part was asked for before, it is refused. Does your"
                    + " constructor remember texts?";
        }
        var values = components(made);
        var checked =
                doors().entrySet().stream()
                        .filter(door -> isShut(door.getValue(), values))
                        .filter(door -> !isShut(door.getValue(), List.of(BODY, 4, 3)))
                        .map(Map.Entry::getKey)
                        .collect(joining(", "));
        return checked.isEmpty()
                ? ""
                : "\nRefused with the same values: %s. So you check there, not in the constructor."
                        .formatted(checked);
    }

    private static boolean declaresReadObject() {
        return Stream.of(Excerpt.class.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("readObject"));
    }

    private static boolean remembersTexts() {
        return !isLetIn("A new text", -1, 3)
                && isLetIn("Another new text", 0, 1)
                && isLetIn("Another new text", -1, 3);
    }

    /** A way to come by an excerpt. */
    private interface Door {

        Object open(String body, int from, int length) throws Exception;
    }

    private static Map<String, Door> doors() {
        var doors = new LinkedHashMap<String, Door>();
        doors.put(
                "a native message",
                (body, from, length) -> fromBytes(toBytes(new Excerpt(body, from, length))));
        doors.put("a message read by Jackson", ExcerptTest::byJackson);
        for (var method : Excerpt.class.getDeclaredMethods()) {
            var parameters = List.of(method.getParameterTypes());
            if (Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() == Excerpt.class
                    && parameters.equals(List.of(String.class, int.class, int.class))) {
                method.setAccessible(true);
                doors.put(
                        "Excerpt.%s(…)".formatted(method.getName()),
                        (body, from, length) -> method.invoke(null, body, from, length));
            }
        }
        return doors;
    }

    private static Object byJackson(String body, int from, int length) {
        var payload = new HashMap<String, Object>();
        payload.put("body", body);
        payload.put("from", from);
        payload.put("length", length);
        return new JsonMapper().convertValue(payload, Excerpt.class);
    }

    private static boolean isShut(Door door, List<Object> values) {
        try {
            door.open((String) values.get(0), (int) values.get(1), (int) values.get(2));
            return false;
        } catch (RuntimeException | InvalidObjectException | InvocationTargetException refusal) {
            return true;
        } catch (Exception | Error another) {
            return false;
        }
    }

    @Test
    void a_forged_message_cannot_make_one(TaskQueue queue) {
        var received = new ArrayList<Excerpt>();
        queue.enqueue("look", Map.of("body", BODY, "from", 4, "length", 3), new JsonSerializer());
        queue.enqueue(
                "look", Map.of("body", BODY, "from", 4, "length", 3_000), new JsonSerializer());
        Worker.on(queue)
                .accept(new JsonSerializer())
                .maxDeliveries(1)
                .handle(
                        "look",
                        (payload, message) ->
                                received.add(new JsonMapper().convertValue(payload, Excerpt.class)))
                .drain();

        var letters = queue.deadLetters().stream().map(DeadLetter::reason).collect(joining("; "));
        Check.that(
                received.contains(new Excerpt(BODY, 4, 3)),
                "Jackson could not make an excerpt from a good message. The dead letter says: %s",
                letters);
        Check.that(
                received.size() == 1,
                """
                Two messages came in by way of Jackson; the second claims 3000 characters of \
                "%s", and the worker received %s. A record has one door, its canonical \
                constructor, and Jackson comes in through it, too: the check belongs there, not in \
                a factory or another method.\
                """,
                BODY,
                received);
        Check.that(
                queue.deadLetters().size() == 1,
                "The forged excerpt should be a dead letter, and there are %d.",
                queue.deadLetters().size());
    }

    @Test
    void native_serialization_calls_the_constructor_of_a_record_but_not_of_a_class()
            throws Exception {
        var old = (OldExcerpt) fromBytes(lengthOf(3_000, toBytes(new OldExcerpt(BODY, 4, 3))));
        Check.that(
                old.length() == 3_000,
                "OldExcerpt, a careful class, read from forged bytes, has become %s.",
                old);

        byte[] forged = lengthOf(3_000, toBytes(new Excerpt(BODY, 4, 3)));
        refused("Your record from forged native bytes", () -> fromBytes(forged), "");
    }

    private static void refused(String what, Callable<?> making, String why) {
        Refused.by(
                making,
                what,
                made ->
                        NO_SUCH_PART.formatted(why)
                                + Refused.skippedAssert(Excerpt.class)
                                + checkedElsewhere(made));
    }

    private static final String NO_SUCH_PART =
            """
            There is no such part%s. text() will fail, or show what no one meant, later and far \
            away. Every excerpt passes through the canonical constructor: refuse it there, and do \
            not repair it.\
            """;

    private static byte[] toBytes(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object fromBytes(byte[] bytes) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    /**
     * Finds from (4) and length (3) side by side in the stream; these eight bytes appear in it only
     * once.
     */
    private static byte[] lengthOf(int length, byte[] bytes) {
        byte[] forged = bytes.clone();
        var buffer = ByteBuffer.wrap(forged);
        for (int at = 0; at + 8 <= forged.length; at++) {
            if (buffer.getInt(at) == 4 && buffer.getInt(at + 4) == 3) {
                buffer.putInt(at + 4, length);
                return forged;
            }
        }
        throw new IllegalStateException("The stream does not hold from=4 and length=3.");
    }
}
