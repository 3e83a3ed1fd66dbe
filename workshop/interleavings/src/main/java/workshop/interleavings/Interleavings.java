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
 *     afterwards if {@link AutoCloseable}
 */
public final class Interleavings<W> {

    static final String SHARED_LOCK = "kept apart by a Java lock";
    private static final int MAX_SCHEDULES = 5_000;
    private static final int MAX_STEPS = 200;

    private final Supplier<W> world;
    private final Map<String, Act<W>> actors = new LinkedHashMap<>();
    private final Set<String> mortal = new LinkedHashSet<>();
    private final Set<Kind> points = EnumSet.complementOf(EnumSet.of(Kind.START, Kind.LOOK));
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private String processes;
    private Function<W, String> outcome = any -> "done";
    private String name = "interleavings";
    private int maxSchedules = MAX_SCHEDULES;
    private int enoughIfBad = Integer.MAX_VALUE;
    private int maxSteps = MAX_STEPS;

    private Interleavings(Supplier<W> world) {
        this.world = world;
    }

    /** Every schedule starts in a world that this makes. */
    public static <W> Interleavings<W> of(Supplier<W> world) {
        return new Interleavings<>(world);
    }

    /** The title of the report, and the name of its file. */
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
     * The process of that actor may die at any point, once in a schedule: it never goes on, and
     * what it has not committed is undone.
     */
    public Interleavings<W> mayCrash(String actor) {
        mortal.add(actor);
        return this;
    }

    /**
     * The actors stand for processes of their own, which share no memory, though they are threads
     * of one JVM here. When code of that class's package has to wait for a Java lock which another
     * actor holds, be it a class, a static field or a string, then the schedule ends there, and
     * badly: in production nobody would wait. What libraries lock among themselves does not count.
     */
    public Interleavings<W> separateProcesses(Class<?> code) {
        processes = code.getPackageName();
        return forbidden(
                SHARED_LOCK,
                "A lock inside this one JVM kept them apart. In production they are two processes,"
                        + " which share no lock, so nobody can tell from this run how it would end"
                        + " there. Take the lock away, and let the database decide.");
    }

    /**
     * Which operations are points to choose at; by default all but {@link Kind#LOOK}. What is left
     * out happens in one step with what precedes it, so leave out only what no other actor of the
     * scenario can notice. What is left out and has to wait for another actor after all becomes a
     * point by itself.
     */
    public Interleavings<W> points(Kind first, Kind... more) {
        points.clear();
        points.addAll(EnumSet.of(first, more));
        return this;
    }

    /**
     * Names how a schedule ended, from what is in the world. Called when all actors are done, on a
     * thread that is no actor's.
     */
    public Interleavings<W> outcome(Function<W, String> outcome) {
        this.outcome = outcome;
        return this;
    }

    /** These outcomes are fine. */
    public Interleavings<W> acceptable(String... outcomes) {
        List.of(outcomes).forEach(each -> verdicts.put(each, Verdict.ACCEPTABLE));
        return this;
    }

    /**
     * That outcome must not happen, and why: what the mistake was. An outcome that nobody named is
     * forbidden too.
     */
    public Interleavings<W> forbidden(String outcome, String why) {
        verdicts.put(outcome, Verdict.FORBIDDEN);
        reasons.put(outcome, why);
        return this;
    }

    /** Stops after that many schedules ({@value #MAX_SCHEDULES} by default), and says so. */
    public Interleavings<W> atMost(int schedules) {
        this.maxSchedules = schedules;
        return this;
    }

    /**
     * Stops after that many schedules if one of them ended badly, and says so: whoever waits for a
     * verdict has it then.
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
     * @throws StuckException when an actor computes for ever, or waits for something that nobody
     *     here knows of
     * @throws NotRepeatableException when the same choices do not lead to the same steps
     */
    public Exploration explore() {
        var scenario = scenario();
        var explorer = new Explorer<>(scenario);
        long start = System.nanoTime();
        var traces = explorer.explore();
        return new Exploration(scenario, traces, explorer.isComplete(), System.nanoTime() - start);
    }

    /**
     * Runs the same actors that many times on free threads, as they run in production, and counts
     * what luck made of it.
     */
    public Wild inTheWild(int runs) {
        return Wild.run(scenario(), runs);
    }

    private Scenario<W> scenario() {
        var unknown = new ArrayList<>(mortal);
        unknown.removeAll(actors.keySet());
        if (actors.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalStateException(
                    actors.isEmpty()
                            ? "The scenario has no actors."
                            : "mayCrash names no actor: " + unknown);
        }
        return new Scenario<>(
                name,
                world,
                new LinkedHashMap<>(actors),
                Set.copyOf(mortal),
                EnumSet.copyOf(points),
                outcome,
                Map.copyOf(verdicts),
                Map.copyOf(reasons),
                processes,
                maxSchedules,
                enoughIfBad,
                maxSteps);
    }
}
