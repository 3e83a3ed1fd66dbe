package workshop.interleavings;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result: all schedules, and how they ended. */
public final class Exploration {

    private final Scenario<?> scenario;
    private final List<Trace> traces;
    private final boolean complete;
    private final long nanos;
    private final FreeRuns freeRuns;

    Exploration(Scenario<?> scenario, List<Trace> traces, boolean complete, long nanos) {
        this(scenario, List.copyOf(traces), complete, nanos, null);
    }

    private Exploration(
            Scenario<?> scenario,
            List<Trace> traces,
            boolean complete,
            long nanos,
            FreeRuns freeRuns) {
        this.scenario = scenario;
        this.traces = traces;
        this.complete = complete;
        this.nanos = nanos;
        this.freeRuns = freeRuns;
    }

    /** The same, and the report and the page also say what came of these free runs. */
    public Exploration with(FreeRuns freeRuns) {
        return new Exploration(scenario, traces, complete, nanos, freeRuns);
    }

    /** The scenario's name. */
    String name() {
        return scenario.name();
    }

    /** The actors' names in their order. */
    List<String> actors() {
        return List.copyOf(scenario.actors().keySet());
    }

    /** All schedules in the order of the search. */
    public List<Trace> traces() {
        return traces;
    }

    /** How many schedules there are. */
    public int schedules() {
        return traces.size();
    }

    /** How many of them end badly. */
    public int bad() {
        return (int) traces.stream().filter(this::isBad).count();
    }

    /** How many end with that outcome. */
    public int count(String outcome) {
        return (int) traces.stream().filter(trace -> trace.outcome().equals(outcome)).count();
    }

    /** The outcome table: acceptable outcomes first, otherwise in the order of the search. */
    public List<Outcome> outcomes() {
        Map<String, List<Trace>> byName = new LinkedHashMap<>();
        for (var trace : traces) {
            byName.computeIfAbsent(trace.outcome(), any -> new ArrayList<>()).add(trace);
        }
        return byName.entrySet().stream()
                .map(entry -> outcome(entry.getKey(), entry.getValue()))
                .sorted(comparing(Outcome::isForbidden))
                .toList();
    }

    private Outcome outcome(String name, List<Trace> traces) {
        return new Outcome(
                name,
                traces.size(),
                scenario.isForbidden(name),
                scenario.reasons().getOrDefault(name, ""),
                shortest(traces).orElseThrow());
    }

    /** False when a limit stopped the search. */
    public boolean isComplete() {
        return complete;
    }

    /** The limit of schedules. */
    int limit() {
        return scenario.maxSchedules();
    }

    /** Whether the search stopped below the limit, because enough schedules had ended badly. */
    boolean isEnough() {
        return !complete && schedules() < limit();
    }

    /** The shortest schedule that ends badly. */
    public Optional<Trace> shortestBad() {
        return shortest(traces.stream().filter(this::isBad).toList());
    }

    /** What came of the free runs, if there were any. */
    Optional<FreeRuns> freeRuns() {
        return Optional.ofNullable(freeRuns);
    }

    /** How fast the search was. */
    public double schedulesPerSecond() {
        return traces.size() * 1e9 / nanos;
    }

    /**
     * The index of the step from which on every order ends badly; -1 when every order does from the
     * start, or when this schedule ends well.
     */
    int pointOfNoReturn(Trace trace) {
        for (int length = 0; length <= trace.steps().size(); length++) {
            if (everyOrderIsBad(trace, length)) {
                return length - 1;
            }
        }
        return -1;
    }

    private boolean everyOrderIsBad(Trace trace, int length) {
        return traces.stream()
                .filter(other -> trace.sharesStart(other, length))
                .allMatch(this::isBad);
    }

    /** What the mark in a picture of that schedule means; empty for a schedule that ends well. */
    String meaning(Trace trace) {
        if (!isBad(trace)) {
            return "";
        }
        String orders = complete ? "every order" : "every order that was tried";
        return pointOfNoReturn(trace) < 0
                ? "E%s ends badly.".formatted(orders.substring(1))
                : "✘ From this step on, %s ends badly.".formatted(orders);
    }

    /**
     * As text of at most 74 columns: the outcome table, the lanes of the shortest bad schedule, and
     * the free runs, if there were any.
     */
    public String report() {
        return TextReport.of(this);
    }

    /** Writes the same as an HTML page into that folder, and returns its path. */
    public Path writePage(Path folder) {
        return TimelinePage.write(this, folder);
    }

    /**
     * Passes when every schedule was tried and none ends badly.
     *
     * @throws ForbiddenOutcomeError otherwise; its message is the report
     */
    public void requireNoForbidden() {
        requireNoForbidden("");
    }

    /** The same, with words to put before the report, such as what the mistake was. */
    public void requireNoForbidden(String words) {
        if (bad() > 0 || !complete) {
            throw new ForbiddenOutcomeError(this, words);
        }
    }

    /** {@link #report()}. */
    @Override
    public String toString() {
        return report();
    }

    boolean isBad(Trace trace) {
        return scenario.isBad(trace);
    }

    private static Optional<Trace> shortest(List<Trace> traces) {
        return traces.stream().min(comparingInt(trace -> trace.steps().size()));
    }
}
