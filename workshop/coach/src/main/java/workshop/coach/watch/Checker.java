package workshop.coach.watch;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import workshop.coach.engine.CompileError;
import workshop.coach.engine.CompiledStep;
import workshop.coach.engine.Engine;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.Grading;
import workshop.grading.ExerciseResult;

/**
 * Compiles and runs for {@code watch}, on a separate thread. A new check ends the one before, which
 * then reports nothing more.
 */
final class Checker implements AutoCloseable {

    /** What becomes of a check. */
    interface Listener {

        /** Compiling is over; without errors, the exercises run. */
        void compiled(List<CompileError> errors);

        /** That exercise runs now. */
        void begins(ExerciseResult exercise);

        /** That is its result, and what it printed. */
        void ends(ExerciseResult result, String printed);

        /** There is nothing left to run. */
        void done();

        /** The coach itself has failed. */
        void broke(Exception exception);
    }

    private final Engine engine;
    private final Consumer<Runnable> events;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    work -> {
                        var thread = new Thread(work, "checker");
                        thread.setDaemon(true);
                        return thread;
                    });
    private Check latest;

    /** Reports on checks by events, one after the other. */
    Checker(Engine engine, Consumer<Runnable> events) {
        this.engine = engine;
        this.events = events;
    }

    /** Compiles a step as it is now, and runs exercises in this order. */
    void check(StepSources sources, List<ExerciseResult> exercises, Listener listener) {
        if (latest != null) {
            latest.stop();
        }
        latest = new Check(sources, exercises, listener);
        thread.execute(latest);
    }

    /** Ends what is running. */
    @Override
    public void close() {
        if (latest != null) {
            latest.stop();
        }
        thread.shutdown();
    }

    private final class Check implements Runnable {

        private final StepSources sources;
        private final List<ExerciseResult> exercises;
        private final Listener listener;
        private Thread running;
        private volatile boolean stopped;

        private Check(StepSources sources, List<ExerciseResult> exercises, Listener listener) {
            this.sources = sources;
            this.exercises = exercises;
            this.listener = listener;
        }

        @Override
        public void run() {
            if (stopped) {
                return;
            }
            try (var build = engine.build(sources.step(), sources.main(), sources.tests())) {
                tell(() -> listener.compiled(build.errors()));
                if (build.compiled()) {
                    for (var exercise : exercises) {
                        tell(() -> listener.begins(exercise));
                        var result = run(build, exercise);
                        var printed = engine.printed(exercise.id());
                        tell(() -> listener.ends(result, printed));
                    }
                    tell(listener::done);
                }
            } catch (InterruptedException asked) {
                // a newer check is waiting
            } catch (IOException | RuntimeException e) {
                tell(() -> listener.broke(e));
            }
        }

        /**
         * Only a run is interrupted: an interrupt while javac reads closes its libraries, and
         * opening them again takes time.
         */
        private ExerciseResult run(CompiledStep build, ExerciseResult exercise)
                throws IOException, InterruptedException {
            synchronized (this) {
                if (stopped) {
                    throw new InterruptedException();
                }
                running = Thread.currentThread();
            }
            try {
                return Grading.run(engine, build, exercise);
            } finally {
                synchronized (this) {
                    running = null;
                    Thread.interrupted();
                }
            }
        }

        private synchronized void stop() {
            stopped = true;
            if (running != null) {
                running.interrupt();
            }
        }

        private void tell(Runnable news) {
            events.accept(
                    () -> {
                        if (!stopped) {
                            news.run();
                        }
                    });
        }
    }
}
