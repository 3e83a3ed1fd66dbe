package workshop.interleavings;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A thread that plays one process of a scenario. The seams ask it before they touch the world.
 *
 * <p>The code under test is unchanged and passes no actor along, so a seam finds it by its thread.
 */
abstract class Actor {

    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    private final String name;
    private final Thread thread;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private volatile Throwable thrown;

    Actor(String name, Body body) {
        this.name = name;
        this.thread = new ActorThread(() -> perform(body), name);
        // A daemon: one that hangs in the code under test must not keep the JVM alive.
        thread.setDaemon(true);
    }

    /** What an actor does. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    /**
     * What an actor is about to do.
     *
     * @param label the operation in words, such as {@code INSERT question}
     * @param ready whether it is possible now; asked only while all actors are stopped
     */
    record PendingOperation(Kind kind, String label, BooleanSupplier ready) {

        PendingOperation(Kind kind, String label) {
            this(kind, label, () -> true);
        }
    }

    /**
     * Ends the thread of an actor whose process died, or whose schedule is over. It is an {@link
     * Error}, so that ordinary code does not catch it. Code that does gets it again at its next
     * operation: a dead process cannot touch the world.
     */
    static final class Crash extends Error {

        Crash(String actor) {
            super(actor + " is dead.", null, false, false);
        }
    }

    private static final class ActorThread extends Thread {

        ActorThread(Runnable body, String name) {
            super(body, name);
        }
    }

    /** Whether an actor runs on that thread, or ran on it. */
    static boolean isActor(Thread thread) {
        return thread instanceof ActorThread;
    }

    /** The actor that runs on this thread; null on every other thread. */
    static Actor current() {
        return CURRENT.get();
    }

    /** Returns when this operation may happen. */
    abstract void await(PendingOperation operation);

    /** Called on the actor's own thread when its body is over. */
    abstract void ended();

    /**
     * Whether a scheduler alone decides when it goes on. If so, pauses take no time, and no actor
     * waits inside the database.
     */
    abstract boolean isScheduled();

    /** Remembers what came of the current operation, such as "no row". */
    void note(String note) {}

    /** This operation found a locked row, and had no effect. */
    void blocked(PendingOperation operation) {}

    /** From now on others can see the changes in these tables. */
    void publish(Set<String> tables) {}

    /** A transaction has ended, and released its locks. */
    void released() {}

    final void uses(Session session) {
        sessions.add(session);
    }

    final void returned(Session session) {
        sessions.remove(session);
    }

    /** Undoes what is not committed, as a database does when its client disappears. */
    final void rollBack() {
        sessions.forEach(Session::rollBack);
    }

    /** The tables in which it has changes that are not committed yet. */
    final Set<String> uncommitted() {
        var tables = new TreeSet<String>();
        sessions.forEach(session -> tables.addAll(session.uncommitted()));
        return tables;
    }

    final String name() {
        return name;
    }

    final Thread thread() {
        return thread;
    }

    /** What its body threw, or null. */
    final Throwable thrown() {
        return thrown;
    }

    private void perform(Body body) {
        CURRENT.set(this);
        try {
            body.run();
        } catch (Crash crash) {
            // Its process is dead: there is nothing to report.
        } catch (Throwable e) {
            thrown = e;
        } finally {
            CURRENT.remove(); // closing its connections is not part of the scenario
            try {
                sessions.forEach(Session::abandon);
            } finally {
                ended();
            }
        }
    }
}
