package workshop.interleavings;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import workshop.interleavings.ChoicePoint.Move;
import workshop.interleavings.ScheduleRun.Position;

/**
 * Depth-first search over the scheduler's choices. It stores no state of the world: each schedule
 * starts in a fresh world, replays the choices up to the last one that has an alternative left,
 * takes that alternative, and goes on from there.
 */
final class Explorer<W> {

    private enum Ending {
        OVER,
        DEADLOCK,
        SHARED_LOCK,
        TOO_LONG,
        /** An actor found a locked row, so this order cannot happen. */
        NOT_POSSIBLE,
        /** An actor had to wait before an operation at which actors did not stop until now. */
        POINT_MISSING
    }

    private final Scenario<W> scenario;
    private final Set<Kind> points;
    private final List<ChoicePoint> path = new ArrayList<>();
    private final OwnThreads ownThreads;
    private final List<Trace> traces = new ArrayList<>();

    Explorer(Scenario<W> scenario) {
        this.scenario = scenario;
        this.points = EnumSet.copyOf(scenario.points());
        this.ownThreads = new OwnThreads(scenario.packages());
    }

    /**
     * All schedules, or as many as the limits allow.
     *
     * @throws OwnThreadError when the code under test uses a thread that no schedule follows
     */
    List<Trace> explore() {
        try (ownThreads) {
            search();
            ownThreads.requireNoneWithWork();
            return traces;
        } catch (NotRepeatableException | StuckException e) {
            ownThreads.requireNone(); // this says why
            throw e;
        }
    }

    private void search() {
        boolean more;
        do {
            if (scenario.inFreshWorld(this::schedule) == Ending.POINT_MISSING) {
                // The point has been added by now: start over with it.
                traces.clear();
                path.clear();
                more = true;
            } else {
                more = backtrack();
            }
        } while (more && traces.size() < scenario.maxSchedules() && !isEnough());
    }

    private boolean isEnough() {
        return traces.size() >= scenario.enoughIfBad() && traces.stream().anyMatch(scenario::isBad);
    }

    /** Whether there is nothing left to try. */
    boolean isComplete() {
        return path.isEmpty();
    }

    private boolean backtrack() {
        while (!path.isEmpty() && !last().advance()) {
            path.remove(path.size() - 1);
        }
        return !path.isEmpty();
    }

    private ChoicePoint last() {
        return path.get(path.size() - 1);
    }

    private Ending schedule(W world) {
        boolean isFirst = traces.isEmpty();
        ownThreads.begin();
        var actors = actors(world);
        var steps = new ArrayList<ScheduleStep>();
        Ending ending;
        List<String> remarks;
        try (var run = new ScheduleRun(actors, scenario.mayCrash())) {
            ending = play(run, steps);
            remarks = remarks(ending, run.waits());
        }
        switch (ending) {
            case OVER -> traces.add(judge(world, actors, steps));
            case DEADLOCK -> traces.add(new Trace(steps, "deadlock", remarks));
            case SHARED_LOCK -> traces.add(new Trace(steps, Interleavings.SHARED_LOCK, remarks));
            case TOO_LONG -> traces.add(new Trace(steps, stillRunning(), remarks));
            case NOT_POSSIBLE, POINT_MISSING -> {}
        }
        ownThreads.requireNone();
        if (isFirst) {
            ownThreads.requireNoneWithWork();
        }
        return ending;
    }

    private List<SteppedActor> actors(W world) {
        var stops = Set.copyOf(points);
        var actors = new ArrayList<SteppedActor>();
        scenario.actors()
                .forEach(
                        (name, act) ->
                                actors.add(new SteppedActor(name, stops, () -> act.run(world))));
        return actors;
    }

    /** Must be asked before the run is closed: that ends the actors. */
    private List<String> remarks(Ending ending, WaitForGraph waits) {
        return switch (ending) {
            case DEADLOCK -> waits.describe(last().blocked());
            case SHARED_LOCK -> waits.forJavaLock(scenario.processes()).stream().toList();
            default -> List.of();
        };
    }

    private String stillRunning() {
        return "still running after %s steps".formatted(scenario.maxSteps());
    }

    private Trace judge(W world, List<SteppedActor> actors, List<ScheduleStep> steps) {
        var failed = actors.stream().filter(actor -> actor.failure() != null).toList();
        if (failed.isEmpty()) {
            return new Trace(steps, scenario.outcome().apply(world), List.of());
        }
        var first = failed.get(0);
        var failures =
                failed.stream()
                        .map(actor -> "%s threw %s".formatted(actor.name(), actor.failure()))
                        .toList();
        return new Trace(steps, scenario.threw(first.name(), first.failure()), failures);
    }

    private Ending play(ScheduleRun run, List<ScheduleStep> steps) {
        var missing = run.start();
        if (missing.isPresent()) {
            points.add(missing.get());
            return Ending.POINT_MISSING;
        }
        Set<Integer> blocked = Set.of();
        for (int depth = 0; !run.isOver(); depth++) {
            if (depth == scenario.maxSteps()) {
                return Ending.TOO_LONG;
            }
            var choice = choicePoint(run, depth, blocked);
            if (!choice.hasCurrent()) {
                return Ending.DEADLOCK;
            }
            var step = run.make(choice.current());
            requireSame(choice.made(), step);
            if (step == null) {
                choice.blockCurrent();
                boolean isNew = points.add(run.blockedKind(choice.current()));
                return isNew ? Ending.POINT_MISSING : Ending.NOT_POSSIBLE;
            }
            choice.made(step);
            if (choice.current().how() != Move.How.GO_WITHOUT_MESSAGE) {
                steps.add(step);
            }
            if (isSharedLock(run)) {
                return Ending.SHARED_LOCK;
            }
            blocked = run.hasReleased() ? Set.of() : choice.blocked();
        }
        return Ending.OVER;
    }

    private ChoicePoint choicePoint(ScheduleRun run, int depth, Set<Integer> blocked) {
        var positions = run.positions();
        if (depth == path.size()) {
            path.add(new ChoicePoint(positions, run.moves(blocked), blocked));
        }
        requireSame(path.get(depth).positions(), positions);
        if (!path.get(depth).hasCurrent()) {
            path.set(depth, path.get(depth).withLastResort(run.lastResort()));
        }
        return path.get(depth);
    }

    private boolean isSharedLock(ScheduleRun run) {
        return scenario.processes() != null
                && run.waits().forJavaLock(scenario.processes()).isPresent();
    }

    private static void requireSame(List<Position> before, List<Position> now) {
        if (!texts(before).equals(texts(now))) {
            throw NotRepeatableException.of(before, now);
        }
    }

    private static List<String> texts(List<Position> positions) {
        return positions.stream().map(Position::text).toList();
    }

    private static void requireSame(ScheduleStep before, ScheduleStep now) {
        if (before != null && !before.equals(now)) {
            throw NotRepeatableException.of(
                    "%s (%s)".formatted(before, before.text()),
                    now == null ? "a wait for a row lock" : "%s (%s)".formatted(now, now.text()));
        }
    }
}
