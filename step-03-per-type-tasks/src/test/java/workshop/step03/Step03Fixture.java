package workshop.step03;

import static org.assertj.core.api.Assertions.fail;

import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import workshop.grading.queue.FreshQueue;
import workshop.grading.queue.WatchedRun;
import workshop.grading.sql.Statements;
import workshop.grading.sql.Trouble;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.step03.Ran.Row;
import workshop.step03.Ran.Text;

/** What the exercises share: the real database, read without JPA, and the real queue. */
@SpringBootTest(
        classes = {Step03.class, Statements.class, RepositoryCalls.class, ConstructorChoice.class},
        properties = {
            "spring.jpa.properties.hibernate.generate_statistics=true",
            "logging.level.org.hibernate.orm.jdbc=off",
            // Milliseconds: a test that locks a row need not wait long.
            "spring.datasource.hikari.connection-init-sql=SET LOCK_TIMEOUT = 20"
        })
@ExtendWith(FreshQueue.class)
abstract class Step03Fixture {

    /** The types that the forum has from the start. */
    static final List<ForumType> THREE =
            List.of(ForumType.QUESTION, ForumType.ANSWER, ForumType.COMMENT);

    /** So many messages are enough to see that a task saves several rows at once. */
    private static final int MORE = 12;

    private final JsonSerializer json = new JsonSerializer();
    @Autowired private JdbcTemplate jdbc;
    @Autowired private Statements statements;
    @Autowired private EntityManagerFactory entityManagers;
    private BiFunction<ForumType, Long, Ran> lastWorker;

    @BeforeEach
    void emptyTheTables() {
        for (var type : ForumType.values()) {
            jdbc.update("delete from " + type);
        }
    }

    void insert(ForumType type, long id, String body) {
        jdbc.update("insert into " + type + " (id, body) values (?, ?)", id, body);
    }

    /**
     * One row of each type with that id: a task that looks into the wrong table finds something
     * there.
     */
    void insertAll(long id, String body) {
        for (var type : ForumType.values()) {
            insert(type, id, body);
        }
    }

    /** What may happen to row 7 of a type, or to its table. */
    List<Trouble> troubles(ForumType type) {
        return Trouble.of(jdbc.getDataSource(), type.toString(), 7);
    }

    void sql(String statement, Object... values) {
        jdbc.update(statement, values);
    }

    /** Enqueues the type's task for that id, as the website does, and lets the worker run it. */
    Ran run(ForumType type, long id, TaskQueue queue, Worker worker) {
        queue.enqueue(type.task(), id, json);
        return drained(type, id, queue, worker);
    }

    /**
     * The same for row 7, with trouble that begins before the first delivery.
     *
     * @param lasting whether it ends with the last delivery, and not with the first that fails
     */
    Ran run(ForumType type, TaskQueue queue, Worker worker, Trouble trouble, boolean lasting) {
        queue.enqueue(type.task(), 7L, json);
        return drained(type, 7, queue, worker, trouble, lasting);
    }

    /**
     * Lets the worker of the last run do a task, to tell what came of that run from something else.
     *
     * @param gone whose table has no row with that id; all others have one
     */
    Ran runAgain(ForumType type, long id, List<ForumType> gone) {
        emptyTheTables();
        Stream.of(ForumType.values())
                .filter(each -> !gone.contains(each))
                .forEach(each -> insert(each, id, "Once  more"));
        return lastWorker.apply(type, id);
    }

    /** After how many further messages, for rows of their own, that row is written; 0 is never. */
    int writtenLate(Ran ran) {
        for (int more = 1; more <= MORE; more++) {
            insert(ran.type(), 100 + more, "One  more");
            lastWorker.apply(ran.type(), 100L + more);
            if (!Objects.equals(rows().get(ran.row()), ran.after().get(ran.row()))) {
                return more;
            }
        }
        return 0;
    }

    /** Lets the worker run what is in the queue: one message for that row. */
    Ran drained(ForumType type, long id, TaskQueue queue, Worker worker) {
        return drained(type, id, queue, worker, Trouble.NONE, false);
    }

    private Ran drained(
            ForumType type,
            long id,
            TaskQueue queue,
            Worker worker,
            Trouble trouble,
            boolean lasting) {
        lastWorker = (other, its) -> run(other, its, queue, worker);
        int dead = queue.deadLetters().size();
        var before = rows();
        long loaded = statistics().getEntityLoadCount();
        RepositoryCalls.begin();
        var run = WatchedRun.of(worker, statements, trouble, lasting);
        if (run.tasks().isEmpty() && queue.length() > 0) {
            fail(
                    """
                    A message for %s was in the queue that your worker method was given, and the \
                    worker that it returned took none. Is it one that was made before, for another \
                    queue?\
                    """,
                    type.task());
        }
        var letters = queue.deadLetters();
        var after = rows();
        return new Ran(
                type,
                id,
                letters.subList(dead, letters.size()),
                run.thrown(),
                before,
                after,
                run.tasks(),
                run.statements(),
                RepositoryCalls.calls(),
                statistics().getEntityLoadCount() - loaded,
                run.stranger(after.equals(before)));
    }

    private Statistics statistics() {
        return entityManagers.unwrap(SessionFactory.class).getStatistics();
    }

    /** The rows of all types, as they are now. */
    Map<Row, Text> rows() {
        var rows = new LinkedHashMap<Row, Text>();
        for (var type : ForumType.values()) {
            jdbc.query(
                    "select id, body, shown from " + type + " order by id",
                    row -> {
                        var text = new Text(row.getString("body"), row.getString("shown"));
                        rows.put(new Row(type, row.getLong("id")), text);
                    });
        }
        return rows;
    }
}
