package workshop.interleavings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * An actor that announces each operation, stands still, and goes on when the scheduler says so.
 * What it does from there to its next announcement is one step.
 */
final class SteppedActor extends Actor {

    private enum State {
        RUNNING,
        AT_POINT,
        ENDED
    }

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
        super(
                name,
                () -> {
                    current().await(new Point(Kind.START, "start"));
                    body.run();
                });
        this.points = points;
    }

    @Override
    void await(Point point) {
        if (dead && point.kind() == Kind.ROLLBACK) {
            return; // that happens anyway when one dies
        }
        requireAlive();
        if (points.contains(point.kind())) {
            next = point;
            standStill();
        }
    }

    @Override
    void refused(Point point) {
        next = point;
        refused = true;
        standStill();
    }

    private void standStill() {
        synchronized (this) { // it dies before this or after it, and does not stand still unseen
            requireAlive();
            state = State.AT_POINT;
        }
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
    boolean isScheduled() {
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

    /** Whether it found a row locked. Then it cannot go on, and its schedule with it. */
    boolean isRefused() {
        return refused;
    }

    /** What happened before the next move is told. */
    void forget() {
        notes.clear();
        published.clear();
        released = false;
    }

    /** Lets it do what it announced. */
    void go() {
        state = State.RUNNING;
        turn.release();
    }

    /**
     * Its process is dead from here on: what was not committed is undone, and its thread gets out
     * of the code at once.
     */
    void die() {
        synchronized (this) {
            if (isEnded()) {
                return;
            }
            dead = true;
            if (!isAtPoint()) {
                return;
            }
        }
        rollBack();
        go();
    }

    /** What its body threw while it lived, or null. */
    Throwable failure() {
        return dead ? null : thrown();
    }

    /** What it did since {@link #forget}, under that label. */
    Step step(Kind kind, String label) {
        return new Step(name(), kind, label, String.join(", ", notes), List.copyOf(published));
    }

    boolean hasReleased() {
        return released;
    }
}
