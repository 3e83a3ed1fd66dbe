package workshop.grading.sql;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;

/** The SQL statements that Hibernate sends for one message, and who sends them. */
public final class Statements implements HibernatePropertiesCustomizer {

    /** A thread that the handler waits for goes on after these milliseconds, once a message. */
    private static final int PATIENCE = 300;

    /** The same, for a handler that has waited before: it will do so with every message. */
    private static final int LESS_PATIENCE = 50;

    /** A handler that did nothing may have left it to a thread, which shows up within this time. */
    private static final int SUSPICION = 1000;

    /** The same, once that was for nothing: it is the handler that does nothing. */
    private static final int LESS_SUSPICION = 200;

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile Thread handler = Thread.currentThread();
    private volatile CountDownLatch returned = new CountDownLatch(0);
    private volatile CountDownLatch seen = new CountDownLatch(1);
    private volatile boolean waitedFor;
    private volatile int patience = PATIENCE;
    private volatile int suspicion = SUSPICION;
    private volatile String stranger;

    @Override
    public void customize(Map<String, Object> properties) {
        StatementInspector inspector = this::sent;
        properties.put(JdbcSettings.STATEMENT_INSPECTOR, inspector);
    }

    /**
     * The statement of another thread is held until the handler has returned. So whether the work
     * outlives its handler never depends on which thread is faster.
     */
    private String sent(String sql) {
        var returned = this.returned;
        if (Thread.currentThread() == handler) {
            sent.add(sql);
        } else if (await(returned, waitedFor ? 0 : patience)) {
            stranger = Thread.currentThread().getName();
            seen.countDown();
        } else {
            waitedFor = true;
            patience = LESS_PATIENCE;
        }
        return sql;
    }

    private static boolean await(CountDownLatch latch, int milliseconds) {
        try {
            return latch.await(milliseconds, MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Forgets what was before: the next message comes. */
    public void forget() {
        sent.clear();
        seen = new CountDownLatch(1);
        stranger = null;
        handler = Thread.currentThread();
    }

    /** A handler begins: until it returns, its thread is the one that may send statements. */
    public void begin() {
        sent.clear();
        waitedFor = false;
        handler = Thread.currentThread();
        returned = new CountDownLatch(1);
    }

    /** The handler has returned, so statements of other threads go on. */
    public void handlerReturned() {
        returned.countDown();
    }

    /** What the handler's own thread has sent since it began. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    /**
     * The name of a thread that was still at work when the handler had returned, or null.
     *
     * @param idle whether nothing came of the message: then such a thread may only be starting
     */
    public String stranger(boolean idle) {
        if (idle && sent.isEmpty() && !await(seen, suspicion)) {
            suspicion = LESS_SUSPICION;
        }
        return stranger;
    }
}
