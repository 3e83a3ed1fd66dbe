package workshop.step02;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ReflectionUtils;
import workshop.queue.DeadLetter;
import workshop.queue.JsonSerializer;
import workshop.queue.QueueServer;
import workshop.queue.TaskHandler;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** The real database, read without JPA; the real queue; and processes that come and go. */
@Component
class Step02Fixture {

    /** With the tables of entities that a learner has added. */
    private static final String TABLES =
            """
            select table_name from information_schema.tables
            where lower(table_schema) = 'public' and table_type = 'BASE TABLE'\
            """;

    /** The next odd number beyond 2^53, of which a double keeps another one, and so does an int. */
    private static final long LARGE = (1L << 53) + 3_000_000_001L;

    private final JdbcTemplate jdbc;
    private final EntityManager entityManager;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;
    private final DefaultListableBeanFactory beans;
    private final DataSource database;
    private final CallInterceptor interceptor;
    private final String[] deletes;
    private final JsonSerializer json = new JsonSerializer();
    private volatile boolean isRefusing;

    Step02Fixture(
            JdbcTemplate jdbc,
            EntityManager entityManager,
            TransactionTemplate transaction,
            TaskQueue queue,
            DefaultListableBeanFactory beans,
            DataSource database,
            CallInterceptor interceptor) {
        this.jdbc = jdbc;
        this.entityManager = entityManager;
        this.transaction = transaction;
        this.queue = queue;
        this.beans = beans;
        this.database = database;
        this.interceptor = interceptor;
        this.deletes =
                jdbc.queryForList(TABLES, String.class).stream()
                        .map("delete from "::concat)
                        .toArray(String[]::new);
    }

    /** Empty tables, an empty queue, and nothing seen yet. */
    void clear() {
        interceptor.holdNoOne();
        jdbc.batchUpdate(deletes);
        emptyQueue();
        interceptor.clear();
    }

    void emptyQueue() {
        QueueServer.ofThisRun().delete(Step02.QUEUE);
        isRefusing = false;
    }

    /** After that, the queue takes messages again, and what it has taken before stays. */
    void stopRefusing() {
        if (isRefusing) {
            emptyQueue();
        }
    }

    /** The queue refuses every message: in its place on the server, there is something else. */
    void refuseQueue() {
        isRefusing = true;
        QueueServer.ofThisRun().refuse(Step02.QUEUE);
    }

    /**
     * No connection is left in the pool, so the database cannot be reached. That is as real as a
     * pulled plug, and quicker to undo.
     */
    Outage outage() {
        return Outage.of(database);
    }

    /** Another process is writing that row, until it is closed. */
    HeldRow lock(String table, String column, long id) {
        return HeldRow.of(database, table, column, id);
    }

    /**
     * The connection of this thread's transaction breaks, as when the database is started anew:
     * what is not committed is undone, and the commit fails.
     */
    void breakConnection() {
        try {
            var pool = database.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            pool.softEvictConnections(); // no one else gets the broken one
            database.getConnection().close(); // H2 forgets a database that has no connection
            DataSourceUtils.getConnection(database).unwrap(Connection.class).close();
        } catch (SQLException e) {
            throw new IllegalStateException("The connection could not be broken.", e);
        }
    }

