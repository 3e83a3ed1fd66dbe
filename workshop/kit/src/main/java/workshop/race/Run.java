package workshop.race;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** One schedule while it happens: lets one actor move at a time, and knows who can. */
final class Run implements AutoCloseable {

    /** How long an actor may compute between two points. A bound, never a way to find out who is blocked. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_AT_MONITORS_AFTER = Duration.ofMillis(1).toNanos();

    private final List<SteppedActor> actors;
    private final Set<String> mortal;
    private boolean crashed;

    Run(List<SteppedActor> actors, Set<String> mortal) {
        this.actors = actors;
        this.mortal = mortal;
    }

    /** Starts them one after the other, each up to its first point. */
    void start() {
        for (var actor : actors) {
            actor.thread().start();
            settle();
        }
    }

    /** All that can happen next. Whether a row is locked shows only when an actor tries. */
    List<Move> moves() {
        var able = new ArrayList<Integer>();
        for (int i = 0; i < actors.size(); i++) {
            var actor = actors.get(i);
            if (actor.isAtPoint() && !actor.isRefused() && actor.next().ready().getAsBoolean()) {
                able.add(i);
            }
        }
        var moves = new ArrayList<Move>();
        able.forEach(i -> moves.add(new Move(i, Move.How.GO)));
        if (!crashed) {
            able.stream().filter(i -> mortal.contains(actors.get(i).name())).forEach(i -> moves.add(new Move(i, Move.How.CRASH)));
        }
        return moves;
    }

    /** When nobody can move: the first who waits for a message goes on without one. */
    List<Move> lastResort() {
        for (int i = 0; i < actors.size(); i++) {
            if (actors.get(i).isAtPoint() && actors.get(i).next().kind() == Kind.POP) {
                return List.of(new Move(i, Move.How.GO_WITHOUT));
            }
        }
        return List.of();
    }

    /** Makes the move. Null when the actor found a row locked: then nothing happened. */
    Step make(Move move) {
        var actor = actors.get(move.actor());
        var point = actor.next();
        if (!actor.isAtPoint()) {
            throw new IllegalStateException(actor.name() + " cannot move.");
        }
        if (move.how() == Move.How.CRASH) {
            crashed = true;
            actor.die();
        } else {
            actor.go();
        }
        settle();
        if (actor.isRefused() && actor.next() == point) {
            return null;
        }
        if (actor.hasReleased()) {
            actors.forEach(SteppedActor::tryAgain);
        }
        return move.how() == Move.How.CRASH
                ? actor.step(Kind.CRASH, "dies before " + point.label())
                : actor.step(point.kind(), point.label());
    }

    boolean isOver() {
        return actors.stream().allMatch(SteppedActor::isEnded);
    }

    /** Who waits for what, one line each. */
    List<String> waiting() {
        return actors.stream().filter(actor -> !actor.isEnded()).map(this::waiting).toList();
    }

    private String waiting(SteppedActor actor) {
        String holds = actor.uncommitted().isEmpty() ? "" : "; it holds uncommitted changes: " + String.join(", ", actor.uncommitted());
        if (actor.isRunning()) {
            return "%s waits for %s, which %s holds%s".formatted(actor.name(), Monitors.lockOf(actor.thread()), holderOf(actor).name(), holds);
        }
        if (!actor.isRefused()) {
            return "%s waits to do \"%s\"%s".formatted(actor.name(), actor.next().label(), holds);
        }
        var holders = actors.stream().filter(other -> other != actor && !other.uncommitted().isEmpty()).map(Actor::name).toList();
        return "%s waits to do \"%s\": a row is locked by %s%s".formatted(actor.name(), actor.next().label(),
                holders.isEmpty() ? "a transaction that no actor owns" : String.join(" or ", holders), holds);
    }

    /** What the actors threw; null where they did not. */
    Throwable thrownBy(int actor) {
        return actors.get(actor).thrown();
    }

    /** Ends what is still there, so that nothing outlives its schedule. */
    @Override
    public void close() {
        actors.forEach(SteppedActor::die);
        for (var actor : actors) {
            if (!endsWithin(actor, PATIENCE)) {
                actor.thread().interrupt(); // for one that waits for something nobody knows of
                endsWithin(actor, PATIENCE);
            }
        }
    }

    private boolean endsWithin(SteppedActor actor, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isUnsettled(actor) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AT_MONITORS_AFTER);
        }
        return !isUnsettled(actor);
    }

    /** Waits until each actor stands at a point, has ended, or waits for a lock that an actor at a standstill holds. */
    private void settle() {
        long start = System.nanoTime();
        for (var actor : actors) {
            while (actor.isRunning() && actor.thread().isAlive()) {
                long waited = System.nanoTime() - start;
                if (waited > LOOK_AT_MONITORS_AFTER && !isUnsettled(actor)) {
                    break;
                }
                if (waited > PATIENCE.toNanos() || Thread.currentThread().isInterrupted()) {
                    throw new StuckException(actor.name(), Duration.ofNanos(waited), actor.thread().getStackTrace());
                }
                LockSupport.parkNanos(LOOK_AT_MONITORS_AFTER);
            }
        }
    }

    /** Whether it may still do something by itself: it runs, and what it waits for, if anything, is not held by an actor at a standstill. */
    private boolean isUnsettled(SteppedActor actor) {
        var seen = new HashSet<SteppedActor>();
        while (actor != null && actor.isRunning() && actor.thread().isAlive()) {
            if (!seen.add(actor)) {
                return false; // they wait for one another
            }
            actor = holderOf(actor);
            if (actor == null) {
                return true;
            }
        }
        return false;
    }

    /** The actor that holds the Java lock which this one waits for, or null. */
    private SteppedActor holderOf(SteppedActor waiting) {
        long id = Monitors.holderOf(waiting.thread());
        return actors.stream().filter(actor -> actor.thread().getId() == id).findFirst().orElse(null);
    }
}
