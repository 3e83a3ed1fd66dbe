package workshop.step04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import workshop.forum.Moderation;
import workshop.grading.queue.FreshQueue;
import workshop.grading.queue.WatchedRun;
import workshop.grading.sql.Statements;
import workshop.grading.sql.Trouble;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.step04.Ran.Row;
import workshop.step04.Ran.Text;

/** What the exercises share: the real database, read without JPA, and the real queue. */
@SpringBootTest(
        classes = {Step04.class, Statements.class, Transactions.class},
        properties = {
            "logging.level.org.hibernate.orm.jdbc=off",
            // Milliseconds: a test that locks a row need not wait long.
            "spring.datasource.hikari.connection-init-sql=SET LOCK_TIMEOUT = 20"
        })
@ExtendWith(FreshQueue.class)
abstract class Step04Fixture {

    /** Ids like any other: databases accept all of them. */
    static final List<Long> IDS = List.of(7L, 0L, -1L, -999L, Long.MIN_VALUE, Long.MAX_VALUE);

    private static final int LONGEST = 160;

    private static final JsonSerializer JSON = new JsonSerializer();

    @Autowired private JdbcTemplate jdbc;
    @Autowired private Statements statements;
    @Autowired private Transactions transactions;
    private Function<String, Ran> lastWorker;

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
     * A question, an answer and a comment with that id: a task that looks into the wrong table
     * finds something there.
     */
    void insertAll(long id, String body) {
        for (var type : ForumType.values()) {
            insert(type, id, body);
        }
    }

    void delete(ForumType type, long id) {
        jdbc.update("delete from " + type + " where id = ?", id);
    }

    /** What may happen to row 7 of a type, or to its table. */
    List<Trouble> troubles(ForumType type) {
        return Trouble.of(jdbc.getDataSource(), type.toString(), 7);
    }

    /** Whether the task has begun one itself. */
    boolean hasBegunATransaction() {
        return transactions.hasBegun();
    }

    void sql(String statement) {
        jdbc.execute(statement);
    }

    Ran run(Object payload, TaskQueue queue, Worker worker) {
        return run(JSON.dumps(payload), queue, worker);
    }

    /** Enqueues that payload for the task, and lets the worker run until it is done or dead. */
    Ran run(byte[] payload, TaskQueue queue, Worker worker) {
        queue.enqueue(Message.of("moderate", "application/json", payload));
        return drained(new String(payload, UTF_8), queue, worker);
    }

    /** Lets the worker run what is in the queue. */
    Ran drained(String message, TaskQueue queue, Worker worker) {
        return drained(message, queue, worker, Trouble.NONE);
    }

    /** The same, with trouble that begins before the first delivery and ends when it has failed. */
    Ran drained(String message, TaskQueue queue, Worker worker, Trouble trouble) {
        lastWorker = again -> run(again.getBytes(UTF_8), queue, worker);
        transactions.forget();
        int dead = queue.deadLetters().size();
        var before = rows();
        var run = WatchedRun.of(worker, statements, trouble, false);
        var letters = queue.deadLetters();
        var after = rows();
        return new Ran(
                message,
                letters.subList(dead, letters.size()),
                run.thrown(),
                before,
                after,
                run.statements(),
                run.stranger(after.equals(before)));
    }

