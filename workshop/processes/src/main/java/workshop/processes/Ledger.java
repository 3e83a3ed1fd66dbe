package workshop.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import redis.clients.jedis.StreamEntryID;
import workshop.queue.TaskQueue;
import workshop.redis.Redis;

/**
 * What became of the questions whose posting was committed: each of them is in exactly one column.
 *
 * @param sent    all of them
 * @param done    the task is done
 * @param dead    the task is a dead letter
 * @param pending the task is in the outbox or in the queue
 * @param lost    the task is nowhere, and nobody will ever do it
 * @param wrong   what was done was not done exactly once: the author was told twice, or never, or of a task that was not done
 */
record Ledger(int sent, int done, int dead, int pending, Set<Long> lost, Set<Long> wrong) {

    /** One statement, so that both halves are seen at the same moment. */
    private static final String EFFECTS = """
            select task_id, 0 as told from done
            union all select '%s' || question_id, count(*) from notice group by question_id""".formatted(Moderator.TASK);

    /**
     * Looks in the direction in which a task travels, from the outbox through the queue to its end: what moves on meanwhile
     * is met again, so the processes need not stop for it.
     */
    static Ledger of(JdbcTemplate jdbc, TaskQueue queue) {
        var sent = jdbc.queryForList("select id from question order by id", Long.class);
        var pending = new HashSet<String>();
        jdbc.queryForList("select question_id from outbox_task", Long.class).forEach(id -> pending.add(id.toString()));
        Redis.client().xrange(Site.QUEUE, (StreamEntryID) null, null).forEach(entry -> pending.add(entry.getFields().get("body")));
        var dead = new HashSet<String>();
        queue.deadLetters().forEach(letter -> letter.fields().find("body").ifPresent(body -> dead.add(new String(body, UTF_8))));
        var done = new HashSet<String>();
        var told = new HashMap<String, Integer>();
        jdbc.query(EFFECTS, row -> {
            if (row.getInt("told") == 0) {
                done.add(row.getString("task_id"));
            } else {
                told.put(row.getString("task_id"), row.getInt("told"));
            }
        });
        return count(sent, done, dead, pending, told);
    }

    private static Ledger count(List<Long> sent, Set<String> done, Set<String> dead, Set<String> pending, Map<String, Integer> told) {
        int[] columns = new int[3];
        var lost = new TreeSet<Long>();
        var wrong = new TreeSet<Long>();
        for (long id : sent) {
            String task = Moderator.TASK + id;
            boolean isDone = done.contains(task);
            if (told.getOrDefault(task, 0) != (isDone ? 1 : 0)) {
                wrong.add(id);
            }
            if (isDone) {
                columns[0]++;
            } else if (dead.contains(Long.toString(id))) {
                columns[1]++;
            } else if (pending.contains(Long.toString(id))) {
                columns[2]++;
            } else {
                lost.add(id);
            }
        }
        return new Ledger(sent.size(), columns[0], columns[1], columns[2], lost, wrong);
    }

    /** Whether nothing is lost, and all that was done was done once. */
    boolean isBalanced() {
        return lost.isEmpty() && wrong.isEmpty();
    }

    @Override
    public String toString() {
        String verdict = isBalanced() ? "Nothing is lost, and what was done was done once."
                : "LOST: questions %s. NOT DONE EXACTLY ONCE: questions %s.".formatted(lost, wrong);
        return """
                %10s%10s%10s%10s
                %,10d%,10d%,10d%,10d
                %s
                """.formatted("sent", "done", "dead", "pending", sent, done, dead, pending, verdict);
    }
}
