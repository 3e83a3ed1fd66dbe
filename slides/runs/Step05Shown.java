package workshop.step05;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workshop.shown.Shown.write;
import static workshop.shown.Shown.writeBill;

import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
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
        // A Map.of has another order in every run.
        var payload = new LinkedHashMap<String, Object>();
        for (var ref : forum.asked()) {
            payload.put("model", ref.model());
            payload.put("id", ref.id());
        }
        write("wire.txt", new String(new JsonSerializer().dumps(payload), UTF_8));
    }

    @Test
    void names() throws IOException {
        var told =
                new StringBuilder(
                        "the object,getClass().getSimpleName(),the name that JPA knows\n");
        var archived = new workshop.step05.archive.Question("?");
        told.append(names("a question", new Question("?")));
        told.append(names("a question of 2009, of package archive", archived));
        told.append(names("a follow-up, whose class was renamed", new FollowUp("?")));
        forum.inTransaction(
                em -> {
                    var lazy = em.getReference(Question.class, 5L);
                    told.append(names("a question that was not loaded yet", lazy));
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
        factory.unwrap(SessionFactory.class).getStatistics().setStatisticsEnabled(true);
        var ref = new Ref("Question", 5);
        long name =
                statements(() -> forum.see(em -> refs.nameOf(em.getReference(Question.class, 5L))));
        long find = statements(() -> forum.see(em -> posts.get(ref).getBody()));
        forum.moderation().moderate(ref);
        long run = statements(() -> forum.moderate(task));

        int bytes = new JsonSerializer().dumps(ref.toPayload()).length;
        write(
                "costs.csv",
                """
                a name and an id,measured
                "bytes on the wire, for question 5, however many types there are",%d
                SQL statements to know an object's name,%d
                SQL statements to find it again,%d
                "SQL statements for a task: a load, an update",%d
                """
                        .formatted(bytes, name, find, run));
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