    private Map<Row, Text> rows() {
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

    /** Fails with a TODO as it is, so that it is told once and with its line. */
    static void requireDone(Throwable thrown) {
        if (thrown instanceof UnsupportedOperationException todo
                && String.valueOf(todo.getMessage()).startsWith("TODO ")) {
            throw todo;
        }
    }

    /** Asserts that this row was moderated, and that nothing else happened. */
    void assertModerated(ForumType type, long id, Ran ran) {
        requireDone(ran.thrown());
        var row = new Row(type, id);
        if (!ran.letters().isEmpty()) {
            throw failure(
                    """
                    The message %s asks for %s, which exists. It became a dead letter that says: \
                    %s%s\
                    """
                            .formatted(ran.message(), row, ran.reason(), why(id, ran.thrown())),
                    ran.thrown());
        }
        requireNoStranger(row, ran);
        for (var other : ran.changed()) {
            if (!other.equals(row)) {
                fail(wrongRow(row, other, ran));
            }
        }
        var text = ran.after().get(row);
        var expected = Moderation.clean(ran.before().get(row).body());
        if (text == null) {
            fail("The message %s asks for %s, and the row was deleted.", ran.message(), row);
        }
        if (!ran.before().get(row).body().equals(text.body())) {
            fail(
                    """
                    %s had the body "%s", and has "%s" after its task. What the author wrote stays \
                    as it is: what moderation makes of it goes into shown.\
                    """,
                    row, ran.before().get(row).body(), text.body());
        }
        if (!expected.equals(text.shown())) {
            fail(
                    """
                    The message %s asks for %s. The task ran without an error, but readers see %s \
                    and should see "%s", which is what Moderation.clean makes of its body.%s\
                    """,
                    ran.message(),
                    row,
                    text.shown() == null ? "nothing" : '"' + text.shown() + '"',
                    expected,
                    whyUnchanged(ran, row));
        }
    }

    private String whyUnchanged(Ran ran, Row row) {
        if (!ran.changed().isEmpty()) {
            return "";
        }
        if (ran.before().get(row).shown() != null) {
            return " That was shown before. Its author may have edited the body since: moderate it"
                    + " again.";
        }
        if (Moderation.clean(ran.before().get(row).body()).equals(ran.before().get(row).body())) {
            return " Moderation finds nothing to change in that text, and readers see it only once"
                    + " it is in shown.";
        }
        boolean updates =
                ran.statements().stream()
                        .anyMatch(sql -> sql.toLowerCase(Locale.ROOT).startsWith("update"));
        return updates ? " An update was sent, and rolled back." : transactions.whyNoUpdate();
    }

    private static String why(long id, Throwable thrown) {
        if (thrown instanceof NullPointerException) {
            return "\nA null in the list is no error: it says \"not given\". Unboxing, List.of,"
                    + " Map.of and Optional.of do not accept it.";
        }
        if (thrown instanceof InvalidDataAccessApiUsageException) {
            return "\nDoes each branch look for its own parameter? The others are null.";
        }
        if (thrown instanceof ClassCastException) {
            return "\nWhole numbers in JSON arrive as Long.";
        }
        if (thrown instanceof Discard && id > 0 && id < Long.MAX_VALUE) {
            return "\nThe row is there. Which id did the query take?";
        }
        if (id <= 0 || id == Long.MAX_VALUE) {
            return "\n%d is an id like any other. In the worker, \"not given\" is null, and nothing"
                            .formatted(id)
                    + " else is.";
        }
        return "";
    }

    void requireNoStranger(Object row, Ran ran) {
        if (ran.stranger() != null) {
            fail(
                    """
                    Your code handed %s to a thread of its own (%s), which was still at work when \
                    the handler had returned. A handler that returns says "done": if that thread \
                    fails or the process ends, no one tries again, and no one knows.\
                    """,
                    row, ran.stranger());
        }
    }

    /** A failure at the line of an exception that its message quotes: as a cause, it came twice. */
    static AssertionError failure(String message, Throwable thrown) {
        return failure(message, thrown, thrown == null ? null : thrown.getCause());
    }

    /** The same where the cause is what the test did. */
    static AssertionError failure(String message, Throwable thrown, Throwable cause) {
        var failure = new AssertionError(message, cause);
        if (thrown != null) {
            failure.setStackTrace(thrown.getStackTrace());
        }
        return failure;
    }

    /** What to say when a row was changed that no one had asked for. */
    String wrongRow(Row asked, Row changed, Ran ran) {
        if (ran.changed().contains(asked) || asked.id() != changed.id()) {
            return "The message %s asks for %s, and %s was changed, for which no one had asked."
                    .formatted(ran.message(), asked, changed);
        }
        return """
        The message %s asks for %s, and %s was changed, which happens to have the same id. %s\
        """
                .formatted(
                        ran.message(),
                        asked,
                        changed,
                        ran.asked().contains(asked.type())
                                ? "Your code asked more than one table: the place in the list says"
                                        + " whose id it is."
                                : whyOther(asked, changed, ran));
    }

    /**
     * Without the row that was changed, a wrong name finds nothing, and a search finds the next.
     */
    private String whyOther(Row asked, Row changed, Ran ran) {
        emptyTheTables();
        insertAll(asked.id(), "Once  more");
        delete(changed.type(), changed.id());
        var next = lastWorker.apply(ran.message()).changed();
        return next.isEmpty()
                ? "Are two ids swapped, or was one name left unchanged in a copy? All three are"
                        + " Longs, so the compiler cannot tell."
                : """
                Where %s does not exist, the same message changes %s: your code tries the tables \
                in turn. The place in the list says whose id it is.\
                """
                        .formatted(changed, next.get(0));
    }

    /**
     * An exception as a reader needs it: without its package, and not longer than a line or two.
     */
    static String said(Throwable thrown) {
        var type = thrown.getClass().getSimpleName();
        var message = thrown.getMessage();
        return message == null ? type : brief(type + ": " + message.replaceFirst("\\.$", ""));
    }

    static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Whether a text holds that id as a number of its own: 1101 is not in 11011303. */
    static boolean names(String text, long id) {
        return Pattern.compile("(?<![\\d-])" + id + "(?![\\d\\p{L}])").matcher(text).find();
    }
}
