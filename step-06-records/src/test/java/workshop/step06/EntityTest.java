package workshop.step06;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.forum.Post;
import workshop.forum.Question;
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

    private static final Question QUESTION = new Question("Why is the sky blue?");

    @Entity
    static class Photograph {

        @Id private Long id;

        public Long getId() {
            return id;
        }
    }

    static class Portrait extends Photograph {}

    static class Miniature extends Portrait {}

    static class Album extends ArrayList<Object> {

        private static final long serialVersionUID = 1;
    }

    static class Register extends HashMap<Object, Object> {

        private static final long serialVersionUID = 1;
    }

    public static class Envelope {

        public Question getIt() {
            return QUESTION;
        }
    }

    record Flag(String reason, Question about) {}

    record Duplicates(List<? extends Post> posts) {}

    /** Looks like an entity, and is none. */
    record Reference(Long id, String name, List<Long> others, Optional<String> by) {

        public Long getId() {
            return id;
        }
    }

    private static Map<String, Object> hidden() {
        var hidden = new LinkedHashMap<String, Object>();
        hidden.put(ANYWHERE, QUESTION);
        hidden.put("as a component of a record in it", new Flag("spam", QUESTION));
        hidden.put("in a list", List.of(QUESTION));
        hidden.put("in a list in a record", new Duplicates(List.of(QUESTION)));
        hidden.put("at the end of a list", List.of("spam", 7, QUESTION));
        hidden.put("in a set", Set.of(QUESTION));
        hidden.put("in a map", Map.of("en", QUESTION));
        hidden.put("as the key of a map", Map.of(QUESTION, "en"));
        hidden.put("in an Optional", Optional.of(QUESTION));
        hidden.put("in an array", new Question[] {QUESTION});
        hidden.put("in an array of anything", new Object[] {"spam", QUESTION});
        hidden.put(
                "three records deep",
                new SomeClass(1, List.of(new SomeClass(Map.of("en", new Flag("a", QUESTION)), 2))));
        hidden.put("of a subclass that Hibernate made for lazy loading", hibernateProxy());
        hidden.put(SOMEONE_ELSES, new Photograph());
        hidden.put("whose superclass is the entity", new Portrait());
        hidden.put("whose superclass's superclass is the entity", List.of(new Miniature()));
        hidden.put("behind a getter", new Envelope());
        hidden.put("in an entry", Map.entry("en", QUESTION));
        hidden.put("as the key of an entry", List.of(Map.entry(QUESTION, "en")));
        hidden.put("in an AtomicReference", new AtomicReference<>(QUESTION));
        hidden.put("in an iterator", List.of(QUESTION).iterator());
        hidden.put("in a stream", Stream.of(QUESTION));
        var album = new Album();
        album.add(QUESTION);
        hidden.put("in a class that extends ArrayList", album);
        var register = new Register();
        register.put(QUESTION, "en");
        hidden.put("as a key in a class that extends HashMap", register);
        return hidden;
    }

    @Test
    void an_entity_is_refused_at_the_call_and_nothing_is_queued(TaskQueue queue) {
        hidden().forEach((where, value) -> refused(queue, where, new SomeClass("spam", value)));
        refused(queue, "as a component", new Flag("spam", QUESTION));
    }

    private static void refused(TaskQueue queue, String where, Record payload) {
        String id = null;
        RuntimeException refusal = null;
        try {
            id = RecordSender.send(queue, "moderate", payload);
        } catch (RuntimeException e) {
            Refused.rethrowTodo(e);
            refusal = e;
        }
        var sent = received(queue);
        Check.that(
                sent.isEmpty(),
                """
                A record with an entity %s was sent%s: %s. Nothing should have been sent. If the \
                entity's columns are in the message, the row may have changed by the time a \
                worker reads them, and saving them undoes that change. Refuse the entity at the \
                call, before anything is enqueued; its id may travel.%s\
                """,
                where,
                refusal == null ? "" : ", and refused only afterwards",
                Journey.show(sent.values()),
                sent.isEmpty() ? "" : others(queue, where) + anotherForm(queue));
        Check.that(
                refusal != null,
                """
                A record with an entity %s: nothing was enqueued, and send returned %s. The caller \
                takes it for sent, and must hear of it: throw an exception.\
                """,
                where,
                Journey.exactly(id));
        var said = Refused.said(refusal);
        var named = names(payload).stream().anyMatch(said::contains);
        Check.that(
                named,
                """
                A record with an entity %s was refused with %s. Whoever reads that wants to know \
                which class to look for: name the entity's, or that of what you cannot look into.%s\
                """,
                where,
                said,
                named ? "" : noRecordTravels(queue));
    }

    private static final int MOST_EXAMPLES = 8;

    /** A second look: where else does an entity get through? */
    private static String others(TaskQueue queue, String first) {
        var hidden = hidden();
        var sent =
                hidden.keySet().stream()
                        .filter(where -> isSent(queue, new SomeClass("spam", hidden.get(where))))
                        .toList();
        if (sent.size() == hidden.size()) {
            return " Every other entity that this test hides was sent, too.";
        }
        var others = sent.stream().filter(where -> !where.equals(first)).toList();
        if (others.isEmpty()) {
            return "";
        }
        var more = others.size() - MOST_EXAMPLES;
        return "\nAlso sent: an entity %s%s.%s"
                .formatted(
                        others.stream().limit(MOST_EXAMPLES).collect(joining("; ")),
                        more > 0 ? "; and in %d more places".formatted(more) : "",
                        sent.contains(SOMEONE_ELSES) && !sent.contains(ANYWHERE) ? KNOWN_BY : "");
    }

    private static final String ANYWHERE = "in a component that could be anything";
    private static final String SOMEONE_ELSES = "of another package";
    private static final String KNOWN_BY =
            " An entity is known by the annotation @Entity on its class or on a superclass,"
                    + " whatever its package, its names or its fields.";

    private static boolean isSent(TaskQueue queue, Record payload) {
        try {
            RecordSender.send(queue, "moderate", payload);
        } catch (RuntimeException | StackOverflowError refusal) {
            // What counts is what is in the queue.
        }
        return !received(queue).isEmpty();
    }

    /** A second look at a refusal that names no entity: is a record without one refused, too? */
    private static String noRecordTravels(TaskQueue queue) {
        try {
            RecordSender.send(queue, "moderate", new SomeClass("spam", 7L));
            received(queue);
            return "";
        } catch (RuntimeException refusal) {
            return " Or does it refuse every record? %s holds no entity, and was refused with %s."
                            .formatted(new SomeClass("spam", 7L), Refused.said(refusal))
                    + " The kit's JSON knows no records: give it what the Deflater makes of one.";
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
        travels(queue, new SomeClass("Question", 7L));
        travels(queue, new Reference(7L, "Question", List.of(8L), Optional.of("Ada")));
        travels(queue, Submissions.ADA);
        travels(queue, Submissions.ORDINARY);
        travels(
                queue,
                new SomeClass(
                        List.of(Optional.of(new Attachment("sky.png", 7)), Tone.HEATED),
                        Collections.singletonMap("de", new Translation("Warum?", false))));
        travels(queue, new SomeClass(null, Optional.empty()));
    }

    private static void travels(TaskQueue queue, Record payload) {
        String id;
        try {
            id = RecordSender.send(queue, "moderate", payload);
        } catch (RuntimeException | StackOverflowError refusal) {
            Refused.rethrowTodo(refusal);
            throw new AssertionError(
                    """
                    %s holds no entity and should travel. It was refused with %s. What travels is \
                    what Deflater.java (6.1) makes of the record.\
                    """
                            .formatted(Journey.show(payload), Refused.said(refusal)),
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
                the record. (Jackson alone writes a tone by its label, and rounds or refuses a \
                bounty.)\
                """,
                Journey.brief(payload));
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

    /**
     * Made by the real Hibernate: its class extends Question and does not inherit the annotation.
     */
    private static Object hibernateProxy() {
        return BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                .getProxyFactoryFactory()
                .buildBasicProxyFactory(Question.class)
                .getProxy();
    }
}
