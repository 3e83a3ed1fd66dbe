package workshop.step02;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import workshop.interleavings.Seams;
import workshop.queue.Broker;
import workshop.queue.Fields;

/**
 * Sees what the code under test asks of the database and of the queue, and lets a test do something
 * in between, as another process might. It changes nothing by itself.
 */
@Component
class CallInterceptor
        implements BeanPostProcessor, QueryExecutionListener, TransactionExecutionListener {

    private static final String NO_ROW = " (no row)";

    /** Far more in a row, without a statement, than living code begins. */
    private static final int IDLE_TRANSACTIONS = 50;

    private static final String SURVIVED =
            """
            Your code caught the Error by which a process ends here, and went on at %s, again and \
            again. A process that is killed runs no more code. Catch Exception, or better the one \
            exception that you expect, and never Throwable.\
            """;

    private static final String STRANGER =
            """
            Your code handed its work to another thread (%s, at %s). No one follows that thread: \
            when your method returns, the task counts as done, and what the thread throws is lost. \
            Do the work on the thread that calls your code.\
            """;

    /** Where code went on after its process had died; empty when none did. */
    private volatile String survivor = "";

    /** How long one waits before it does anything: until then, who does not wait for it is over. */
    private static final long HOLD_MILLIS = 300;

    /** Threads that the code has started itself, by name, and their stacks. */
    private final Map<String, List<StackTraceElement>> strangers = new ConcurrentHashMap<>();

    private volatile Thread tester;

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Seen> seen = ThreadLocal.withInitial(Seen::new);

    /** What is known of one thread. */
    private static final class Seen {
        private final List<String> statements = new ArrayList<>();
        private int commits;
        private int idleTransactions;
        private int untilLast;
        private Runnable atLast;
        private Runnable afterSending;
        private Runnable beforeCommit;
        private Runnable afterReading;
        private String table;
        private int untilStatement;
        private Runnable beforeStatement;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Broker broker) {
            return new WatchedBroker(broker, this);
        } else if (bean instanceof DataSource database) {
            return ProxyDataSourceBuilder.create(database).listener(this).build();
        }
        return bean;
    }

    /**
     * Forgets everything.
     *
     * @throws AssertionError when code went on after its process had died
     */
    void clear() {
        var line = survivor;
        survivor = "";
        tester = null;
        strangers.clear();
        sent.clear();
        seen.remove();
        Require.that(line.isEmpty(), SURVIVED, line);
    }

    void holdNoOne() {
        tester = null;
    }

    /** From now on, holds up each thread that is neither this one nor another process. */
    void holdStrangers() {
        tester = Thread.currentThread();
    }

    /**
     * Requires that the code has left nothing to a thread of its own. Asked only when something is
     * missing, as code may wait for such a thread.
     *
     * @throws AssertionError when it has
     */
    void requireNoStranger() {
        requireNoStranger(STRANGER);
    }

    /**
     * The same, in other words.
     *
     * @param words with a place for the thread's name, and one for the line that it was at
     */
    void requireNoStranger(String words) {
        for (long i = 0; i < HOLD_MILLIS && strangers.isEmpty() && isAnotherAtWork(); i++) {
            LockSupport.parkNanos(1_000_000);
        }
        for (var stranger : strangers.entrySet()) {
            var stack = stranger.getValue();
            var error = new AssertionError(words.formatted(stranger.getKey(), Sent.line(stack)));
            error.setStackTrace(stack.toArray(StackTraceElement[]::new));
            throw error;
        }
    }

    /** The common pool may have work that no stack shows yet. */
    private static boolean isAnotherAtWork() {
        return !ForkJoinPool.commonPool().isQuiescent()
                || Thread.getAllStackTraces().entrySet().stream()
                        .filter(each -> each.getKey() != Thread.currentThread())
                        .anyMatch(each -> Sent.isOwn(List.of(each.getValue())));
    }

    /** Holds up a thread that no one follows, so that what it does never comes in time by luck. */
    void holdStranger() {
        var thread = Thread.currentThread();
        if (tester != null
                && thread != tester
                && !Seams.isActor()
                && !Aside.isOne(thread)
                && strangers.putIfAbsent(thread.getName(), List.of(thread.getStackTrace()))
                        == null) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(HOLD_MILLIS));
        }
    }

    /** The messages that went into the queue, in that order. */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Forgets this thread's statements. */
    void clearStatements() {
        seen.get().statements.clear();
    }

    /** This thread's SQL statements, in lower case, and which changed no row. */
    List<String> statements() {
        return List.copyOf(seen.get().statements);
    }

    /** Those that name that table. */
    List<String> statements(String table) {
        return seen.get().statements.stream().filter(sql -> names(sql, table)).toList();
    }

    /** How many transactions this thread has committed. */
    int commits() {
        return seen.get().commits;
    }

    /** Does that when this thread has put its next message into the queue. */
    void afterSending(Runnable once) {
        seen.get().afterSending = once;
    }

    /** Does that when this thread has begun so many transactions: it seems to loop. */
    void ifPersistent(int transactions, Runnable once) {
        seen.get().untilLast = transactions;
        seen.get().atLast = once;
    }

    /** Does that when this thread is about to commit its next transaction. */
    void beforeCommit(Runnable once) {
        seen.get().beforeCommit = once;
    }

    /** Does that when this thread has next read that table. */
    void afterReading(String table, Runnable once) {
        seen.get().table = table;
        seen.get().afterReading = once;
    }

    /**
     * Does that before this thread's statement with that number, from now on, of those that name
     * the question's table.
     */
    void beforeStatement(int number, Runnable once) {
        seen.get().untilStatement = number;
        seen.get().beforeStatement = once;
    }

    /** Takes that back, if there was no such statement. */
    void forgetStatement() {
        seen.get().beforeStatement = null;
    }

    void sent(Fields fields) {
        sent.add(Sent.now(fields));
        var once = seen.get().afterSending;
        seen.get().afterSending = null;
        run(once);
    }

    /**
     * An actor whose process is dead gets an Error at each statement. If it catches that and begins
     * again and again, it is stopped here: nothing else would end it.
     */
    @Override
    public void beforeBegin(TransactionExecution transaction) {
        holdStranger();
        var mine = seen.get();
        if (mine.atLast != null && --mine.untilLast == 0) {
            run(mine.atLast);
        }
        if (Seams.isActor() && ++mine.idleTransactions > IDLE_TRANSACTIONS) {
            survivor = Sent.line(List.of(Thread.currentThread().getStackTrace()));
            while (true) {
                LockSupport.park();
                Thread.interrupted(); // the end of its schedule is no reason to go on
            }
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        var once = seen.get().beforeCommit;
        seen.get().beforeCommit = null;
        run(once);
    }

    @Override
    public void afterCommit(TransactionExecution transaction, Throwable failure) {
        seen.get().commits += failure == null ? 1 : 0;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        holdStranger();
        var mine = seen.get();
        mine.idleTransactions = 0;
        if (mine.beforeStatement != null
                && queries.stream().anyMatch(query -> names(sql(query), "question"))
                && --mine.untilStatement == 0) {
            var once = mine.beforeStatement;
            mine.beforeStatement = null;
            run(once);
        }
        queries.forEach(query -> mine.statements.add(sql(query)));
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        var mine = seen.get();
        if (execution.getResult() instanceof Integer count && count == 0) {
            mine.statements.add(mine.statements.remove(mine.statements.size() - 1) + NO_ROW);
        }
        if (mine.afterReading != null && reads(queries, mine.table)) {
            var once = mine.afterReading;
            mine.afterReading = null;
            run(once);
        }
    }

    private static String sql(QueryInfo query) {
        return query.getQuery().strip().toLowerCase(Locale.ROOT);
    }

    private static boolean names(String sql, String table) {
        return sql.matches("(?s).*\\b" + table + "\\b.*");
    }

    private static boolean reads(List<QueryInfo> queries, String table) {
        return queries.stream()
                .map(CallInterceptor::sql)
                .anyMatch(sql -> sql.startsWith("select") && sql.contains("from " + table));
    }

    private static void run(Runnable once) {
        if (once != null) {
            once.run();
        }
    }
}
