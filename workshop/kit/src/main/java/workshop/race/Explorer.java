package workshop.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Depth-first search over the scheduler's choices. Nothing of a state is stored: each schedule starts in a fresh world,
 * replays the choices up to the last one that has an alternative left, takes that, and goes on from there.
 */
final class Explorer<W> {

    private enum Ending { OVER, DEADLOCK, TOO_LONG, NO_SCHEDULE }

    private final Scenario<W> scenario;
    private final List<Node> path = new ArrayList<>();

    Explorer(Scenario<W> scenario) {
        this.scenario = scenario;
    }

    /** All schedules, or as many as the limit allows. */
    List<Trace> explore() {
        var traces = new ArrayList<Trace>();
        do {
            scenario.inFreshWorld(this::schedule).ifPresent(traces::add);
        } while (backtrack() && traces.size() < scenario.maxSchedules());
        return traces;
    }

    /** Whether there is nothing more to try. */
    boolean isComplete() {
        return path.isEmpty();
    }

    private boolean backtrack() {
        while (!path.isEmpty()) {
            var last = path.get(path.size() - 1);
            last.advance();
            if (last.hasCurrent()) {
                return true;
            }
            path.remove(path.size() - 1);
        }
        return false;
    }

    private Optional<Trace> schedule(W world) {
        var actors = new ArrayList<SteppedActor>();
        scenario.actors().forEach((name, act) -> actors.add(new SteppedActor(name, () -> act.run(world), scenario.points())));
        var steps = new ArrayList<Step>();
        var remarks = new ArrayList<String>();
        Ending ending;
        try (var run = new Run(actors, scenario.mortal())) {
            run.start();
            ending = play(run, steps);
            remarks.addAll(run.waiting());
        }
        return switch (ending) {
            case NO_SCHEDULE -> Optional.empty();
            case DEADLOCK -> Optional.of(new Trace(steps, "deadlock", remarks));
            case TOO_LONG -> Optional.of(new Trace(steps, "still running after %d steps".formatted(scenario.maxSteps()), List.of()));
            case OVER -> Optional.of(judge(world, actors, steps));
        };
    }

    private Trace judge(W world, List<SteppedActor> actors, List<Step> steps) {
        var failed = actors.stream().filter(actor -> actor.thrown() != null).toList();
        if (failed.isEmpty()) {
            return new Trace(steps, scenario.outcome().apply(world), List.of());
        }
        var first = failed.get(0);
        return new Trace(steps, "%s threw %s".formatted(first.name(), first.thrown().getClass().getSimpleName()),
                failed.stream().map(actor -> "%s threw %s".formatted(actor.name(), actor.thrown())).toList());
    }

    private Ending play(Run run, List<Step> steps) {
        for (int depth = 0; !run.isOver(); depth++) {
            if (depth == scenario.maxSteps()) {
                return Ending.TOO_LONG;
            }
            if (depth == path.size()) {
                path.add(new Node(run.moves()));
            }
            Step step = take(path.get(depth), run);
            if (step == null && path.get(depth).led()) {
                return Ending.NO_SCHEDULE; // what was left to try turned out to wait for a row lock
            }
            if (step == null) {
                path.set(depth, new Node(run.lastResort()));
                step = take(path.get(depth), run);
            }
            if (step == null) {
                return Ending.DEADLOCK;
            }
            if (path.get(depth).current().how() != Move.How.GO_WITHOUT) {
                steps.add(step);
            }
        }
        return Ending.OVER;
    }

    /** Makes the node's current move, or the next one that is possible. Null when none is. */
    private static Step take(Node node, Run run) {
        Step before = node.made();
        while (node.hasCurrent()) {
            Step step = run.make(node.current());
            if (before != null && !before.equals(step)) {
                throw new IllegalStateException("""
                        The same choices led to another step: first %s (%s), now %s. The code under test depends on something \
                        besides its schedule: the clock, a random number, threads of its own, or state left by an earlier schedule."""
                        .formatted(before, before.text(), step == null ? "a wait for a row lock" : step + " (" + step.text() + ")"));
            }
            if (step != null) {
                node.made(step);
                return step;
            }
            node.advance();
        }
        return null;
    }
}
