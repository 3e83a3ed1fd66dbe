package workshop.interleavings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * An actor that stops before each operation, and goes on when the scheduler says so. What it does
 * until it stops again is one step.
 */
final class SteppedActor extends Actor {

    private enum State {
        RUNNING,
        STOPPED,
        ENDED
    }

    private final Set<Kind> points;
    private final Thread scheduler = Thread.currentThread();
    private final Semaphore turn = new Semaphore(0);

    private volatile State state = State.RUNNING;
    private volatile PendingOperation next;
    private volatile boolean blocked;
    private volatile boolean dead;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> published = new TreeSet<>();
    private boolean released;

    /**
     * @param points the kinds of operations at which it stops
     */
    SteppedActor(String name, Set<Kind> points, Body body) {
        super(
                name,
                () -> {
                    current().await(new PendingOperation(Kind.START, "start"));
                    body.run();
                });
        this.points = points;
    }

    @Override
    void await(PendingOperation operation) {
        if (dead && operation.kind() == Kind.ROLLBACK) {
            return; // its death rolls back anyway
        }
        requireAlive();
        if (points.contains(operation.kind())) {
            next = operation;
            stop();
        }
    }

    @Override
    void blocked(PendingOperation operation) {
        next = operation;
        blocked = true;
        stop();
    }

    private void stop() {
        // Synchronized with die(): one that dies on its way here must not stop for ever.
        synchronized (this) {
            requireAlive();
            state = State.STOPPED;
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

    boolean isStopped() {
        return state == State.STOPPED;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    /** The operation before which it has stopped. */
    PendingOperation next() {
        return next;
    }

    /** Whether it found a locked row. Then neither it nor its schedule can go on. */
    boolean isBlocked() {
        return blocked;
    }

    /** Forgets what belongs to earlier steps. */
    void beginStep() {
        notes.clear();
        published.clear();
        released = false;
    }

    /** Lets it do its next operation. */
    void go() {
        state = State.RUNNING;
        turn.release();
    }

    /**
     * From here on its process is dead: what it has not committed is undone, and its thread leaves
     * the code at once.
     */
    void die() {
        synchronized (this) {
            if (isEnded()) {
                return;
            }
            dead = true;
            if (!isStopped()) {
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

    /** What it did since {@link #beginStep}, under that label. */
    ScheduleStep step(Kind kind, String label) {
        return new ScheduleStep(
                name(), kind, label, String.join(", ", notes), List.copyOf(published));
    }

    boolean hasReleased() {
        return released;
    }
}
