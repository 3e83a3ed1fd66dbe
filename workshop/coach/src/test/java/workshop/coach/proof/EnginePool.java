package workshop.coach.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Timeout;
import workshop.coach.engine.CompiledStep;
import workshop.coach.engine.Engine;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;

/** Several engines side by side. Work is done in turn, by the engine that is free first. */
final class EnginePool implements AutoCloseable {

    /** How long a test may take, and an exercise, when it runs alone because it was too slow. */
    static final String PATIENT_TEST =
            "-D" + Timeout.DEFAULT_TESTABLE_METHOD_TIMEOUT_PROPERTY_NAME + "=60 s";

    static final Duration PATIENT_DEADLINE = Duration.ofMinutes(3);

    /**
     * What exercises say of a build.
     *
     * @param results what they say, in their order; nothing when it did not compile
     * @param ran those that were run for that; what the others say is known
     */
    record Outcome(List<ExerciseResult> results, List<ExerciseResult> ran) {}

    private record Lane(Engine engine, ClassLog log) {}

    @FunctionalInterface
    private interface Work<T> {
        T by(Lane lane) throws Exception;
    }

    private final List<Lane> lanes = new ArrayList<>();
    private final BlockingQueue<Lane> free = new LinkedBlockingQueue<>();
    private final ExecutorService threads;
    private final Queue<CompiledStep> builds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger known = new AtomicInteger();

    /** Work on the lanes shares it; what has to run alone takes it for itself. */
    private final ReadWriteLock machine = new ReentrantReadWriteLock();

    /** Runs what was too slow beside others; null as long as nothing was. */
    private Engine patient;

    /**
     * Starts the engines.
     *
     * @param deadline how long one exercise may take
     */
    EnginePool(int engines, Duration deadline) throws IOException, InterruptedException {
        for (var i = 0; i < engines; i++) {
            var log = new ClassLog();
            var engine = new Engine(deadline, log.options());
            lanes.add(new Lane(engine, log));
            // Only the first has to. All later JVMs, of other tests too, start in half the time.
            engine.archiveClasses();
        }
        free.addAll(lanes);
        threads = Executors.newFixedThreadPool(engines);
    }

    private <T> T onLane(Work<T> work) throws Exception {
        machine.readLock().lock();
        try {
            var lane = free.take();
            try {
                return work.by(lane);
            } finally {
                free.add(lane);
            }
        } finally {
            machine.readLock().unlock();
        }
    }

    /** Compiles sources of a step. The classes stay until this pool is closed. */
    Future<CompiledStep> compile(StepSources sources, SourceStack main, SourceStack tests) {
        return threads.submit(() -> onLane(lane -> build(lane, sources, main, tests)));
    }

    private CompiledStep build(Lane lane, StepSources sources, SourceStack main, SourceStack tests)
            throws IOException {
        var build = lane.engine().build(sources.step(), main, tests);
        builds.add(build);
        return build;
    }

    /** Runs the exercises on a step's solution, each alone in classes of its own. */
    Future<SolutionBaseline> baseline(StepSources sources, SourceStack main) {
        return threads.submit(() -> onLane(lane -> baseline(lane, sources, main)));
    }

    private SolutionBaseline baseline(Lane lane, StepSources sources, SourceStack main)
            throws IOException, InterruptedException {
        var alone = new TreeMap<String, SolutionBaseline.Alone>();
        var build = build(lane, sources, main, sources.tests());
        if (build.compiled()) {
            for (var exercise : build.manifest().exercises()) {
                alone.put(exercise.id(), alone(lane, sources, main, exercise.id()));
            }
        }
        return new SolutionBaseline(build, alone);
    }

    private static SolutionBaseline.Alone alone(
            Lane lane, StepSources sources, SourceStack main, String id)
            throws IOException, InterruptedException {
        try (var build = lane.engine().build(sources.step(), main, sources.tests())) {
            var before = lane.log().end();
            var result = lane.engine().run(build, id::equals).exercises().get(0);
            return new SolutionBaseline.Alone(result, lane.log().since(before));
        }
    }

    /** Runs those exercises of a build whose results are not known from the solution. */
    Future<Outcome> run(
            Future<CompiledStep> building, Set<String> ids, Future<SolutionBaseline> baseline) {
        return threads.submit(
                () -> {
                    var build = building.get();
                    if (!build.compiled()) {
                        return new Outcome(List.of(), List.of());
                    }
                    // Not on a lane: the baseline needs one.
                    var results = known(build, ids, baseline);
                    return onLane(lane -> run(lane, build, ids, results));
                });
    }

    private Outcome run(
            Lane lane, CompiledStep build, Set<String> ids, Map<String, ExerciseResult> results)
            throws IOException, InterruptedException {
        wanted.addAndGet(ids.size());
        known.addAndGet(results.size());
        var unknown = ids.stream().filter(id -> !results.containsKey(id)).toList();
        var run = lane.engine().run(build, unknown::contains);
        run.exercises().forEach(result -> results.put(result.id(), result));
        var inOrder =
                build.manifest().exercises().stream()
                        .map(exercise -> results.get(exercise.id()))
                        .filter(Objects::nonNull)
                        .toList();
        return new Outcome(inOrder, run.exercises());
    }

    private static Map<String, ExerciseResult> known(
            CompiledStep build, Set<String> ids, Future<SolutionBaseline> baseline)
            throws Exception {
        if (Extent.chosen() == Extent.WHOLE || ids.isEmpty()) {
            return new HashMap<>();
        }
        var known = new HashMap<>(baseline.get().known(build));
        known.keySet().retainAll(ids);
        return known;
    }

    /** Runs one exercise while nothing else runs here, and with more time for each test. */
    ExerciseResult runAlone(CompiledStep build, String id)
            throws IOException, InterruptedException {
        machine.writeLock().lock();
        try {
            if (patient == null) {
                patient = new Engine(PATIENT_DEADLINE, List.of(PATIENT_TEST));
            }
            return patient.run(build, id::equals).exercises().get(0);
        } finally {
            machine.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return "%d engines side by side; of %,d results %,d were known without a run"
                .formatted(lanes.size(), wanted.get(), known.get());
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (var lane : lanes) {
            lane.engine().close();
            lane.log().close();
        }
        if (patient != null) {
            patient.close();
        }
        for (var build : builds) {
            build.close();
        }
    }
}
