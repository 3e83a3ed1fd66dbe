package workshop.step04;

import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The worker's side: one task, {@code moderate}, for all types. Its payload is a list of three ids;
 * two of them are null.
 */
@Component
public class ModerationTask extends Job {

    private static final List<String> TABLES = List.of("question", "answer", "comment");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public ModerationTask(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A worker that runs the task in a transaction, which writes back what has changed. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate", (payload, message) -> inTransaction((List<?>) payload));
    }

    private void inTransaction(List<?> payload) {
        transaction.executeWithoutResult(status -> unpack(payload));
    }

    private void unpack(List<?> payload) {
        if (Collections.frequency(payload, null) != 2) {
            throw new Discard("Not one id but others: " + payload);
        }
        for (var table : TABLES) {
            var given = payload.get(TABLES.indexOf(table));
            if (given != null) {
                moderate(table, (Long) given);
            }
        }
    }

    private void moderate(String table, long given) {
        var bodies =
                jdbc.queryForList(
                        "select body from " + table + " where id = ?", String.class, given);
        if (bodies.isEmpty()) {
            throw new Discard("There is no %s %d.".formatted(table, given));
        }
        jdbc.update(
                "update " + table + " set shown = ? where id = ?",
                Moderation.clean(bodies.get(0)),
                given);
    }
}
