package workshop.step05;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workshop.shown.Shown.write;
import static workshop.shown.Shown.writeBill;

import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import workshop.queue.JsonSerializer;

/**
 * Writes what the slides of step 05 show. It is copied beside the step's tests and runs with the
 * solutions.
 */
@Step05Test
public class Step05Shown {

    private final Step05Fixture forum;
    private final Refs refs;
    private final Posts posts;
    private final ModerateTask task;
    private final EntityManagerFactory factory;

    Step05Shown(
            Step05Fixture forum,
            Refs refs,
            Posts posts,
            ModerateTask task,
            EntityManagerFactory factory) {
        this.forum = forum;
        this.refs = refs;
        this.posts = posts;
        this.task = task;
        this.factory = factory;
    }

    @Test
    void wire() throws IOException {
        forum.insert(5, new Question("old"));
        forum.inTransaction(em -> em.find(Question.class, 5L).setBody("new"));
        var payload =
                new LinkedHashMap<String, Object>(); // Map.of gives another order in every run
        forum.asked()
                .forEach(
                        ref -> {
                            payload.put("model", ref.model());
                            payload.put("id", ref.id());
                        });
        write("wire.txt", new String(new JsonSerializer().dumps(payload), UTF_8));
    }

    @Test
    void names() throws IOException {
        var told =
                new StringBuilder(
                        "the object,getClass().getSimpleName(),the name that JPA knows\n");
        forum.inTransaction(
                em -> {
                    told.append(names("a question", new Question("?")));
                    told.append(
                            names(
                                    "a question of 2009, of package archive",
                                    new workshop.step05.archive.Question("?")));
                    told.append(names("a follow-up, whose class was renamed", new FollowUp("?")));
                    told.append(
                            names(
                                    "a question that was not loaded yet",
                                    em.getReference(Question.class, 5L)));
                });
        write("names.csv", told.toString());
    }

    private String names(String what, Moderated object) {
        return "\"%s\",%s,%s%n"
                .formatted(what, object.getClass().getSimpleName(), refs.nameOf(object));
    }

    @Test
    void costs() throws IOException {
        forum.insert(5, new Question("old"));
        var statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        long name =
                statements(() -> forum.see(em -> refs.nameOf(em.getReference(Question.class, 5L))));
        long find = statements(() -> forum.see(em -> posts.get(new Ref("Question", 5)).getBody()));
        forum.moderation().moderate(new Ref("Question", 5));
        long run = statements(() -> forum.moderate(task));

        int bytes = new JsonSerializer().dumps(new Ref("Question", 5).toPayload()).length;
        write(
                "costs.csv",
                String.join(
                        "\n",
                        List.of(
                                "a name and an id,measured",
                                "\"bytes on the wire, for question 5, however many types there are\",%d"
                                        .formatted(bytes),
                                "SQL statements to know an object's name,%d".formatted(name),
                                "SQL statements to find it again,%d".formatted(find),
                                "\"SQL statements for a task: a load, an update\",%d"
                                        .formatted(run))));
    }

    private long statements(Supplier<?> work) {
        var statistics = factory.unwrap(SessionFactory.class).getStatistics();
        long before = statistics.getPrepareStatementCount();
        work.get();
        return statistics.getPrepareStatementCount() - before;
    }

    @Test
    void bill() throws IOException {
        writeBill();
    }
}
