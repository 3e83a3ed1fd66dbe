package workshop.coach.engine;

import static workshop.coach.engine.CompiledState.NOTHING;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workshop.grading.step.StepFolder;

/** Compiles the steps, and knows what became of each. One caller at a time. */
final class StepCompiler implements AutoCloseable {

    /** What was compiled of a step. */
    record Compiled(Compilation main, Compilation tests) {

        /** Brings it up to date. Tests are compiled only when main is free of errors. */
        List<CompileError> update(SourceStack mainSources, SourceStack testSources)
                throws IOException {
            var errors = main.update(mainSources, Compilation.NONE);
            return errors.isEmpty() ? tests.update(testSources, main) : errors;
        }

        /** Whether it never compiled. */
        boolean isNew() {
            return main.last() == NOTHING;
        }

        List<ClassFile> mainClasses() {
            return main.last().all();
        }

        List<ClassFile> testClasses() {
            return tests.last().all();
        }

        /** What the rest of the code can see of each main source, by its name. */
        Map<String, String> outlines() {
            return Map.copyOf(main.last().outlines());
        }

        private CompiledCache.Step toKeep() {
            return new CompiledCache.Step(main.last(), tests.last());
        }
    }

    private final Compiler compiler;
    private final Map<StepFolder, Compiled> steps = new HashMap<>();
    private Optional<CompiledCache> cache = Optional.empty();

    StepCompiler(Libraries libraries) {
        compiler = new Compiler(libraries.all());
    }

    /** From now on it begins with what is there, and leaves there what it compiled. */
    void keepIn(CompiledCache cache) {
        this.cache = Optional.of(cache);
    }

    /** Whether it was asked for no step yet. */
    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether it was asked for that step before. */
    boolean knows(StepFolder step) {
        return steps.containsKey(step);
    }

    /** What was compiled of a step by this coach or an earlier one; nothing of a new step. */
    Compiled step(StepFolder step) throws IOException {
        if (!knows(step)) {
            steps.put(step, earlier(step));
        }
        return steps.get(step);
    }

    private Compiled earlier(StepFolder step) throws IOException {
        var kept =
                cache.isPresent() ? cache.get().read(step) : Optional.<CompiledCache.Step>empty();
        return new Compiled(
                new Compilation(compiler, kept.map(CompiledCache.Step::main).orElse(NOTHING)),
                new Compilation(compiler, kept.map(CompiledCache.Step::tests).orElse(NOTHING)));
    }

    /** Compiles a step that was not asked for yet, only to keep what comes of it. */
    void compileAhead(StepSources sources) throws IOException {
        if (!knows(sources.step())) {
            var ahead = earlier(sources.step());
            ahead.update(sources.main(), sources.tests()); // errors wait until the step is opened
            keep(sources.step(), ahead);
        }
    }

    private void keep(StepFolder step, Compiled compiled) throws IOException {
        if (cache.isPresent()) {
            cache.get().write(step, compiled.toKeep());
        }
    }

    /** Keeps what was compiled. */
    @Override
    public void close() throws IOException {
        compiler.close();
        for (var step : steps.entrySet()) {
            keep(step.getKey(), step.getValue());
        }
    }
}
