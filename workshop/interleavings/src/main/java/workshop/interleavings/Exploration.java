package workshop.interleavings;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of all schedules. */
public final class Exploration {

    private final Scenario<?> scenario;
    private final List<Trace> traces;
    private final boolean complete;
    private final long nanos;

    Exploration(Scenario<?> scenario, List<Trace> traces, boolean complete, long nanos) {
        this.scenario = scenario;
        this.traces = List.copyOf(traces);
        this.complete = complete;
        this.nanos = nanos;
    }

    /** The scenario's name. */
    public String name() {
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

    /** How many there are. */
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
        traces.forEach(
                trace ->
                        byName.computeIfAbsent(trace.outcome(), any -> new ArrayList<>())
                                .add(trace));
        return byName.entrySet().stream()
                .map(
                        entry ->
                                new Outcome(
                                        entry.getKey(),
                                        entry.getValue().size(),
                                        scenario.verdict(entry.getKey()),
                                        scenario.reasons().getOrDefault(entry.getKey(), ""),
                                        shortest(entry.getValue()).orElseThrow()))
                .sorted(comparing(Outcome::verdict))
                .toList();
    }

    /** False when a limit stopped the search. */
    public boolean isComplete() {
        return complete;
    }

    /** The limit of schedules. */
    int limit() {
        return scenario.maxSchedules();
    }

    /** Whether the search stopped before that, because it had seen enough that ends badly. */
    boolean isEnough() {
        return !complete && schedules() < limit();
    }

    /** The shortest schedule that ends badly. */
    public Optional<Trace> shortestBad() {
        return shortest(traces.stream().filter(this::isBad).toList());
    }

    /** How fast the search was. */
    public double schedulesPerSecond() {
        return traces.size() * 1e9 / nanos;
    }

    /**
     * The index of the step after which every way to go on ends badly; -1 when it was hopeless from
     * the start, or never is.
     */
    int pointOfNoReturn(Trace trace) {
        for (int length = 0; length <= trace.steps().size(); length++) {
            int start = length;
            if (traces.stream()
                    .filter(other -> trace.sharesStart(other, start))
                    .allMatch(this::isBad)) {
                return length - 1;
            }
        }
        return -1;
    }

    /** What the mark in a picture of that schedule means; empty for a good one. */
    String meaning(Trace trace) {
        if (!isBad(trace)) {
            return "";
        }
        String tried = complete ? "" : " that was tried";
        return pointOfNoReturn(trace) < 0
                ? "Every order%s ends badly.".formatted(tried)
                : "✘ From this step on, every way to go on%s ends badly.".formatted(tried);
    }

    /** The outcome table and the lanes of the shortest bad schedule, at most 74 columns wide. */
    public String report() {
        return Table.of(this) + shortestBad().map(bad -> "\n" + Lanes.of(this, bad)).orElse("");
    }

    /** Writes the same as a page of its own into that folder, and returns where it is. */
    public Path writePage(Path folder) {
        return Page.write(this, folder);
    }

    /**
     * Passes when no schedule ends badly and none was left out.
     *
     * @throws ForbiddenOutcomeError otherwise: the outcome table and the shortest bad schedule
     */
    public void requireNoForbidden() {
        requireNoForbidden("");
    }

    /** The same, with something to say before the report: what the mistake was, for example. */
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
