package workshop.interleavings;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Which actor waits for which, and for what: known from the JVM and the database, not guessed. */
final class WaitForGraph {

    private final List<SteppedActor> actors;

    WaitForGraph(List<SteppedActor> actors) {
        this.actors = actors;
    }

    /** The actors that have neither stopped nor ended: they run, or wait for a Java lock. */
    List<SteppedActor> busy() {
        return actors.stream().filter(WaitForGraph::isBusy).toList();
    }

    private static boolean isBusy(SteppedActor actor) {
        return actor.isRunning() && actor.thread().isAlive();
    }

    /**
     * The actors that cannot go on until another one moves. Each waits for a Java lock, and the
     * actor that holds it has stopped, is dead, or is locked out itself. Which actors have stopped
     * is asked before the JVM is asked about locks, so the answers fit together: an actor that has
     * stopped stays so until the next move.
     */
    Set<SteppedActor> lockedOut() {
        var running =
                actors.stream()
                        .filter(actor -> !actor.isStopped() && actor.thread().isAlive())
                        .collect(toSet());
        var holders = holders(running);
        var lockedOut = new HashSet<>(holders.keySet());
        boolean changed;
        do {
            changed =
                    lockedOut.removeIf(
                            actor -> {
                                var holder = holders.get(actor);
                                return running.contains(holder) && !lockedOut.contains(holder);
                            });
        } while (changed);
        return lockedOut;
    }

    /** For each actor that waits for a Java lock of another: the one that holds it. */
    private Map<SteppedActor, SteppedActor> holders(Collection<SteppedActor> waiting) {
        var byId =
                actors.stream()
                        .collect(toMap(actor -> actor.thread().getId(), Function.identity()));
        var holders = new HashMap<SteppedActor, SteppedActor>();
        var ids = JavaLocks.holders(waiting.stream().map(Actor::thread).toList());
        for (var wait : ids.entrySet()) {
            var holder = byId.get(wait.getValue());
            if (holder != null) {
                holders.put(byId.get(wait.getKey()), holder);
            }
        }
        return holders;
    }

    /** Where code of this package waits for a Java lock, and whose; empty when none does. */
    Optional<String> forJavaLock(String packageName) {
        return busy().stream()
                .flatMap(actor -> forJavaLock(packageName, actor).stream())
                .findFirst();
    }

    private Optional<String> forJavaLock(String packageName, SteppedActor actor) {
        return JavaLocks.lineOf(packageName, actor.thread())
                .map(line -> line.getFileName() + ":" + line.getLineNumber())
                .map(line -> "%s: %s".formatted(line, describeJavaLock(actor)));
    }

    /**
     * Says who waits for what, one line for each actor that has not ended.
     *
     * @param blocked the actors that wait for a row lock
     */
    List<String> describe(Set<Integer> blocked) {
        return IntStream.range(0, actors.size())
                .filter(i -> !actors.get(i).isEnded())
                .mapToObj(i -> describe(actors.get(i), blocked.contains(i)))
                .toList();
    }

    private String describe(SteppedActor actor, boolean isBlocked) {
        if (actor.isRunning()) {
            return describeJavaLock(actor);
        }
        String wait = "%s waits to do \"%s\"".formatted(actor.name(), actor.next().label());
        return wait
                + (isBlocked ? ": a row is locked by " + holdersOfRows(actor) : "")
                + uncommitted(actor);
    }

    private String describeJavaLock(SteppedActor actor) {
        return "%s waits for %s, which %s holds%s"
                .formatted(
                        actor.name(),
                        JavaLocks.lockOf(actor.thread()),
                        holders(actors).get(actor).name(),
                        uncommitted(actor));
    }

    private static String uncommitted(SteppedActor actor) {
        var tables = actor.uncommitted();
        return tables.isEmpty()
                ? ""
                : "; meanwhile it has uncommitted changes to " + String.join(", ", tables);
    }

    private String holdersOfRows(SteppedActor waiting) {
        var holders =
                actors.stream()
                        .filter(other -> other != waiting && !other.uncommitted().isEmpty())
                        .map(Actor::name)
                        .toList();
        return holders.isEmpty() ? "a transaction of no actor" : String.join(" or ", holders);
    }
}