    /**
     * The commit of this thread's transaction fails, in a way that leaves Spring without a word of
     * how it ended: for its callbacks, that is neither committed nor rolled back.
     */
    void failCommit() {
        var own =
                (EntityManagerHolder)
                        TransactionSynchronizationManager.getResource(
                                entityManager.getEntityManagerFactory());
        if (own != null) {
            own.getEntityManager().getTransaction().rollback();
        }
        throw new TransactionSystemException("The connection broke in the middle of the commit.");
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    TaskQueue queue() {
        return queue;
    }

    /**
     * Code in a new process: it shares the database and the queue with the others, no memory.
     * Spring keeps how to make one, as a race makes hundreds; no one else is given it.
     */
    <T> T process(Class<T> code) {
        ReflectionUtils.doWithFields(
                code, Step02Fixture::forget, field -> Modifier.isStatic(field.getModifiers()));
        var name = "a process of " + code.getName();
        if (!beans.containsBeanDefinition(name)) {
            var definition = new RootBeanDefinition(code);
            definition.setScope(BeanDefinition.SCOPE_PROTOTYPE);
            definition.setAutowireCandidate(false);
            beans.registerBeanDefinition(name, definition);
        }
        return code.cast(beans.getBean(name));
    }

    /** Static fields are a process's memory, too, and a new process starts with none. */
    private static void forget(Field field) throws IllegalAccessException {
        if (isMemory(field)) {
            field.setAccessible(true);
            var value = field.get(null);
            try {
                if (value instanceof Collection<?> collection) {
                    collection.clear();
                } else if (value instanceof Map<?, ?> map) {
                    map.clear();
                }
            } catch (UnsupportedOperationException constant) {
                // a collection that cannot be changed remembers nothing
            }
        }
    }

    /** Whether that field can remember what the process has done. */
    static boolean isMemory(Field field) {
        return Collection.class.isAssignableFrom(field.getType())
                || Map.class.isAssignableFrom(field.getType());
    }

    /** Whether that class locks something in memory, which no other process has. */
    static boolean locksInMemory(Class<?> code) {
        boolean hasLock =
                Stream.of(code.getDeclaredFields())
                        .map(field -> field.getGenericType().getTypeName())
                        .anyMatch(type -> type.contains("java.util.concurrent.locks."));
        return hasLock
                || Stream.of(code.getDeclaredMethods())
                        .mapToInt(Method::getModifiers)
                        .filter(each -> !Modifier.isStatic(each))
                        .anyMatch(Modifier::isSynchronized);
    }

    void enqueue(String task, Object payload) {
        queue.enqueue(task, payload, json);
    }

    Worker worker(String task, TaskHandler handler) {
        return Worker.on(queue).accept(json).handle(task, handler).retryAfter(Duration.ZERO);
    }

    /** Lets one worker do every waiting task, and take over what dead workers left behind. */
    void drain(String task, TaskHandler handler) {
        worker(task, handler).lease(Duration.ZERO).drain();
    }

    List<String> reasons() {
        return queue.deadLetters().stream().map(DeadLetter::reason).toList();
    }

    /** The dead letters' reasons as a message shows them. */
    String deadLetters() {
        var reasons = reasons();
        return reasons.isEmpty()
                ? "No dead letter tells of it."
                : "The dead letters say: "
                        + reasons.stream().map(Require::quote).collect(Collectors.joining(", "))
                        + (reasons.toString().contains("LazyInitializationException") ? LAZY : "");
    }

    private static final String LAZY =
            ". A reference (getReferenceById) reads its row only when you ask it for something, and"
                    + " only in the transaction that it was made in: do both in one, or use"
                    + " findById.";

    /** Why readers do not see that text, as far as this thread's statements tell. */
    String whyNotShown(String body, String shown) {
        var statements = interceptor.statements("question");
        if (body.equals(shown)) {
            return "That is the text as its author wrote it: Moderation.clean is missing.";
        } else if (shown == null
                && statements.stream().noneMatch(sql -> sql.startsWith("update"))) {
            boolean isNew = statements.stream().anyMatch(sql -> sql.startsWith("insert"));
            return !reasons().isEmpty() ? deadLetters() : isNew ? ANOTHER_ROW : NO_UPDATE;
        }
        return deadLetters();
    }

    private static final String NO_UPDATE =
            """
            No UPDATE has reached the database, so the change was not saved. JPA notices a change \
            only of an object that the running transaction has loaded (merge and save return it); \
            in a read-only one, it does not write it.\
            """;

    private static final String ANOTHER_ROW =
            """
            No UPDATE has reached the database, but an INSERT: your worker saved a new question, \
            and left this one as it was. Change the object that you have loaded.\
            """;

    /** The ids in a table. */
    List<Long> ids(String table) {
        return jdbc.queryForList("select id from " + table, Long.class);
    }

    /** Inserts a question, and returns its id. */
    long insertQuestion(String body) {
        return insert(new Question(body)).getId();
    }

    /** Inserts a row through JPA, which knows the columns that a right answer may have added. */
    <T> T insert(T entity) {
        transaction.executeWithoutResult(status -> entityManager.persist(entity));
        return entity;
    }

    /** Does that while new questions get ids that no int and no double holds. */
    void withLargeIds(Runnable work) {
        restartIds(LARGE);
        try {
            work.run();
        } finally {
            restartIds(1);
        }
    }

    private void restartIds(long first) {
        jdbc.execute("alter table question alter column id restart with " + first);
    }

    /** The id of a question that was there, and was deleted. */
    long deletedQuestion() {
        long id = insertQuestion("Was I ever here?");
        jdbc.update("delete from question where id = ?", id);
        return id;
    }

    /**
     * The rows of a table that are committed, seen through a connection of its own: neither the
     * transaction of this thread nor a race knows of it.
     */
    int committed(String table) {
        try {
            var pool = database.unwrap(HikariDataSource.class);
            try (var other =
                            DriverManager.getConnection(
                                    pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                    var statement = other.createStatement();
                    var rows = statement.executeQuery("select count(*) from " + table)) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String shown(long questionId) {
        return jdbc.queryForObject(
                "select shown from question where id = ?", String.class, questionId);
    }
}
