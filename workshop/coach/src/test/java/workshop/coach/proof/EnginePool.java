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
import workshop.coach.engine.CompileError;
import workshop.coach.engine.CompiledStep;
import workshop.coach.engine.Engine;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.StepResult;

/**
 * Several engines side by side. What is put on the bench is done in turn, by the engine that is
 * free first.
 */
final class EnginePool implements AutoCloseable {

    /** With {@code -Dworkshop.proof=whole} every exercise runs for every variant, known or not. */
    private static final boolean WHOLE = "whole".equals(System.getProperty("workshop.proof"));

    /** Sources to compile, and the exercises to run on them. */
    record Variant(SourceStack main, Set<String> exercises) {}

    /**
     * What became of a variant.
     *
     * @param errors what does not compile; empty when everything does
     * @param manifest the exercises that were found; null when it does not compile
     * @param result what the exercises say; null when it does not compile
     * @param ran those that were run for that; what the others say is known
     */
    record Outcome(
            List<CompileError> errors,
            Manifest manifest,
            StepResult result,
            List<ExerciseResult> ran) {}

    private record Lane(Engine engine, InitializationLog log) {}

    private final BlockingQueue<Lane> free = new LinkedBlockingQueue<>();
    private final List<Lane> all = new ArrayList<>();
    private final ExecutorService hands;
    private final Queue<SolutionBaseline> toClose = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger known = new AtomicInteger();

    /**
     * Starts the engines.
     *
     * @param deadline how long one exercise may take
     */
    EnginePool(int engines, Duration deadline) throws IOException, InterruptedException {
        for (var i = 0; i < engines; i++) {
            var log = new InitializationLog();
            var engine = new Engine(deadline, log.options());
            all.add(new Lane(engine, log));
            engine.archiveClasses(); // only the first has to; some forty JVMs start in half the
            // time then, here and in other tests
        }
        free.addAll(all);
        hands = Executors.newFixedThreadPool(engines);
    }

    @FunctionalInterface
    private interface Work<T> {
        T by(Lane hand) throws Exception;
    }

    private <T> Future<T> submit(Work<T> work) {
        return hands.submit(
                () -> {
                    var hand = free.take();
                    try {
                        return work.by(hand);
                    } finally {
                        free.add(hand);
                    }
                });
    }

    /** Runs the exercises on a step's solution, each alone. */
    Future<SolutionBaseline> solve(StepSources sources, SourceStack main) {
        return submit(
                hand -> {
                    var alone = new TreeMap<String, SolutionBaseline.Alone>();
                    var build = hand.engine().build(sources.step(), main, sources.tests());
                    var solved = new SolutionBaseline(build, alone);
                    toClose.add(solved);
                    if (build.compiled()) {
                        for (var exercise : build.manifest().exercises()) {
                            alone.put(exercise.id(), alone(hand, sources, main, exercise.id()));
                        }
                    }
                    return solved;
                });
    }

    private static SolutionBaseline.Alone alone(
            Lane hand, StepSources sources, SourceStack main, String id)
            throws IOException, InterruptedException {
        try (var build = hand.engine().build(sources.step(), main, sources.tests())) {
            var before = hand.log().end();
            var result = hand.engine().run(build, id::equals).exercises().get(0);
            return new SolutionBaseline.Alone(result, hand.log().since(before));
        }
    }

    /**
     * Compiles a variant and runs those of its exercises whose result is not known, as soon as an
     * engine is free.
     */
    Future<Outcome> put(StepSources sources, Variant variant, Future<SolutionBaseline> solved) {
        return submit(
                hand -> {
                    try (var build =
                            hand.engine().build(sources.step(), variant.main(), sources.tests())) {
                        return build.compiled()
                                ? run(hand.engine(), build, variant.exercises(), solved)
                                : new Outcome(build.errors(), null, null, List.of());
                    }
                });
    }

    private Outcome run(
            Engine engine, CompiledStep build, Set<String> ids, Future<SolutionBaseline> solved)
            throws Exception {
        var results = known(build, ids, solved);
        wanted.addAndGet(ids.size());
        known.addAndGet(results.size());
        var run = engine.run(build, id -> ids.contains(id) && !results.containsKey(id));
        run.exercises().forEach(result -> results.put(result.id(), result));
        var inOrder =
                build.manifest().exercises().stream()
                        .map(exercise -> results.get(exercise.id()))
                        .filter(Objects::nonNull)
                        .toList();
        return new Outcome(
                List.of(),
                build.manifest(),
                new StepResult(run.step(), run.title(), inOrder),
                run.exercises());
    }

    private static Map<String, ExerciseResult> known(
            CompiledStep build, Set<String> ids, Future<SolutionBaseline> solved) throws Exception {
        if (WHOLE || ids.isEmpty()) {
            return new HashMap<>();
        }
        var known = new HashMap<>(solved.get().known(build));
        known.keySet().retainAll(ids);
        return known;
    }

    @Override
    public String toString() {
        return "%d engines side by side; of %,d results %,d were known without a run"
                .formatted(all.size(), wanted.get(), known.get());
    }

    @Override
    public void close() throws IOException {
        hands.shutdownNow();
        for (var hand : all) {
            hand.engine().close();
            hand.log().close();
        }
        for (var build : toClose) {
            build.close();
        }
    }
}
