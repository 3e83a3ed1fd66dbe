package workshop.interleavings;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One schedule while it happens: lets one actor move at a time, and knows who can. */
final class Run implements AutoCloseable {

    /**
     * How long an actor may compute between two points. A bound, never a way to find out who is
     * blocked.
     */
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

    /**
     * Starts them one after the other, each up to its first point. What should be a point, if one
     * has to wait for another before.
     */
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

    /**
     * Where each actor is. The same choices always lead to the same positions, if only the choices
     * matter.
     */
    List<String> positions() {
        return actors.stream()
                .map(
                        actor ->
                                actor.name()
                                        + (actor.isEnded()
                                                ? " is at its end"
                                                : actor.isAtPoint()
                                                        ? " is about to do \"%s\""
                                                                .formatted(actor.next().label())
                                                        : " waits for a Java lock"))
                .toList();
    }

    /** What may happen next, when these actors are known to wait for a row lock. */
    List<Move> moves(Set<Integer> refused) {
        var ready =
                IntStream.range(0, actors.size())
                        .filter(
                                i ->
                                        actors.get(i).isAtPoint()
                                                && actors.get(i).next().ready().getAsBoolean())
                        .boxed()
                        .toList();
        var moves = new ArrayList<Move>();
        ready.stream()
                .filter(i -> !refused.contains(i))
                .forEach(i -> moves.add(new Move(i, Move.How.GO)));
        if (!crashed) {
            ready.stream()
                    .filter(i -> mortal.contains(actors.get(i).name()))
                    .forEach(i -> moves.add(new Move(i, Move.How.CRASH)));
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

    /**
     * Makes the move. Null when the actor found a row locked: then this schedule is not possible.
     */
    Step make(Move move) {
        var actor = actors.get(move.actor());
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

    /** Where code of this package waits for a Java lock, and whose; empty when nobody does. */
    Optional<String> waitingForJavaLock(String packageName) {
        return actors.stream()
                .filter(Run::isBusy)
                .flatMap(
                        actor ->
                                Monitors.lineOf(packageName, actor.thread()).stream()
                                        .map(
                                                line ->
                                                        "%s:%d: %s"
                                                                .formatted(
                                                                        line.getFileName(),
                                                                        line.getLineNumber(),
                                                                        waiting(actor, false))))
                .findFirst();
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
        return IntStream.range(0, actors.size())
                .filter(i -> !actors.get(i).isEnded())
                .mapToObj(i -> waiting(actors.get(i), refused.contains(i)))
                .toList();
    }

    private String waiting(SteppedActor actor, boolean refused) {
        String holds =
                actor.uncommitted().isEmpty()
                        ? ""
                        : "; it holds uncommitted changes: "
                                + String.join(", ", actor.uncommitted());
        if (actor.isRunning()) {
            return "%s waits for %s, which %s holds%s"
                    .formatted(
                            actor.name(),
                            Monitors.lockOf(actor.thread()),
                            holders(actors).get(actor).name(),
                            holds);
        }
        if (!refused) {
            return "%s waits to do \"%s\"%s".formatted(actor.name(), actor.next().label(), holds);
        }
        var holders =
                actors.stream()
                        .filter(other -> other != actor && !other.uncommitted().isEmpty())
                        .map(Actor::name)
                        .toList();
        return "%s waits to do \"%s\": a row is locked by %s%s"
                .formatted(
                        actor.name(),
                        actor.next().label(),
                        holders.isEmpty()
                                ? "a transaction that no actor owns"
                                : String.join(" or ", holders),
                        holds);
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
            while (actor.thread().isAlive()
                    && !lockedOut().contains(actor)
                    && System.nanoTime() < deadline) {
                actor.thread().join(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !actor.thread().isAlive();
    }

    /**
     * Waits until each actor stands at a point, has ended, or waits for a Java lock that is not let
     * go before another one moves.
     */
    private void settle() {
        long start = System.nanoTime();
        while (true) {
            var busy = actors.stream().filter(Run::isBusy).toList();
            long waited = System.nanoTime() - start;
            if (busy.isEmpty()
                    || waited > LOOK_AT_MONITORS_AFTER && lockedOut().containsAll(busy)) {
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(
                        "The exploration was interrupted: the time of its test is up.");
            }
            if (waited > PATIENCE.toNanos()) {
                var stuck = busy.get(0);
                throw new StuckException(stuck.name(), PATIENCE, stuck.thread().getStackTrace());
            }
            LockSupport.parkNanos(LOOK_AT_MONITORS_AFTER);
        }
    }

    private static boolean isBusy(SteppedActor actor) {
        return actor.isRunning() && actor.thread().isAlive();
    }

    /**
     * Who cannot go on by itself: who waits for a Java lock of one that stands still, or is dead,
     * or waits in its turn; or they wait for one another. It stays so until the next move. Who
     * stands still is asked first: it still does when the JVM looks at the locks.
     */
    private Set<SteppedActor> lockedOut() {
        var free =
                actors.stream()
                        .filter(actor -> !actor.isAtPoint() && actor.thread().isAlive())
                        .collect(toSet());
        var holders = holders(free);
        var out = new HashSet<>(holders.keySet());
        boolean changed;
        do {
            changed =
                    out.removeIf(
                            actor ->
                                    free.contains(holders.get(actor))
                                            && !out.contains(holders.get(actor)));
        } while (changed);
        return out;
    }

    /** Who of them waits for a Java lock of an actor, and for whose. */
    private Map<SteppedActor, SteppedActor> holders(Collection<SteppedActor> waiting) {
        var byId =
                actors.stream()
                        .collect(toMap(actor -> actor.thread().getId(), Function.identity()));
        var holders = new HashMap<SteppedActor, SteppedActor>();
        Monitors.holders(waiting.stream().map(Actor::thread).toList())
                .forEach(
                        (id, holder) -> {
                            if (byId.containsKey(holder)) {
                                holders.put(byId.get(id), byId.get(holder));
                            }
                        });
        return holders;
    }
}
