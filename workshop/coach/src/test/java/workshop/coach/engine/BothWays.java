package workshop.coach.engine;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import workshop.grading.step.StepFolder;

/**
 * Compiles the sources after each edit twice: starting from what was compiled before, as the coach
 * does, and whole.
 */
final class BothWays {

    /** A step's main sources and its tests. */
    private record Program(Compilation main, Compilation tests) {

        List<CompileError> update(Path folder) throws IOException {
            var errors = main.update(SourceStack.of(folder.resolve("main")), Compilation.NONE);
            return errors.isEmpty()
                    ? tests.update(SourceStack.of(folder.resolve("test")), main)
                    : errors;
        }

        List<ClassFile> classes() {
            return Stream.of(main, tests).flatMap(part -> part.last().all().stream()).toList();
        }
    }

    /** What came of a compilation. With errors the classes are still the old ones. */
    private record Outcome(List<String> errors, Map<String, byte[]> classes) {}

    private final Path folder;
    private final Compiler compiler;

    /** What was compiled whole since this sequence began: an undo brings back known sources. */
    private final Map<SortedMap<String, String>, Outcome> whole = new HashMap<>();

    /** How many times the sources were compiled, compiled without errors, and not all of them. */
    private int builds;

    private int good;
    private int incremental;

    BothWays(Path folder, Compiler compiler) {
        this.folder = folder;
        this.compiler = compiler;
    }

    /** How many of the builds had no errors. */
    double shareOfGood() {
        return (double) good / builds;
    }

    /** How many of the builds without errors used classes of the one before. */
    double shareOfIncremental() {
        return (double) incremental / good;
    }

    /**
     * Where the two ways first differ.
     *
     * @return a sentence for each class or error that differs; nothing when all are the same
     */
    List<String> differences(EditSequence sequence) throws IOException {
        var sources = new TreeMap<String, String>();
        var incremental = compileNothing();
        whole.clear();
        save(new TreeMap<>(), sequence.start());
        sources.putAll(sequence.start());
        incremental.update(folder);
        for (var edit : sequence.edits()) {
            if (edit.restarted()) {
                incremental = restart(incremental);
            }
            var after = edit.applyTo(sources);
            save(sources, after);
            sources.clear();
            sources.putAll(after);
            var differences = compile(incremental, after);
            if (!differences.isEmpty()) {
                return differences;
            }
        }
        return List.of();
    }

    private Program compileNothing() {
        return new Program(new Compilation(compiler), new Compilation(compiler));
    }

    /** What a coach that is ended now leaves to the next one. */
    private Program restart(Program program) throws IOException {
        var step = StepFolder.at(folder.resolve("step-00-edited"));
        var cache = new CompiledCache("this Java");
        cache.write(step, new CompiledCache.Step(program.main().last(), program.tests().last()));
        var read = cache.read(step).orElseThrow();
        return new Program(
                new Compilation(compiler, read.main()), new Compilation(compiler, read.tests()));
    }

    private void save(SortedMap<String, String> before, SortedMap<String, String> after)
            throws IOException {
        if (before.isEmpty()) {
            for (var part : List.of("main", "test")) {
                if (Files.exists(folder.resolve(part))) {
                    Scratch.delete(folder.resolve(part));
                }
            }
        }
        for (var file : before.keySet()) {
            if (!after.containsKey(file)) {
                Files.delete(folder.resolve(file));
            }
        }
        for (var file : after.entrySet()) {
            if (!file.getValue().equals(before.get(file.getKey()))) {
                Files.createDirectories(folder.resolve(file.getKey()).getParent());
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private List<String> compile(Program incremental, SortedMap<String, String> sources)
            throws IOException {
        Set<ClassFile> old = Collections.newSetFromMap(new IdentityHashMap<>());
        old.addAll(incremental.classes());
        var expected = whole(sources);
        var found = outcome(incremental);
        builds++;
        if (!found.errors().isEmpty() || !expected.errors().isEmpty()) {
            return found.errors().equals(expected.errors())
                    ? List.of()
                    : List.of(
                            "errors: %s%n  but whole: %s"
                                    .formatted(found.errors(), expected.errors()));
        }
        good++;
        this.incremental += incremental.classes().stream().anyMatch(old::contains) ? 1 : 0;
        return differences(found.classes(), expected.classes());
    }

    private Outcome whole(SortedMap<String, String> sources) throws IOException {
        var known = whole.get(sources);
        if (known == null) {
            known = outcome(compileNothing());
            whole.put(sources, known);
        }
        return known;
    }

    private Outcome outcome(Program program) throws IOException {
        var errors = program.update(folder).stream().map(CompileError::toString).toList();
        var classes =
                program.classes().stream().collect(toMap(ClassFile::binaryName, ClassFile::bytes));
        return new Outcome(errors, classes);
    }

    private static List<String> differences(
            Map<String, byte[]> incremental, Map<String, byte[]> whole) {
        var names = new TreeSet<>(incremental.keySet());
        names.addAll(whole.keySet());
        var differences = new ArrayList<String>();
        for (var name : names) {
            if (!whole.containsKey(name)) {
                differences.add("%s is left over: there is no such class".formatted(name));
            } else if (!incremental.containsKey(name)) {
                differences.add("%s is missing".formatted(name));
            } else if (!Arrays.equals(incremental.get(name), whole.get(name))) {
                differences.add("%s has other bytes".formatted(name));
            }
        }
        return differences;
    }

    /** The shortest part of a sequence with differences that still has some. */
    EditSequence reduce(EditSequence sequence) throws IOException {
        for (var i = 0; i < sequence.edits().size(); i++) {
            var shorter = sequence.without(i);
            if (!differences(shorter).isEmpty()) {
                return reduce(shorter);
            }
        }
        return sequence;
    }
}
