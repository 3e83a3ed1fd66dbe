package workshop.step02;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workshop.shown.Shown.write;

import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.util.ArrayList;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import workshop.queue.Message;

/**
 * Writes what the slides of step 02 show. It is copied beside the step's tests and runs with the
 * solutions.
 */
@Step02Test
public class Step02Shown {

    private final PassTheId passTheId;
    private final AfterCommit afterCommit;
    private final Outbox outbox;
    private final Once once;
    private final AnswerDesk desk;
    private final Questions questions;
    private final Step02Fixture forum;
    private final Statistics statistics;

    Step02Shown(
            PassTheId passTheId,
            AfterCommit afterCommit,
            Outbox outbox,
            Once once,
            AnswerDesk desk,
            Questions questions,
            Step02Fixture forum,
            EntityManagerFactory entityManagers) {
        this.passTheId = passTheId;
        this.afterCommit = afterCommit;
        this.outbox = outbox;
        this.once = once;
        this.desk = desk;
        this.questions = questions;
        this.forum = forum;
        this.statistics = entityManagers.unwrap(SessionFactory.class).getStatistics();
    }

    @Test
    void wire() throws IOException {
        forum.jdbc().update("insert into question (id, body) values (7, 'Why is the sky blue?')");
        passTheId.send(questions.findById(7L).orElseThrow());
        var messages = new ArrayList<Message>();
        forum.drain("moderate", (payload, message) -> messages.add(message));
        write("wire.txt", new String(messages.get(0).body(), UTF_8));
    }

    @Test
    void costs() throws IOException {
        statistics.setStatisticsEnabled(true);
        long direct = statements(() -> afterCommit.ask(new Question("Why?"), () -> {}));
        long work = statements(this::moderateAll);
        long written = statements(() -> outbox.ask(new Question("Why?")));
        long relayed = statements(outbox::relay);
        long sentWork = statements(this::moderateAll);
        long question = forum.insertQuestion("Why?");
        long keyed = statements(() -> once.moderate(question, "task 1"));
        long again = statements(() -> once.moderate(question, "task 1"));
        long answer = forum.insert(new Answer("Because.")).getId();
        long versioned = statements(() -> desk.moderate(answer));

        var table =
                """
                SQL statements for one task,web,relay,worker
                "the id, sent after the commit",%d,–,%d
                "the same, through an outbox",%d,%d,%d
                "a key, and a notice to the author",–,–,%d
                the same task once more,–,–,%d
                an answer with a version,–,–,%d
                """;
        write(
                "costs.csv",
                table.formatted(direct, work, written, relayed, sentWork, keyed, again, versioned));
    }

    private void moderateAll() {
        forum.drain("moderate", (id, message) -> afterCommit.moderate((Long) id));
    }

    private long statements(Runnable work) {
        long before = statistics.getPrepareStatementCount();
        work.run();
        return statistics.getPrepareStatementCount() - before;
    }
}
