package workshop.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * An actor that announces each operation, stands still, and goes on when the scheduler says so. What it does from there to its
 * next announcement is one step.
 */
final class SteppedActor extends Actor {

    private enum State { RUNNING, AT_POINT, ENDED }

    private final Set<Kind> points;
    private final Thread scheduler = Thread.currentThread();
    private final Semaphore turn = new Semaphore(0);

    private volatile State state = State.RUNNING;
    private volatile Point next;
    private volatile boolean refused;
    private volatile boolean dead;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> published = new TreeSet<>();
    private boolean released;

    SteppedActor(String name, Body body, Set<Kind> points) {
        super(name, body);
        this.points = points;
    }

    @Override
    <T, X extends Exception> T at(Point point, Attempt<T, X> attempt) throws X {
        requireAlive();
        if (!points.contains(point.kind())) {
            try {
                return attempt.run();
            } catch (RowLocked e) {
                refused = true; // it has to wait for another actor, so it is a point after all
            }
        }
        while (true) {
            announce(point);
            try {
                return attempt.run();
            } catch (RowLocked e) {
                refused = true;
            }
        }
    }

    private void announce(Point point) {
        next = point;
        state = State.AT_POINT;
        LockSupport.unpark(scheduler);
        turn.acquireUninterruptibly();
        requireAlive();
    }

    private void requireAlive() {
        if (dead) {
            throw new Crash(name());
        }
    }

    @Override
    void ended() {
        released = true;
        state = State.ENDED;
        LockSupport.unpark(scheduler);
    }

    @Override
    boolean skipsPauses() {
        return true;
    }

    @Override
    void note(String note) {
        notes.add(note);
    }

    @Override
    void publish(Set<String> tables) {
        published.addAll(tables);
    }

    @Override
    void released() {
        released = true;
    }

    // From here on: for the scheduler.

    boolean isRunning() {
        return state == State.RUNNING;
    }

    boolean isAtPoint() {
        return state == State.AT_POINT;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    /** The operation that it announced. */
    Point next() {
        return next;
    }

    /** Whether it tried and found a row locked. */
    boolean isRefused() {
        return refused;
    }

    /** It may try again: somebody has let go of locks. */
    void tryAgain() {
        refused = false;
    }

    /** Lets it do what it announced. */
    void go() {
        refused = false;
        notes.clear();
        published.clear();
        released = false;
        state = State.RUNNING;
        turn.release();
    }

    /** Its process is dead from here on: what was not committed is undone, and its thread gets out of the code at once. */
    void die() {
        dead = true;
        if (isAtPoint()) {
            rollBack();
            go();
        }
    }

    /** What it did since {@link #go}, under that label. */
    Step step(Kind kind, String label) {
        return new Step(name(), kind, label, String.join(", ", notes), List.copyOf(published));
    }

    boolean hasReleased() {
        return released;
    }
}
