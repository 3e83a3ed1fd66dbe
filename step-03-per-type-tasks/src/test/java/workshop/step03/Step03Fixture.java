package workshop.step03;

import static org.assertj.core.api.Assertions.fail;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import workshop.forum.Moderation;
import workshop.grading.queue.FreshQueue;
import workshop.grading.sql.Statements;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;
import workshop.step03.Ran.Row;
import workshop.step03.Ran.Text;

/** What the exercises share: the real database, read without JPA, and the real queue. */
@SpringBootTest(
        classes = {Step03.class, Statements.class, RepositoryCalls.class},
        properties = {
            "spring.jpa.properties.hibernate.generate_statistics=true",
            "logging.level.org.hibernate.orm.jdbc=off"
        })
@ExtendWith(FreshQueue.class)
abstract class Step03Fixture {

    /** The types that the forum has from the start. */
    static final List<Type> THREE = List.of(Type.QUESTION, Type.ANSWER, Type.COMMENT);

    /** Ids like any other: databases accept all of them. */
    static final List<Long> IDS = List.of(7L, 0L, -1L, 5_000_000_000L, Long.MAX_VALUE);

    /** Enough for a {@code save} outside a transaction, which loads the row once more. */
    private static final int MOST_LOADED = 3;

    private static final int MOST_STATEMENTS = 4;

    /** How long to look for a late thread; only a red test waits so long. */
    private static final Duration LATE = Duration.ofMillis(300);

    private final JsonSerializer json = new JsonSerializer();
    @Autowired private JdbcTemplate jdbc;
    @Autowired private Statements statements;
    @Autowired private EntityManagerFactory entityManagers;
    private Throwable thrown;
    private final List<String> tasks = new ArrayList<>();

    @BeforeEach
    void emptyTheTables() {
        for (var type : Type.values()) {
            jdbc.update("delete from " + type);
        }
    }

    void insert(Type type, long id, String body) {
        jdbc.update("insert into " + type + " (id, body) values (?, ?)", id, body);
    }

    /**
     * One row of each type with that id: a task that looks into the wrong table finds something
     * there.
     */
    void insertAll(long id, String body) {
        for (var type : Type.values()) {
            insert(type, id, body);
        }
    }

    void sql(String statement, Object... values) {
        jdbc.update(statement, values);
    }

    /** Enqueues the type's task for that id, as the website does, and lets the worker run it. */
    Ran run(Type type, long id, TaskQueue queue, Worker worker) {
        return run(type, id, queue, worker, () -> {}, () -> {});
    }

    /** The same, with trouble that begins before the first delivery and ends when it has failed. */
    Ran run(Type type, long id, TaskQueue queue, Worker worker, Runnable trouble, Runnable relief) {
        queue.enqueue(type.task(), id, json);
        return drained(type, id, queue, worker, trouble, relief);
    }

    /** Lets the worker run what is in the queue: one message for that row. */
    Ran drained(Type type, long id, TaskQueue queue, Worker worker) {
        return drained(type, id, queue, worker, () -> {}, () -> {});
    }

