package workshop.step06;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    record Flag(String reason, Question about) {}

    record Duplicates(List<? extends Post> posts) {}

    record ByLanguage(Map<String, Question> versions) {}

    record Related(Optional<Question> to) {}

    record Anything(Object what) {}

    record Row(Question[] cells) {}

    record Reference(String entity, Long id, String note) {}

    private static Map<String, Record> entitiesInRecords() {
        var records = new LinkedHashMap<String, Record>();
        records.put("as a component", new Flag("spam", QUESTION));
        records.put("in a list", new Duplicates(List.of(QUESTION)));
        records.put("in a map", new ByLanguage(Map.of("en", QUESTION)));
        records.put("in an Optional", new Related(Optional.of(QUESTION)));
        records.put("in an array", new Row(new Question[] {QUESTION}));
        records.put("in a set", new Anything(Set.of(QUESTION)));
        records.put("in a component that could be anything", new Anything(QUESTION));
        records.put(
                "three records deep",
                new Anything(List.of(new Anything(new Flag("spam", QUESTION)))));
        records.put(
                "of a subclass that Hibernate made for lazy loading",
                new Anything(hibernateProxy()));
        records.put("of another package", new Anything(new Photograph()));
        records.put(
                "behind a getter",
                new Anything(
                        new Object() {
                            public Question getIt() {
                                return QUESTION;
                            }
                        }));
        return records;
    }

    @Test
    void an_entity_is_refused_at_the_call_and_nothing_is_queued(TaskQueue queue) {
        entitiesInRecords().forEach((where, payload) -> refusedAtTheCall(queue, where, payload));
    }

    @Test
    void the_refusal_names_the_class(TaskQueue queue) {
        Throwable failure =
                catchThrowable(
                        () -> RecordSender.send(queue, "moderate", new Flag("spam", QUESTION)));

        assertThat(failure == null ? "not refused" : String.valueOf(failure.getMessage()))
                .as(
                        """
                        How a record with a Question was refused. Whoever reads it wants to know \
                        which class to look for.\
                        """)
                .contains("Question");
    }

    @Test
    void a_record_about_an_entity_may_travel(TaskQueue queue) {
        var received = new HashMap<String, Object>();
        var id =
                RecordSender.send(
                        queue, "moderate", new Reference("Question", 7L, "Is this spam?"));
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (payload, message) -> received.put(message.id(), payload))
                .drain();

        assertThat(received)
                .as(
                        """
                        What the worker received, by the message id that send returned: a record \
                        with a question's name and id, which may travel\
                        """)
                .containsExactly(
                        Map.entry(
                                id,
                                Map.of("entity", "Question", "id", 7L, "note", "Is this spam?")));
    }

    @Test
    void a_record_without_an_entity_may_travel(TaskQueue queue) {
        RecordSender.send(
                queue,
                "moderate",
                new Anything(
                        List.of(
                                Optional.of(new Attachment("sky.png", 7)),
                                Map.of("tone", "calm"))));

        assertThat(queue.length())
                .as(
                        """
                        messages in the queue after sending a record of records, lists and maps \
                        without an entity\
                        """)
                .isOne();
    }

    private static void refusedAtTheCall(TaskQueue queue, String where, Record payload) {
        Throwable failure = catchThrowable(() -> RecordSender.send(queue, "moderate", payload));

        assertThat(queue.length())
                .as(
                        """
                        Messages in the queue after sending a record with an entity %s. Nothing \
                        should have been sent. If the entity's columns are in the message, the \
                        row may have changed by the time a worker reads them, and saving them \
                        undoes that change. Refuse the entity at the call; its id may travel.\
                        """,
                        where)
                .isZero();
        assertThat(failure)
                .as(
                        """
                        The exception for a record with an entity %s. Nothing was enqueued, and \
                        the caller must hear of it.\
                        """,
                        where)
                .isInstanceOf(RuntimeException.class);
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
