package workshop.step02;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.interleavings.Outcome;
import workshop.interleavings.OwnThreadError;
import workshop.interleavings.StuckException;
import workshop.interleavings.Trace;

/**
 * What a learner reads about a race: what happened, in words, then the table of outcomes and the
 * shortest bad schedule.
 */
final class Races {

    private static final String STUCK =
            """
            Your code stood still for 3 seconds at %s: an endless loop, or it waits for something \
            in memory (a flag, a set, a latch). The actors stand for processes, which share no \
            memory: in production, each would have one of its own. Let the database decide. (Or \
            is this machine very busy?)\
            """;

    private Races() {}

    /**
     * What one actor did in one step of a schedule.
     *
     * @param text the operation, and what came of it
     */
    record Seen(String actor, Kind kind, String text, List<String> publishes) {

        boolean is(String who, Kind what) {
            return actor.equals(who) && kind == what;
        }

        /** Whether the database found no row for that statement. */
        boolean isNoRow() {
            return text.endsWith("no row");
        }
    }

    /** Explores; when code cannot be stopped, or does not go on, says why. */
    static Exploration explore(Interleavings<?> interleavings, CallInterceptor interceptor) {
        return explore(interleavings, interceptor, sent -> "");
    }

    /**
     * The same.
     *
     * @param handedOver what to say of a message that the code sent from another thread
     */
    static Exploration explore(
            Interleavings<?> interleavings,
            CallInterceptor interceptor,
            Function<Sent, String> handedOver) {
        try {
            return interleavings.explore();
        } catch (OwnThreadError own) {
            var line = Sent.line(List.of(own.getStackTrace()));
            var words = sentAt(line, interceptor).map(handedOver).orElse("");
            if (words.isEmpty()) {
                throw own;
            }
            var error = new AssertionError(words);
            error.setStackTrace(own.getStackTrace());
            throw error;
        } catch (StuckException stuck) {
            var error = why(stuck, interceptor);
            error.addSuppressed(stuck); // so that the next tests are spared
            throw error;
        }
    }

    private static AssertionError why(StuckException stuck, CallInterceptor interceptor) {
        try {
            interceptor.clear();
        } catch (AssertionError known) {
            return known;
        }
        var error = new AssertionError(STUCK.formatted(Sent.line(List.of(stuck.getStackTrace()))));
        error.setStackTrace(stuck.getStackTrace());
        return error;
    }

    /** The thread that was seen about to call the queue may not have come through yet. */
    private static Optional<Sent> sentAt(String line, CallInterceptor interceptor) {
        Optional<Sent> sent = Optional.empty();
        for (int i = 0; i < 100 && sent.isEmpty(); i++) {
            sent = interceptor.sent().stream().filter(each -> each.line().equals(line)).findFirst();
            if (sent.isEmpty()) {
                LockSupport.parkNanos(2_000_000);
            }
        }
        return sent;
    }

    /**
     * Passes when no interleaving ends badly.
     *
     * @param words what a failure says first; when empty, it explains the shortest bad schedule
     */
    static void requireNone(Exploration exploration, String words) {
        exploration.requireNoForbidden(words.isEmpty() ? why(exploration) : words);
    }

    /** Passes when none of those interleavings ends badly that were tried. */
    static void requireNoneOfThose(Exploration exploration, String words) {
        if (exploration.bad() > 0) {
            requireNone(exploration, words);
        }
    }

    /** How the shortest bad schedule ended; empty when there is none. */
    static String shortestBadOutcome(Exploration exploration) {
        return exploration.shortestBad().map(Trace::outcome).orElse("");
    }

    /** The steps of the shortest bad schedule; none when there is no bad one. */
    static List<Seen> shortestBad(Exploration exploration) {
        return exploration.shortestBad().map(Races::steps).orElse(List.of());
    }

    /** The steps of every schedule. */
    static List<List<Seen>> all(Exploration exploration) {
        return exploration.traces().stream().map(Races::steps).toList();
    }

    private static List<Seen> steps(Trace trace) {
        return trace.steps().stream()
                .map(step -> new Seen(step.actor(), step.kind(), step.text(), step.publishes()))
                .toList();
    }

    static long count(List<Seen> steps, String actor, Kind kind) {
        return steps.stream().filter(step -> step.is(actor, kind)).count();
    }

    /** The index of that actor's first step of that kind; -1 when there is none. */
    static int first(List<Seen> steps, String actor, Kind kind) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).is(actor, kind)) {
                return i;
            }
        }
        return -1;
    }

    private static String why(Exploration exploration) {
        var shortest = exploration.shortestBad().orElse(null);
        return exploration.outcomes().stream()
                .filter(Outcome::isForbidden)
                .filter(outcome -> outcome.example().equals(shortest))
                .map(Races::reason)
                .findFirst()
                .orElse("There are more interleavings than were tried: does your code loop?");
    }

    private static String reason(Outcome outcome) {
        if (!outcome.why().isEmpty()) {
            return outcome.why();
        }
        var remarks = String.join(" ", outcome.example().remarks());
        return "It ended in a way that must not happen: %s. %s".formatted(outcome.name(), remarks);
    }
}
