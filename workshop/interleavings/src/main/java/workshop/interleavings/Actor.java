package workshop.interleavings;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A thread that runs one process's part of a scenario. The seams ask it before they touch the
 * world.
 */
abstract class Actor {

    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    private final String name;
    private final Thread thread;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private volatile Throwable thrown;

    Actor(String name, Body body) {
        this.name = name;
        this.thread = new Thread(() -> perform(body), name);
        thread.setDaemon(true); // one that hangs in the code under test must not keep the JVM alive
    }

    /** What an actor does. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    /** The actor that runs on this thread; null on every other thread. */
    static Actor current() {
        return CURRENT.get();
    }

    /** Returns when it is its turn to do this. */
    abstract void await(Point point);

    /** Called on the actor's own thread when its body is over. */
    abstract void ended();

    /**
     * Whether nobody but a scheduler decides when it goes on: then pauses take no time, and nobody
     * waits in the database.
     */
    abstract boolean isScheduled();

    /** Something to know about the operation at hand, such as "no row". */
    void note(String note) {}

    /** This operation found a row locked, and had no effect. */
    void refused(Point point) {}

    /** From now on others can see changes to that table. */
    void publish(Set<String> tables) {}

    /** A transaction ended, and its locks with it. */
    void released() {}

    final void uses(Session session) {
        sessions.add(session);
    }

    final void returned(Session session) {
        sessions.remove(session);
    }

    /** Undoes what is not committed, as a database does when a client goes away. */
    final void rollBack() {
        sessions.forEach(Session::rollBack);
    }

    /** The tables whose changes are not committed yet. */
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
            // dead: nothing to tell
        } catch (Throwable e) {
            thrown = e;
        } finally {
            CURRENT.remove(); // what is left to do here is no part of the scenario
            try {
                sessions.forEach(Session::abandon);
            } finally {
                ended();
            }
        }
    }
}
