package workshop.coach.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import workshop.coach.engine.CompileError;
import workshop.coach.engine.Engine;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;
import workshop.grade.Manifest;
import workshop.grade.StepResult;

/** Several engines side by side. What is put on the bench is done in turn, by the engine that is free first. */
final class Workbench implements AutoCloseable {

    /** Sources to compile, and the exercises to run on them. */
    record Variant(SourceStack main, Set<String> exercises) {
    }

    /**
     * What became of a variant.
     *
     * @param errors   what does not compile; empty when everything does
     * @param manifest the exercises that were found; null when it does not compile
     * @param result   the exercises that were run; null when it does not compile
     */
    record Outcome(List<CompileError> errors, Manifest manifest, StepResult result) {
    }

    private final BlockingQueue<Engine> free = new LinkedBlockingQueue<>();
    private final List<Engine> engines = new ArrayList<>();
    private final ExecutorService hands;

    /**
     * Starts the engines.
     *
     * @param deadline how long one exercise may take
     */
    Workbench(int engines, Duration deadline) throws IOException, InterruptedException {
        for (var i = 0; i < engines; i++) {
            var engine = new Engine(deadline);
            this.engines.add(engine);
            engine.archiveClasses(); // only the first has to; some forty JVMs start in half the time then, here and in other tests
        }
        free.addAll(this.engines);
        hands = Executors.newFixedThreadPool(engines);
    }

    int engines() {
        return engines.size();
    }

    /** Compiles a variant and runs its exercises, as soon as an engine is free. */
    Future<Outcome> put(StepSources sources, Variant variant) {
        return hands.submit(() -> {
            var engine = free.take();
            try (var build = engine.build(sources.step(), variant.main(), sources.tests())) {
                return new Outcome(build.errors(), build.manifest(),
                        build.compiled() ? engine.run(build, variant.exercises()::contains) : null);
            } finally {
                free.add(engine);
            }
        });
    }

    @Override
    public void close() throws IOException {
        hands.shutdownNow();
        for (var engine : engines) {
            engine.close();
        }
    }
}
