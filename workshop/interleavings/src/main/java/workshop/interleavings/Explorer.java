package workshop.interleavings;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Depth-first search over the scheduler's choices. Nothing of a state is stored: each schedule
 * starts in a fresh world, replays the choices up to the last one that has an alternative left,
 * takes that, and goes on from there.
 */
final class Explorer<W> {

    private enum Ending {
        OVER,
        DEADLOCK,
        SHARED_LOCK,
        TOO_LONG,
        NOT_POSSIBLE,
        NOT_COMPLETE
    }

    private final Scenario<W> scenario;
    private final Set<Kind> points;
    private final List<Node> path = new ArrayList<>();
    private final List<Trace> traces = new ArrayList<>();

    Explorer(Scenario<W> scenario) {
        this.scenario = scenario;
        this.points = EnumSet.copyOf(scenario.points());
    }

    /** All schedules, or as many as the limits allow. */
    List<Trace> explore() {
        boolean more;
        do {
            if (scenario.inFreshWorld(this::schedule) == Ending.NOT_COMPLETE) {
                traces.clear(); // there is one more kind of points than was known: start over
                path.clear();
                more = true;
            } else {
                more = backtrack();
            }
        } while (more && traces.size() < scenario.maxSchedules() && !isEnough());
        return traces;
    }

    private boolean isEnough() {
        return traces.size() >= scenario.enoughIfBad() && traces.stream().anyMatch(scenario::isBad);
    }

    /** Whether there is nothing more to try. */
    boolean isComplete() {
        return path.isEmpty();
    }

    private boolean backtrack() {
        while (!path.isEmpty() && !path.get(path.size() - 1).advance()) {
            path.remove(path.size() - 1);
        }
        return !path.isEmpty();
    }

    private Ending schedule(W world) {
        var actors = new ArrayList<SteppedActor>();
        scenario.actors()
                .forEach(
                        (name, act) ->
                                actors.add(
                                        new SteppedActor(
                                                name, () -> act.run(world), Set.copyOf(points))));
        var steps = new ArrayList<Step>();
        var remarks = new ArrayList<String>();
        Ending ending;
        try (var run = new Run(actors, scenario.mortal())) {
            ending = play(run, steps);
            if (ending == Ending.DEADLOCK) {
                remarks.addAll(run.waiting(path.get(path.size() - 1).refused()));
            } else if (ending == Ending.SHARED_LOCK) {
                remarks.addAll(run.waitingForJavaLock(scenario.processes()).stream().toList());
            }
        }
        switch (ending) {
            case OVER -> traces.add(judge(world, actors, steps));
            case SHARED_LOCK -> traces.add(new Trace(steps, Interleavings.SHARED_LOCK, remarks));
            case DEADLOCK -> traces.add(new Trace(steps, "deadlock", remarks));
            case TOO_LONG ->
                    traces.add(
                            new Trace(
                                    steps,
                                    "still running after %d steps".formatted(scenario.maxSteps()),
                                    remarks));
            case NOT_POSSIBLE, NOT_COMPLETE -> {}
        }
        return ending;
    }

    private Trace judge(W world, List<SteppedActor> actors, List<Step> steps) {
        var failed = actors.stream().filter(actor -> actor.failure() != null).toList();
        if (failed.isEmpty()) {
            return new Trace(steps, scenario.outcome().apply(world), List.of());
        }
        var first = failed.get(0);
        return new Trace(
                steps,
                "%s threw %s".formatted(first.name(), first.failure().getClass().getSimpleName()),
                failed.stream()
                        .map(actor -> "%s threw %s".formatted(actor.name(), actor.failure()))
                        .toList());
    }

    private Ending play(Run run, List<Step> steps) {
        var missing = run.start();
        if (missing.isPresent()) {
            points.add(missing.get());
            return Ending.NOT_COMPLETE;
        }
        Set<Integer> refused = Set.of();
        for (int depth = 0; !run.isOver(); depth++) {
            if (depth == scenario.maxSteps()) {
                return Ending.TOO_LONG;
            }
            var positions = run.positions();
            if (depth == path.size()) {
                path.add(new Node(positions, run.moves(refused), refused));
            }
            requireSame(path.get(depth).positions(), positions);
            if (!path.get(depth).hasCurrent()) {
                path.set(depth, path.get(depth).instead(run.lastResort()));
            }
            var node = path.get(depth);
            if (!node.hasCurrent()) {
                return Ending.DEADLOCK;
            }
            Step step = run.make(node.current());
            requireSame(node.made(), step);
            if (step == null) {
                node.refuse();
                return points.add(run.refusedKind(node.current()))
                        ? Ending.NOT_COMPLETE
                        : Ending.NOT_POSSIBLE;
            }
            node.made(step);
            if (node.current().how() != Move.How.GO_WITHOUT) {
                steps.add(step);
            }
            if (isSharedLock(run)) {
                return Ending.SHARED_LOCK;
            }
            refused = run.hasReleased() ? Set.of() : node.refused();
        }
        return Ending.OVER;
    }

    private boolean isSharedLock(Run run) {
        return scenario.processes() != null
                && run.waitingForJavaLock(scenario.processes()).isPresent();
    }

    private static void requireSame(List<String> before, List<String> now) {
        if (!before.equals(now)) {
            throw new NotRepeatableException(String.join(", ", before), String.join(", ", now));
        }
    }

    private static void requireSame(Step before, Step now) {
        if (before != null && !before.equals(now)) {
            throw new NotRepeatableException(
                    "%s (%s)".formatted(before, before.text()),
                    now == null ? "a wait for a row lock" : "%s (%s)".formatted(now, now.text()));
        }
    }
}
