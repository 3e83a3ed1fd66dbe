package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Exercise;
import workshop.grading.queue.FreshQueue;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>What travels is what {@link Deflater#deflate} makes of the record, and {@code send} returns
 *       the message's id. So a submission, or a record with an entity's name and id, may travel.
 *   <li>An entity is refused wherever it hides: in a component, a list, a set, a map and its keys,
 *       an optional, an array, another record, an entry, behind a getter. It is known by its
 *       annotation, on its class or any superclass.
 *   <li>Each call sends one message, also of a record that was sent before.
 *   <li>Refused means an exception at the call, and nothing in the queue. It names the entity's
 *       class, or the class of what this answer does not look into.
 * </ul>
 *
 * <p>You choose how to find it, and may refuse whatever you cannot look into.
 */
@Exercise(
        id = "6.6",
        title = "Your data model is not your entities",
        points = 10,
        stars = 2,
        edit = "RecordSender.java")
@ExtendWith(FreshQueue.class)
class EntityTest {

    /** Another library's: a graph's, for instance. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Entity {}

    /** Has an annotation that is called like JPA's, and is no entity of JPA's. */
    @Entity
    record Vertex(String name) {}

    private static final Record A_WORD = new SomeClass("Question", 7L);

    /** Looks like an entity, and is none. */
    record Reference(Long id, String name, List<Long> others, Optional<String> by) {

        public Long getId() {
            return id;
        }
    }

    @Test
    void an_entity_is_refused_at_the_call_and_nothing_is_queued(TaskQueue queue) {
        Hideouts.all()
                .forEach((where, value) -> refused(queue, where, new SomeClass("spam", value)));
        refused(queue, "an entity as a component", new Hideouts.Flag("spam", Hideouts.QUESTION));
    }

    private static void refused(TaskQueue queue, String where, Record payload) {
        String id = null;
        Throwable refusal = null;
        try {
            id = RecordSender.send(queue, "moderate", payload);
        } catch (RuntimeException | Error e) {
            Refused.rethrowTodo(e);
            refusal = e;
        }
        var sent = received(queue);
        Check.that(
                sent.isEmpty(),
                """
                A record with %s was sent%s: %s. Nothing should have been sent. If the entity's \
                columns are in the message, the row may have changed by the time a worker reads \
                them, and saving them undoes that change. Refuse the entity at the call, before \
                anything is enqueued; its id may travel.%s\
                """,
                where,
                refusal == null ? "" : ", and refused only afterwards",
                Journey.show(sent.values()),
                sent.isEmpty() ? "" : others(queue, where) + anotherForm(queue));
        Check.that(
                refusal != null,
                """
                A record with %s: nothing was enqueued, and send returned %s. The caller will \
                believe that it was sent: throw an exception.\
                """,
                where,
                Journey.exactly(id));
        Refused.isAnException(refusal, "A record with %s", where);
        var said = Refused.said(refusal);
        var named = names(payload).stream().anyMatch(said::contains);
        Check.that(
                named,
                "A record with %s was refused with %s. %s",
                where,
                said,
                named ? "" : whyItNamesNone(queue, said));
    }

    private static final int MOST_EXAMPLES = 8;

    /** A second look: where else does an entity get through? */
    private static String others(TaskQueue queue, String first) {
        var hidden = Hideouts.all();
        var sent =
                hidden.keySet().stream()
                        .filter(where -> isSent(queue, new SomeClass("spam", hidden.get(where))))
                        .toList();
        if (sent.size() == hidden.size()) {
            return " Every other record in which this test hides an entity was sent, too."
                    + leftOut(queue);
        }
        var before = List.copyOf(hidden.keySet()).indexOf(first);
        var remembered =
                hidden.keySet().stream().limit(Math.max(before, 0)).anyMatch(sent::contains);
        var others = sent.stream().filter(where -> !where.equals(first)).toList();
        if (others.isEmpty()) {
            return "";
        }
        var more = others.size() - MOST_EXAMPLES;
        return "\nAlso sent: %s%s.%s"
                .formatted(
                        others.stream().limit(MOST_EXAMPLES).collect(joining("; ")),
                        more > 0 ? "; and in %d more places".formatted(more) : "",
                        remembered ? REMEMBERED : rule(sent));
    }

    private static final String REMEMBERED =
            " Some of these were refused the first time. Does your code remember what it has looked"
                    + " at?";

    private static String rule(List<String> sent) {
        if (sent.contains(Hideouts.ANYWHERE)) {
            return "";
        }
        if (!Collections.disjoint(sent, Hideouts.OTHER_CLASSES)) {
            return KNOWN_BY;
        }
        return sent.containsAll(Hideouts.HOLDERS)
                ? " Each of these can hold an object: look into it, or refuse what you do not know."
                : "";
    }

    private static final String KNOWN_BY =
            " An entity is known by the annotation @Entity on its class or on a superclass,"
                    + " whatever its package, its name, its fields or its getters.";

    /** A second look: what becomes of an entity where a component is declared to be one? */
    private static String leftOut(TaskQueue queue) {
        var flag = new Hideouts.Flag("spam", Hideouts.QUESTION);
        try {
            RecordSender.send(queue, "moderate", flag);
        } catch (RuntimeException | Error refusal) {
            // What counts is what is in the queue.
        }
        return received(queue).values().stream()
                .filter(sent -> sent instanceof Map<?, ?> map && map.get("about") == null)
                .map(
                        sent ->
                                " In %s, it was left out without a word (%s), which is no refusal."
                                        .formatted(Shapes.declaration(Hideouts.Flag.class), sent))
                .collect(joining());
    }

    private static boolean isSent(TaskQueue queue, Record payload) {
        try {
            RecordSender.send(queue, "moderate", payload);
        } catch (RuntimeException | Error refusal) {
            // What counts is what is in the queue.
        }
        return !received(queue).isEmpty();
    }

    /** A second look at a refusal that names no entity: is a record without one refused, too? */
    private static String whyItNamesNone(TaskQueue queue, String first) {
        var harmless = new SomeClass("spam", 7L);
        var refusal = refusalOf(queue, harmless);
        if (refusal == null) {
            harmless = new SomeClass("spam", new SomeClass("spam", 7L));
            refusal = refusalOf(queue, harmless);
        }
        if (refusal == null) {
            return "Whoever reads that wants to know which class to look for: name the entity's, or"
                    + " that of what you cannot look into.";
        }
        var said = Refused.said(refusal);
        return "%s holds no entity and was refused, too%s.%s%s"
                .formatted(
                        harmless,
                        said.equals(first) ? "" : ", with " + said,
                        harmless.bar() instanceof Long ? " Is every record refused?" : "",
                        said.contains("JSON has no form for a workshop.step06.SomeClass")
                                ? " The kit's JSON knows no records: give it what the Deflater"
                                        + " makes of one."
                                : "");
    }

    /** How a record is refused; null if it is sent. */
    private static Throwable refusalOf(TaskQueue queue, Record payload) {
        try {
            RecordSender.send(queue, "moderate", payload);
            return null;
        } catch (RuntimeException | Error refusal) {
            return refusal;
        } finally {
            received(queue);
        }
    }

    /** The names of the classes that a refusal may complain of: the entity's, and what holds it. */
    private static List<String> names(Object value) {
        var names = new ArrayList<String>();
        names.add(value.getClass().getSimpleName());
        names.add(value.getClass().getName());
        if (value instanceof Record record) {
            for (var component : record.getClass().getRecordComponents()) {
                var part = Journey.get(record, component);
                if (!(part instanceof String)) {
                    names.addAll(names(part));
                }
            }
            names.removeIf(name -> name.endsWith("SomeClass"));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> names.addAll(names(each)));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> names.addAll(names(each)));
        }
        if (value.getClass().isArray()) {
            names.addAll(List.of("array", "Array"));
        }
        for (var each : List.of(Set.class, Map.Entry.class, Iterator.class, Stream.class)) {
            if (each.isInstance(value)) {
                names.add(each.getSimpleName());
                names.add(each.getSimpleName().toLowerCase(Locale.ROOT));
            }
        }
        names.addAll(List.of("Question", "Photograph", "Portrait", "Miniature"));
        return names;
    }

    /** What is in the queue, by the messages' ids. */
    private static Map<String, Object> received(TaskQueue queue) {
        var received = new LinkedHashMap<String, Object>();
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (payload, message) -> received.put(message.id(), payload))
                .drain();
        return received;
    }

    @Test
    void what_the_deflater_makes_of_a_record_travels(TaskQueue queue) {
        travels(queue, A_WORD);
        travels(queue, new Reference(7L, "Question", List.of(8L), Optional.of("Ada")));
        travels(queue, Submissions.ADA);
        if (isKnownToTheDeflater(new Vertex("Why?"))) {
            travels(queue, new Vertex("Why?"));
        }
        travels(queue, Submissions.ORDINARY);
        travels(
                queue,
                new SomeClass(
                        List.of(Optional.of(new Attachment("sky.png", 7)), Tone.HEATED),
                        Collections.singletonMap("de", new Translation("Warum?", false))));
        travels(queue, new SomeClass(null, Optional.empty()));
    }

    /** By hand, this record need not be known. */
    private static boolean isKnownToTheDeflater(Record record) {
        try {
            Deflater.deflate(record);
            return true;
        } catch (RuntimeException refusal) {
            return false;
        }
    }

    private static void travels(TaskQueue queue, Record payload) {
        String id;
        try {
            id = RecordSender.send(queue, "moderate", payload);
        } catch (RuntimeException | Error refusal) {
            Refused.rethrowTodo(refusal);
            throw new AssertionError(
                    "%s holds no entity and should travel. It was refused with %s. %s"
                            .formatted(
                                    Journey.show(payload),
                                    Refused.said(refusal),
                                    whyRefused(queue, payload)),
                    refusal);
        }
        var received = received(queue);
        Check.that(
                received.size() == 1,
                """
                %s was sent once, for the task "moderate", and the worker of that task received %d \
                messages. send returned %s.%s\
                """,
                Journey.brief(payload),
                received.size(),
                Journey.exactly(id),
                deadLetters(queue));
        Check.same(
                Journey.wire(payload),
                received.values().iterator().next(),
                """
                %s as the worker received it. What travels is what your Deflater (6.1) makes of \
                the record.%s\
                """,
                Journey.brief(payload),
                received.toString().contains(Tone.HEATED.toString()) ? JACKSONS_FORM : "");
        Check.that(
                received.containsKey(id),
                """
                %s was sent, and is in the queue under the id %s, but send returned %s. Return the \
                message's id: enqueue knows it.\
                """,
                Journey.brief(payload),
                received.keySet(),
                Journey.exactly(id));
    }

    private static final String JACKSONS_FORM =
            " (Jackson alone writes a tone by its label, and rounds or refuses a bounty.)";

    @Test
    void a_record_that_is_sent_again_travels_again(TaskQueue queue) {
        var payload = new SomeClass("spam", 7L);
        RecordSender.send(queue, "moderate", payload);
        RecordSender.send(queue, "moderate", new SomeClass("spam", payload.bar()));
        RecordSender.send(queue, "archive", payload);
        var received = new ArrayList<String>();
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (sent, message) -> received.add("moderate"))
                .handle("archive", (sent, message) -> received.add("archive"))
                .drain();
        Check.same(
                List.of("moderate", "moderate", "archive"),
                received,
                """
                %s was sent twice for the task "moderate" and once for "archive". Each call \
                of send is a message of its own. The tasks that the workers received:\
                """,
                payload);
    }

    /** A second look: does the Deflater refuse it, too, and what do other records meet? */
    private static String whyRefused(TaskQueue queue, Record payload) {
        try {
            Journey.overTheWire(Deflater.deflate(payload));
        } catch (RuntimeException | Error refusal) {
            return "Deflater.java (6.1) does not make it primitives, either: %s."
                    .formatted(Refused.said(refusal));
        }
        var spam = new SomeClass("spam", 7L);
        var nameless = new SomeClass(List.of(8L), Optional.of("Ada"));
        if (refusalOf(queue, spam) != null) {
            return "So was %s. Is every record refused?".formatted(spam);
        }
        var like = payload instanceof Reference ? nameless : spam;
        var isNamed = payload instanceof Reference || payload.equals(A_WORD);
        if (isNamed && refusalOf(queue, like) == null) {
            return "%s travels.%s".formatted(like, KNOWN_BY);
        }
        return "What travels is what your Deflater (6.1) makes of the record.";
    }

    private static String deadLetters(TaskQueue queue) {
        return queue.deadLetters().stream()
                .map(letter -> " There is a dead letter: " + letter.reason())
                .collect(joining());
    }

    /** A second look at an answer that lets an entity through: what form does it send? */
    private static String anotherForm(TaskQueue queue) {
        var payload = new SomeClass(Tone.HEATED, 7L);
        try {
            RecordSender.send(queue, "moderate", payload);
        } catch (RuntimeException refusal) {
            return "";
        }
        var sent = received(queue).values();
        return sent.contains(Journey.wire(payload))
                ? ""
                : "\nThe form is not your Deflater's (6.1), either: %s arrived as %s."
                        .formatted(Journey.show(payload), Journey.show(sent));
    }
}
