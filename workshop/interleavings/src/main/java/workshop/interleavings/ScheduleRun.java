package workshop.interleavings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import workshop.interleavings.ChoicePoint.Move;

/** One schedule while it happens: lets one actor move at a time, and knows which actors can. */
final class ScheduleRun implements AutoCloseable {

    /** How long an actor may compute between two operations. It never decides who is blocked. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** How long an actor may take to leave the code when its schedule is over. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final long NANOS_BEFORE_ASKING_FOR_LOCKS = Duration.ofMillis(1).toNanos();

    private final List<SteppedActor> actors;
    private final Set<String> mayCrash;
    private final WaitForGraph waits;
    private boolean crashed;

    ScheduleRun(List<SteppedActor> actors, Set<String> mayCrash) {
        this.actors = actors;
        this.mayCrash = mayCrash;
        this.waits = new WaitForGraph(actors);
    }

    /**
     * Starts one actor after the other, each up to its first point. If one has to wait for another
     * before that, the kind of operation at which it should have stopped.
     */
    Optional<Kind> start() {
        for (var actor : actors) {
            actor.thread().start();
            settle();
            if (actor.isBlocked()) {
                return Optional.of(actor.next().kind());
            }
            if (actor.isRunning()) {
                return Optional.of(Kind.START);
            }
        }
        return Optional.empty();
    }

    /**
     * Where each actor is. As long as nothing but the choices matters, the same choices lead to the
     * same positions.
     */
    List<Position> positions() {
        return actors.stream()
                .map(actor -> new Position(actor.name() + position(actor), actor.failure()))
                .toList();
    }

    /**
     * Where an actor is. The same place is an equal text; what an actor threw may say something
     * else each time.
     */
    record Position(String text, Throwable thrown) {

        boolean hasThrown() {
            return thrown != null;
        }

        @Override
        public String toString() {
            return hasThrown() ? "%s with %s".formatted(text, thrown) : text;
        }
    }

    private static String position(SteppedActor actor) {
        if (actor.isEnded()) {
            return " has ended";
        }
        return actor.isStopped()
                ? " is about to do \"%s\"".formatted(actor.next().label())
                : " waits for a Java lock";
    }

    /** What may happen next, when these actors are known to wait for a row lock. */
    List<Move> moves(Set<Integer> blocked) {
        var ready = IntStream.range(0, actors.size()).filter(this::isReady).boxed().toList();
        var moves = new ArrayList<Move>();
        ready.stream()
                .filter(i -> !blocked.contains(i))
                .forEach(i -> moves.add(new Move(i, Move.How.GO)));
        if (!crashed) {
            ready.stream()
                    .filter(i -> mayCrash.contains(actors.get(i).name()))
                    .forEach(i -> moves.add(new Move(i, Move.How.CRASH)));
        }
        return moves;
    }

    private boolean isReady(int i) {
        return actors.get(i).isStopped() && actors.get(i).next().ready().getAsBoolean();
    }

    /** When no actor can move: the first that waits for a message goes on without one. */
    List<Move> lastResort() {
        return IntStream.range(0, actors.size())
                .filter(i -> actors.get(i).isStopped() && actors.get(i).next().kind() == Kind.POP)
                .mapToObj(i -> new Move(i, Move.How.GO_WITHOUT_MESSAGE))
                .limit(1)
                .toList();
    }

    /** Makes the move. Null when the actor found a locked row: then this order is not possible. */
    ScheduleStep make(Move move) {
        var actor = actors.get(move.actor());
        var operation = actor.next();
        actors.forEach(SteppedActor::beginStep);
        if (move.how() == Move.How.CRASH) {
            crashed = true;
            actor.die();
            settle();
            return actor.step(Kind.CRASH, "dies before " + operation.label());
        }
        actor.go();
        settle();
        return actor.isBlocked() ? null : actor.step(operation.kind(), operation.label());
    }

    /** What this move's actor wanted to do when it found a locked row. */
    Kind blockedKind(Move move) {
        return actors.get(move.actor()).next().kind();
    }

    /** Whether any actor released locks in the last move. */
    boolean hasReleased() {
        return actors.stream().anyMatch(SteppedActor::hasReleased);
    }

    boolean isOver() {
        return actors.stream().allMatch(SteppedActor::isEnded);
    }

    /** Who waits for whom. */
    WaitForGraph waits() {
        return waits;
    }

    /** Ends every actor, so that nothing outlives its schedule. */
    @Override
    public void close() {
        actors.forEach(SteppedActor::die);
        boolean interrupted = Thread.interrupted();
        for (var actor : actors) {
            if (!endsSoon(actor)) {
                actor.thread().interrupt(); // it may wait for something the explorer cannot see
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
                    && !waits.lockedOut().contains(actor)
                    && System.nanoTime() < deadline) {
                actor.thread().join(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !actor.thread().isAlive();
    }

    /**
     * Waits until each actor has stopped or ended, or waits for a Java lock that is not released
     * before another actor moves.
     */
    private void settle() {
        long start = System.nanoTime();
        while (true) {
            var busy = waits.busy();
            long waited = System.nanoTime() - start;
            if (busy.isEmpty()
                    || waited > NANOS_BEFORE_ASKING_FOR_LOCKS
                            && waits.lockedOut().containsAll(busy)) {
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(
                        "The exploration was interrupted: the time of its test is up.");
            }
            if (waited > PATIENCE.toNanos() && !Debugger.isAttached()) {
                throw StuckException.betweenSteps(busy.get(0), PATIENCE);
            }
            LockSupport.parkNanos(NANOS_BEFORE_ASKING_FOR_LOCKS);
        }
    }
}