    private Ran drained(
            Type type, long id, TaskQueue queue, Worker worker, Runnable trouble, Runnable relief) {
        int dead = queue.deadLetters().size();
        var before = rows();
        long loaded = statistics().getEntityLoadCount();
        var ends = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (!ends.getAndSet(true)) {
                        relief.run();
                    }
                };
        watch(worker, once);
        trouble.run();
        try {
            worker.retryAfter(Duration.ZERO).drain();
        } finally {
            once.run();
        }
        var letters = queue.deadLetters();
        return new Ran(
                type,
                id,
                letters.subList(dead, letters.size()),
                thrown,
                before,
                rows(),
                List.copyOf(tasks),
                statements.sent(),
                RepositoryCalls.called(),
                statistics().getEntityLoadCount() - loaded,
                tasks.isEmpty() || thrown != null ? null : statements.stranger());
    }

    private Statistics statistics() {
        return entityManagers.unwrap(SessionFactory.class).getStatistics();
    }

    /** The dead letter keeps only the exception's name and message; a learner needs its line. */
    private void watch(Worker worker, Runnable afterFailure) {
        thrown = null;
        tasks.clear();
        RepositoryCalls.begin();
        statements.forget();
        var settings = ReflectionTestUtils.getField(worker, "settings");
        @SuppressWarnings("unchecked")
        var handlers =
                (Map<String, TaskHandler>) ReflectionTestUtils.getField(settings, "handlers");
        handlers.replaceAll((task, handler) -> watched(handler, afterFailure));
    }

    private TaskHandler watched(TaskHandler handler, Runnable afterFailure) {
        return (payload, message) -> {
            tasks.add(message.task());
            statements.begin();
            try {
                handler.handle(payload, message);
            } catch (Throwable failure) {
                thrown = failure;
                afterFailure.run();
                throw failure;
            } finally {
                statements.handlerReturned();
            }
        };
    }

    private Map<Row, Text> rows() {
        var rows = new LinkedHashMap<Row, Text>();
        for (var type : Type.values()) {
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

    /** Asserts that the task changed its own row and nothing else; returns what readers see. */
    String moderated(Ran ran) {
        requireDone(ran.thrown());
        requireHandler(ran);
        var task = ran.type().task();
        if (!ran.letters().isEmpty()) {
            fail(
                    "Your worker could not run %s for %s, which exists: %s%s"
                            .formatted(task, ran.row(), ran.reason(), why(ran)),
                    ran.thrown());
        }
        requireNoStranger(ran);
        for (var other : ran.othersChanged()) {
            fail(
                    "%s was asked for %s and changed %s%s"
                            .formatted(task, ran.row(), other, lesson(ran, other)));
        }
        var before = ran.before().get(ran.row());
        var after = ran.after().get(ran.row());
        if (after == null) {
            fail("%s ran for %s, and deleted the row.", task, ran.row());
        }
        if (!before.body().equals(after.body())) {
            fail(
                    """
                    %s had the body "%s", and has "%s" after its task. What the author wrote stays \
                    as it is: what the rules make of it goes into shown.\
                    """,
                    ran.row(), before.body(), after.body());
        }
        if (after.shown() == null) {
            requireNothingLate(ran);
            fail(
                    """
                    %s ran for %s without an error, but the row is unchanged: readers see nothing. \
                    Was it saved? findById loads the entity outside a transaction, so nothing else \
                    writes it back.\
                    """,
                    task, ran.row());
        }
        return after.shown();
    }

    /** Fails if another thread begins the work only after the handler has returned. */
    private void requireNothingLate(Ran ran) {
        long end = System.nanoTime() + LATE.toNanos();
        while (System.nanoTime() < end) {
            threadAtWork().ifPresent(name -> failForStranger(ran, name));
            var row = rows().get(ran.row());
            if (row != null && row.shown() != null) {
                fail(
                        """
                        Your code handed %s to a thread of its own: the row was moderated only \
                        after the handler had returned. A handler that returns says "done": if \
                        that thread fails or the process ends, no one tries again, and no one \
                        knows.\
                        """,
                        ran.row());
            }
            Thread.onSpinWait();
        }
    }

    private static String lesson(Ran ran, Row other) {
        if (other.type() == ran.type()) {
            return ", for which no one had asked. Load the one row, by its id, and save that.";
        }
        return """
        %s Was one name left unchanged when the task was copied, or does your code not use what \
        the task knows: its type? To the compiler, every id is a long like any other.\
        """
                .formatted(other.id() == ran.id() ? ", which happens to have the same id." : ".");
    }

    private static void requireHandler(Ran ran) {
        if (!ran.letters().isEmpty() && ran.reason().startsWith("No handler")) {
            var enqueued = ran.letters().get(0).task();
            if (!enqueued.equals(ran.type().task())) {
                fail(
                        """
                        For a new %s the website enqueued %s, but the task's name is %s. The dead \
                        letter says: %s\
                        """,
                        ran.type(), enqueued, ran.type().task(), ran.reason());
            }
            fail(
                    """
                    Your worker does not know the task %s: add a .handle(…) line for it to the \
                    worker method. The dead letter says: %s\
                    """,
                    ran.type().task(), ran.reason());
        }
    }

    private static String why(Ran ran) {
        if (!ran.othersAsked().isEmpty()) {
            return """

            Your code asked the repository or the table of %ss. The row is in that of %ss.\
            """
                    .formatted(ran.othersAsked().get(0), ran.type());
        }
        if (ran.thrown() instanceof Discard && (ran.id() <= 0 || ran.id() > Integer.MAX_VALUE)) {
            return "\nEvery long is an id: 0, a negative number, and one that is larger than an"
                    + " int.";
        }
        if (ran.thrown() instanceof ClassCastException) {
            return "\nThe payload is the id, and whole numbers in JSON arrive as Long.";
        }
        if (ran.thrown() instanceof NullPointerException) {
            return "\nIs a field never assigned? Spring hands a repository to the constructor, and"
                    + " to nothing else.";
        }
        return "";
    }

    private static void requireNoStranger(Ran ran) {
        if (ran.stranger() != null) {
            failForStranger(ran, ran.stranger());
        }
    }

    private static void failForStranger(Ran ran, String thread) {
        fail(
                """
                Your code handed %s to a thread of its own (%s), which was still at work when the \
                handler had returned. A handler that returns says "done": if that thread fails or \
                the process ends, no one tries again, and no one knows.\
                """,
                ran.row(), thread);
    }

    /** The name of another thread that runs code of this step, if there is one. */
    private static Optional<String> threadAtWork() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey() != Thread.currentThread())
                .filter(each -> Stream.of(each.getValue()).anyMatch(Step03Fixture::isOfThisStep))
                .map(each -> each.getKey().getName())
                .findFirst();
    }

    private static boolean isOfThisStep(StackTraceElement frame) {
        return frame.getClassName().startsWith(Step03Fixture.class.getPackageName() + ".");
    }

    /** Asserts that each task loads and changes one row of one table, for any id. */
    void assertThatEachChangesItsRowOnly(
            List<Type> types, String body, String shown, TaskQueue queue, Worker worker) {
        for (var type : types) {
            for (long id : IDS) {
                emptyTheTables();
                insertAll(id, body);
                for (long neighbour = 21; neighbour < 27; neighbour++) {
                    insert(type, neighbour, "A row  beside it");
                }
                var ran = run(type, id, queue, worker);
                requireShown(ran, shown);
                if (ran.loaded() > MOST_LOADED) {
                    fail(
                            """
                            %s was asked for %s and loaded %d rows. One is needed: with every row \
                            the forum gets, this task becomes slower. findById loads the one.\
                            """,
                            type.task(), ran.row(), ran.loaded());
                }
                if (ran.statements().size() > MOST_STATEMENTS) {
                    fail(
                            """
                            %s was asked for %s and sent %d SQL statements. A load and an update \
                            make two; outside a transaction, save() loads once more:
                            %s\
                            """,
                            type.task(),
                            ran.row(),
                            ran.statements().size(),
                            String.join("\n", ran.statements()));
                }
                requireOwn(ran);
            }
        }
    }

    private static void requireOwn(Ran ran) {
        if (!ran.othersAsked().isEmpty()) {
            fail(
                    """
                    %s was asked for %s, and your code asked the repository or the table of %ss, \
                    too. The task knows its type: neither look nor save anywhere else.\
                    """,
                    ran.type().task(), ran.row(), ran.othersAsked().get(0));
        }
    }

    void requireShown(Ran ran, String expected) {
        var shown = moderated(ran);
        if (!shown.equals(expected)) {
            fail(
                    """
                    %s ran for %s, whose body is "%s". Readers see "%s", and should see "%s".%s\
                    """,
                    ran.type().task(),
                    ran.row(),
                    ran.before().get(ran.row()).body(),
                    shown,
                    expected,
                    rule(ran.before().get(ran.row()).body(), shown));
        }
    }

    /** Which rule is missing from what readers see, if that can be told. */
    private static String rule(String body, String shown) {
        if (shown.equals(Moderation.clean(body))) {
            return " That is what Moderation.clean makes of it alone, without Links.cut.";
        }
        if (shown.equals(Links.cut(Moderation.clean(body)))) {
            return " Links are cut first, and only then is the text cleaned.";
        }
        return shown.equals(Links.cut(body))
                ? " That is what Links.cut makes of it alone, without Moderation.clean."
                : shown.equals(body) ? " That is the body as it was, without the rules." : "";
    }

    /** Asserts that a body that was edited is moderated again. */
    void assertThatAnEditIsModeratedAgain(List<Type> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            emptyTheTables();
            insertAll(7, "First  words");
            requireShown(run(type, 7, queue, worker), "First words");
            sql("update " + type + " set body = 'Second  thoughts' where id = 7");
            var ran = run(type, 7, queue, worker);
            if ("First words".equals(moderated(ran))) {
                fail(
                        """
                        %s 7 was moderated, then its author edited the body, and %s ran again. \
                        Readers still see "First words" and should see "Second thoughts". A row \
                        whose shown is already set may have a new body.\
                        """,
                        type, type.task());
            }
            requireShown(ran, "Second thoughts");
        }
    }

    /** Asserts that a type's task says so when its row does not exist, and others do. */
    void assertThatAMissingRowIsReported(List<Type> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            for (long id : List.of(404L, 0L)) {
                emptyTheTables();
                insertAll(id, "Of another  type");
                sql("delete from " + type + " where id = ?", id);
                requireGone(run(type, id, queue, worker));
            }
        }
    }

    private static void requireGone(Ran ran) {
        requireDone(ran.thrown());
        requireHandler(ran);
        var type = ran.type();
        for (var other : ran.othersChanged()) {
            fail(
                    """
                    %s was asked for %s, which does not exist, and changed %s, for which no one \
                    had asked. Was one name left unchanged when the task was copied, or does it \
                    look on in other tables? An id means something only in its own table.\
                    """,
                    type.task(), ran.row(), other);
        }
        requireNoStranger(ran);
        if (ran.letters().isEmpty()) {
            fail(
                    """
                    %s was asked for %s, which does not exist, and left no dead letter. A task \
                    that just returns counts as done, and no one will ever know: throw a Discard \
                    that says what is gone.\
                    """,
                    type.task(), ran.row());
        }
        if (ran.letters().get(0).deliveries() != 1) {
            fail(
                    """
                    %s was tried %d times for %s, which does not exist. A retry does not bring the \
                    row back: throw a Discard that says what is gone. The dead letter says: %s\
                    """
                            .formatted(
                                    type.task(),
                                    ran.letters().get(0).deliveries(),
                                    ran.row(),
                                    ran.reason()),
                    ran.thrown());
        }
        Stream.of(Type.values())
                .filter(other -> other != type && containsIgnoringCase(ran.reason(), other))
                .forEach(
                        other ->
                                fail(
                                        """
                                        The dead letter of %s names another type, and sends its \
                                        reader to the wrong table: %s
                                        Was the message copied with the task?\
                                        """,
                                        type.task(), ran.reason()));
        if (!containsIgnoringCase(ran.reason(), type) || !names(ran.reason(), ran.id())) {
            fail(
                    """
                    %s was asked for %s, which does not exist. The dead letter says: %s
                    Whoever reads it at night needs the type and the id, as in "%s %d is gone."\
                    """,
                    type.task(), ran.row(), ran.reason(), type.entity(), ran.id());
        }
        requireOwn(ran);
    }

    private static boolean containsIgnoringCase(String text, Type type) {
        return Pattern.compile(type.toString(), Pattern.CASE_INSENSITIVE).matcher(text).find();
    }

    /** Whether a text holds that id as a number of its own: 7 is not in 17. */
    private static boolean names(String text, long id) {
        return Pattern.compile("(?<![\\d-])" + id + "(?!\\d)").matcher(text).find();
    }

    /** Asserts that a task does its work by itself, and leaves none to another message. */
    void assertThatTheyHandOverByACall(List<Type> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            emptyTheTables();
            insertAll(7, "By  hand");
            var ran = run(type, 7, queue, worker);
            requireDone(ran.thrown());
            requireHandler(ran);
            var others = ran.tasks().stream().filter(task -> !task.equals(type.task())).toList();
            if (!others.isEmpty() || queue.length() > 0) {
                fail(
                        """
                        %s enqueued another message%s instead of doing the work. So it counts \
                        as done before anything is moderated, the queue carries twice as many \
                        messages, and yesterday's workers do not know the new name. To hand over \
                        is to call a method.\
                        """,
                        type.task(), others.isEmpty() ? "" : ", for the task " + others.get(0));
            }
            requireShown(ran, "By hand");
        }
    }

    /** Asserts that a database that fails once leads to another try, and not to "is gone". */
    void assertThatTroubleIsTriedAgain(List<Type> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            emptyTheTables();
            insertAll(7, "Still  there");
            var read =
                    run(
                            type,
                            7,
                            queue,
                            worker,
                            () -> sql("alter table " + type + " rename to away"),
                            () -> sql("alter table away rename to " + type));
            requireRetry(read, "could not be read");
            emptyTheTables();
            insertAll(7, "Still  there");
            var written =
                    run(
                            type,
                            7,
                            queue,
                            worker,
                            () ->
                                    sql(
                                            "alter table "
                                                    + type
                                                    + " add constraint no_update check (shown is"
                                                    + " null)"),
                            () -> sql("alter table " + type + " drop constraint no_update"));
            requireRetry(written, "could not be written");
        }
    }

    private void requireRetry(Ran ran, String trouble) {
        requireDone(ran.thrown());
        requireHandler(ran);
        if (!ran.letters().isEmpty()) {
            fail(
                    """
                    The table of %ss %s for a moment. The message for %s became a dead letter \
                    on delivery %d, and it says: %s
                    The row is there, and another try would have succeeded. Only an empty findById \
                    means "gone": throw a Discard for that, and let any other exception out.\
                    """
                            .formatted(
                                    ran.type(),
                                    trouble,
                                    ran.row(),
                                    ran.letters().get(0).deliveries(),
                                    ran.reason()),
                    ran.thrown());
        }
        if (ran.after().get(ran.row()).shown() == null) {
            fail(
                    """
                    While the table of %ss %s, %s returned as if it had moderated %s. The message \
                    counts as done, and no one tries again: let the exception out.\
                    """,
                    ran.type(), trouble, ran.type().task(), ran.row());
        }
    }
}
