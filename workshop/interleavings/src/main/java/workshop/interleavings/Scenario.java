package workshop.interleavings;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything that {@link Interleavings} was told.
 *
 * @param mayCrash the actors whose process may die
 * @param points the kinds of operations at which actors stop
 * @param reasons what the mistake is, by the forbidden outcome that shows it
 * @param processes the package of the code that runs in separate processes; null when the actors
 *     are threads of one
 */
record Scenario<W>(
        String name,
        Supplier<W> world,
        Map<String, Interleavings.Act<W>> actors,
        Set<String> mayCrash,
        Set<Kind> points,
        Function<W, String> outcome,
        Set<String> acceptable,
        Map<String, String> reasons,
        String processes,
        int maxSchedules,
        int enoughIfBad,
        int maxSteps) {

    /** Where the actors' code is. */
    Set<String> packages() {
        return actors.values().stream()
                .map(act -> act.getClass().getPackageName())
                .collect(Collectors.toSet());
    }

    /** An outcome that the scenario does not name is forbidden too. */
    boolean isForbidden(String outcome) {
        return !acceptable.contains(outcome);
    }

    boolean isBad(Trace trace) {
        return isForbidden(trace.outcome());
    }

    /** The outcome of a schedule in which an actor threw something. */
    String threw(String actor, Throwable thrown) {
        return "%s threw %s".formatted(actor, thrown.getClass().getSimpleName());
    }

    /** Does something in a fresh world, and closes the world if it can be closed. */
    <T> T inFreshWorld(Visit<W, T> visit) {
        try {
            W fresh = world.get();
            try {
                return visit.to(fresh);
            } finally {
                if (fresh instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The scenario's own code failed: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    interface Visit<W, T> {
        T to(W world) throws Exception;
    }
}
