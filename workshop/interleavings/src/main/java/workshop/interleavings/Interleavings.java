package workshop.interleavings;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a scenario in every order in which its actors can touch the world.
 *
 * <pre>{@code
 * var exploration = Interleavings.of(Forum::new)
 *         .actor("web", Forum::save)
 *         .actor("worker", Forum::work)
 *         .outcome(Forum::shown)
 *         .acceptable("moderated")
 *         .forbidden("question not found", "The worker looked before the web had committed.")
 *         .explore();
 * exploration.requireNoForbidden();
 * }</pre>
 *
 * @param <W> the world of one schedule: fresh rows, a fresh queue, the code under test; closed
 *     afterwards if it is {@link AutoCloseable}
 */
public final class Interleavings<W> {

    static final String SHARED_LOCK = "kept apart by a Java lock";
    private static final int MAX_SCHEDULES = 5_000;
    private static final int MAX_STEPS = 200;

    private final Supplier<W> world;
    private final Map<String, Act<W>> actors = new LinkedHashMap<>();
    private final Set<String> mayCrash = new LinkedHashSet<>();
    private final Set<Kind> points =
            EnumSet.complementOf(EnumSet.of(Kind.START, Kind.LIST_PENDING));
    private final Set<String> acceptable = new LinkedHashSet<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private String processes;
    private Function<W, String> outcome = any -> "done";
    private String name = "interleavings";
    private int maxSchedules = MAX_SCHEDULES;
    private int enoughIfBad = Integer.MAX_VALUE;
    private int maxSteps = MAX_STEPS;

    /** What an actor does in a world: the code under test, unchanged. */
    @FunctionalInterface
    public interface Act<W> {

        void run(W world) throws Exception;
    }

    private Interleavings(Supplier<W> world) {
        this.world = world;
    }

    /** Every schedule starts in a world that this makes. */
    public static <W> Interleavings<W> of(Supplier<W> world) {
        return new Interleavings<>(world);
    }

    /** The title of the page; the page's file name is made of it. */
    public Interleavings<W> named(String name) {
        this.name = name;
        return this;
    }

    /** A process that does this, on a thread of its own. */
    public Interleavings<W> actor(String name, Act<W> act) {
        if (actors.put(name, act) != null) {
            throw new IllegalArgumentException(
                    "There are two actors named \"%s\".".formatted(name));
        }
        return this;
    }

    /**
     * That actor's process may die before any of its operations, once in a schedule. It never goes
     * on, and what it has not committed is undone.
     */
    public Interleavings<W> mayCrash(String actor) {
        mayCrash.add(actor);
        return this;
    }

    /**
     * The actors represent separate processes, which share no memory, though here they are threads
     * of one JVM. Suppose code in that class's package has to wait for a Java lock that another
     * actor holds, be it a class, a static field or a string. Then the schedule ends there, and
     * badly: in production the code would not wait. Locks inside a library do not count.
     */
    public Interleavings<W> separateProcesses(Class<?> code) {
        processes = code.getPackageName();
        return forbidden(
                SHARED_LOCK,
                """
                A Java lock kept these processes apart: here they are threads of one JVM. In \
                production they share no lock, so this run cannot show how it would end there. \
                Remove the lock, and let the database decide.\
                """);
    }

    /**
     * The kinds of operations at which actors stop; by default all but {@link Kind#LIST_PENDING}.
     * An operation left out belongs to the step before it, so leave out only what no other actor of
     * the scenario can notice. If one turns out to wait for another actor, the explorer adds its
     * kind.
     */
    public Interleavings<W> points(Kind first, Kind... more) {
        points.clear();
        points.addAll(EnumSet.of(first, more));
        return this;
    }

    /**
     * Names how a schedule ended, from what is in the world. Called when all actors have ended, on
     * a thread that is no actor's.
     */
    public Interleavings<W> outcome(Function<W, String> outcome) {
        this.outcome = outcome;
        return this;
    }

    /** These outcomes are fine. */
    public Interleavings<W> acceptable(String... outcomes) {
        acceptable.addAll(List.of(outcomes));
        return this;
    }

    /**
     * That outcome must not happen, and why: what the mistake was. An outcome that the scenario
     * does not name is forbidden too.
     */
    public Interleavings<W> forbidden(String outcome, String why) {
        acceptable.remove(outcome);
        reasons.put(outcome, why);
        return this;
    }

    /** Stops after that many schedules ({@value #MAX_SCHEDULES} by default), and says so. */
    public Interleavings<W> atMost(int schedules) {
        this.maxSchedules = schedules;
        return this;
    }

    /**
     * Stops after that many schedules if one of them ended badly, and says so: that is proof
     * enough, and someone is waiting for the verdict.
     */
    public Interleavings<W> enoughIfBad(int schedules) {
        this.enoughIfBad = schedules;
        return this;
    }

    /**
     * Ends a schedule that takes more steps than that ({@value #MAX_STEPS} by default), and says
     * so.
     */
    public Interleavings<W> stepsAtMost(int steps) {
        this.maxSteps = steps;
        return this;
    }

    /**
     * Explores all schedules.
     *
     * @throws StuckException when an actor computes for ever, or waits for something that the
     *     explorer cannot see
     * @throws NotRepeatableException when the same choices lead to different steps
     * @throws OwnThreadError when a thread that is no actor's touches the world, or an actor's code
     *     left work to one
     */
    public Exploration explore() {
        var scenario = scenario();
        var explorer = new Explorer<>(scenario);
        long start = System.nanoTime();
        var traces = explorer.explore();
        return new Exploration(scenario, traces, explorer.isComplete(), System.nanoTime() - start);
    }

    /**
     * Runs the same actors that many times without a scheduler, as they run in production, and
     * counts how it ends.
     *
     * @see Exploration#with(FreeRuns)
     */
    public FreeRuns freeRuns(int runs) {
        return FreeRuns.of(scenario(), runs);
    }

    private Scenario<W> scenario() {
        if (actors.isEmpty()) {
            throw new IllegalStateException("The scenario has no actors.");
        }
        var unknown = new ArrayList<>(mayCrash);
        unknown.removeAll(actors.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("mayCrash names an unknown actor: " + unknown);
        }
        return new Scenario<>(
                name,
                world,
                new LinkedHashMap<>(actors),
                Set.copyOf(mayCrash),
                EnumSet.copyOf(points),
                outcome,
                Set.copyOf(acceptable),
                Map.copyOf(reasons),
                processes,
                maxSchedules,
                enoughIfBad,
                maxSteps);
    }
}
