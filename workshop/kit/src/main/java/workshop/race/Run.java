package workshop.race;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** One schedule while it happens: lets one actor move at a time, and knows who can. */
final class Run implements AutoCloseable {

    /** How long an actor may compute between two points. A bound, never a way to find out who is blocked. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** How long an actor may take to get out of the code when its schedule is over. */
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final long LOOK_AT_MONITORS_AFTER = Duration.ofMillis(1).toNanos();

    private final List<SteppedActor> actors;
    private final Set<String> mortal;
    private boolean crashed;

    Run(List<SteppedActor> actors, Set<String> mortal) {
        this.actors = actors;
        this.mortal = mortal;
    }

    /** Starts them one after the other, each up to its first point. What should be a point, if one has to wait for another before. */
    Optional<Kind> start() {
        for (var actor : actors) {
            actor.thread().start();
            settle();
            if (actor.isRunning() || actor.isRefused()) {
                return Optional.of(actor.isRefused() ? actor.next().kind() : Kind.START);
            }
        }
        return Optional.empty();
    }

    /** What may happen next, when these actors are known to wait for a row lock. */
    List<Move> moves(Set<Integer> refused) {
        var ready = IntStream.range(0, actors.size())
                .filter(i -> actors.get(i).isAtPoint() && actors.get(i).next().ready().getAsBoolean())
                .boxed().toList();
        var moves = new ArrayList<Move>();
        ready.stream().filter(i -> !refused.contains(i)).forEach(i -> moves.add(new Move(i, Move.How.GO)));
        if (!crashed) {
            ready.stream().filter(i -> mortal.contains(actors.get(i).name())).forEach(i -> moves.add(new Move(i, Move.How.CRASH)));
        }
        return moves;
    }

    /** When nobody can move: the first who waits for a message goes on without one. */
    List<Move> lastResort() {
        return IntStream.range(0, actors.size())
                .filter(i -> actors.get(i).isAtPoint() && actors.get(i).next().kind() == Kind.POP)
                .mapToObj(i -> new Move(i, Move.How.GO_WITHOUT))
                .limit(1)
                .toList();
    }

    /** Makes the move. Null when the actor found a row locked: then this schedule is not possible. */
    Step make(Move move) {
        var actor = actors.get(move.actor());
        if (!actor.isAtPoint()) {
            throw new IllegalStateException(actor.name() + " cannot move.");
        }
        var point = actor.next();
        actors.forEach(SteppedActor::forget);
        crashed |= move.how() == Move.How.CRASH;
        if (move.how() == Move.How.CRASH) {
            actor.die();
        } else {
            actor.go();
        }
        settle();
        if (actor.isRefused()) {
            return null;
        }
        return move.how() == Move.How.CRASH
                ? actor.step(Kind.CRASH, "dies before " + point.label())
                : actor.step(point.kind(), point.label());
    }

    /** What this move's actor wanted to do when it found a row locked. */
    Kind refusedKind(Move move) {
        return actors.get(move.actor()).next().kind();
    }

    /** Whether anybody let go of locks in the last move. */
    boolean hasReleased() {
        return actors.stream().anyMatch(SteppedActor::hasReleased);
    }

    boolean isOver() {
        return actors.stream().allMatch(SteppedActor::isEnded);
    }

    /** Who waits for what, one line each. */
    List<String> waiting(Set<Integer> refused) {
        return IntStream.range(0, actors.size()).filter(i -> !actors.get(i).isEnded())
                .mapToObj(i -> waiting(actors.get(i), refused.contains(i)))
                .toList();
    }

    private String waiting(SteppedActor actor, boolean refused) {
        String holds = actor.uncommitted().isEmpty() ? ""
                : "; it holds uncommitted changes: " + String.join(", ", actor.uncommitted());
        if (actor.isRunning()) {
            return "%s waits for %s, which %s holds%s"
                    .formatted(actor.name(), Monitors.lockOf(actor.thread()), holderOf(actor).name(), holds);
        }
        if (!refused) {
            return "%s waits to do \"%s\"%s".formatted(actor.name(), actor.next().label(), holds);
        }
        var holders = actors.stream().filter(other -> other != actor && !other.uncommitted().isEmpty()).map(Actor::name).toList();
        return "%s waits to do \"%s\": a row is locked by %s%s".formatted(actor.name(), actor.next().label(),
                holders.isEmpty() ? "a transaction that no actor owns" : String.join(" or ", holders), holds);
    }

    /** Ends what is still there, so that nothing outlives its schedule. */
    @Override
    public void close() {
        actors.forEach(SteppedActor::die);
        boolean interrupted = Thread.interrupted();
        for (var actor : actors) {
            if (!endsSoon(actor)) {
                actor.thread().interrupt(); // for one that waits for something nobody knows of
                endsSoon(actor);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean endsSoon(SteppedActor actor) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            while (actor.thread().isAlive() && (actor.isEnded() || isUnsettled(actor)) && System.nanoTime() < deadline) {
                actor.thread().join(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !actor.thread().isAlive();
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
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("The exploration was interrupted: the time of its test is up.");
                }
                if (waited > PATIENCE.toNanos()) {
                    throw new StuckException(actor.name(), PATIENCE, actor.thread().getStackTrace());
                }
                LockSupport.parkNanos(LOOK_AT_MONITORS_AFTER);
            }
        }
    }

    /** Whether it may still do something by itself: it runs, and waits for no lock that an actor at a standstill holds. */
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
