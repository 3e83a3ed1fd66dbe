package workshop.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import redis.clients.jedis.StreamEntryID;
import workshop.queue.TaskQueue;
import workshop.redis.Redis;

/**
 * What became of the questions whose posting was committed. Each question is counted once: as done,
 * dead, pending or lost.
 *
 * @param sent how many there are
 * @param done how many tasks are done
 * @param dead how many tasks are dead letters
 * @param pending how many tasks are in the outbox or in the queue
 * @param lost the questions whose task is nowhere: no worker will ever do it
 * @param wrong the questions whose task was not done exactly once: the author was told twice, or
 *     never, or of a task that was not done
 */
record Ledger(int sent, int done, int dead, int pending, List<Long> lost, List<Long> wrong) {

    /** One statement, so that both halves show the same moment. */
    private static final String EFFECTS =
            """
            select task_id, 0 as told from done
            union all select '%s' || question_id, count(*) from notice group by question_id\
            """
                    .formatted(Moderator.TASK);

    /**
     * Looks in the direction in which a task travels: first into the outbox, then into the queue,
     * then at the results. A task that moves on in the meantime is seen again further on, so the
     * processes need not stop.
     */
    static Ledger of(JdbcTemplate jdbc, TaskQueue queue) {
        var sent = jdbc.queryForList("select id from question order by id", Long.class);
        var pending = new HashSet<String>();
        jdbc.queryForList("select question_id from outbox_task", Long.class)
                .forEach(id -> pending.add(id.toString()));
        Redis.client()
                .xrange(Site.QUEUE, (StreamEntryID) null, null)
                .forEach(entry -> pending.add(entry.getFields().get("body")));
        var dead = new HashSet<String>();
        for (var letter : queue.deadLetters()) {
            letter.fields().find("body").ifPresent(body -> dead.add(new String(body, UTF_8)));
        }
        var done = new HashSet<String>();
        var told = new HashMap<String, Integer>();
        jdbc.query(
                EFFECTS,
                row -> {
                    if (row.getInt("told") == 0) {
                        done.add(row.getString("task_id"));
                    } else {
                        told.put(row.getString("task_id"), row.getInt("told"));
                    }
                });
        var columns = new HashMap<String, List<Long>>();
        var wrong = new ArrayList<Long>();
        for (Long question : sent) {
            String task = Moderator.TASK + question;
            String column = "lost";
            if (done.contains(task)) {
                column = "done";
            } else if (dead.contains(question.toString())) {
                column = "dead";
            } else if (pending.contains(question.toString())) {
                column = "pending";
            }
            columns.computeIfAbsent(column, name -> new ArrayList<>()).add(question);
            if (told.getOrDefault(task, 0) != (done.contains(task) ? 1 : 0)) {
                wrong.add(question);
            }
        }
        return new Ledger(
                sent.size(),
                size(columns.get("done")),
                size(columns.get("dead")),
                size(columns.get("pending")),
                columns.getOrDefault("lost", List.of()),
                wrong);
    }

    private static int size(List<Long> column) {
        return column == null ? 0 : column.size();
    }

    /** Whether nothing is lost, and everything that was done was done once. */
    boolean isBalanced() {
        return lost.isEmpty() && wrong.isEmpty();
    }

    @Override
    public String toString() {
        String verdict =
                isBalanced()
                        ? "Nothing is lost, and what was done was done once."
                        : "LOST: questions %s. NOT DONE EXACTLY ONCE: questions %s."
                                .formatted(lost, wrong);
        return """
        %10s%10s%10s%10s
        %10s%10s%10s%10s
        %s
        """
                .formatted("sent", "done", "dead", "pending", sent, done, dead, pending, verdict);
    }
}
