package workshop.interleavings;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that {@link Interleavings} was told.
 *
 * @param processes the package of the code that runs in separate processes; null when the actors
 *     are threads of one
 */
record Scenario<W>(
        String name,
        Supplier<W> world,
        Map<String, Act<W>> actors,
        Set<String> mortal,
        Set<Kind> points,
        Function<W, String> outcome,
        Map<String, Verdict> verdicts,
        Map<String, String> reasons,
        String processes,
        int maxSchedules,
        int enoughIfBad,
        int maxSteps) {

    Verdict verdict(String outcome) {
        return verdicts.getOrDefault(outcome, Verdict.FORBIDDEN);
    }

    boolean isBad(Trace trace) {
        return verdict(trace.outcome()) == Verdict.FORBIDDEN;
    }

    /** Does something in a world of its own, and closes that if it can be closed. */
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
