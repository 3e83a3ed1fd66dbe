package workshop.coach.engine;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sources and what was made of them when they compiled last. When only bodies of methods have
 * changed since, only their sources are compiled again; otherwise all, because other classes may
 * depend on the change: hold a constant's value, say. What that replaces is remembered for a while,
 * so that an undo is as quick as the change of a body.
 */
final class Compilation {

    /** No sources. */
    static final Compilation NONE = new Compilation(null);

    /**
     * What came of sources that compiled.
     *
     * @param sources their texts
     * @param outlines the {@link Outline} of each
     * @param outlinesBelow those of the sources below that it stands on
     */
    private record State(
            Map<String, String> sources,
            Map<String, List<ClassFile>> classes,
            Map<String, String> outlines,
            Map<String, String> outlinesBelow) {

        private static final State NOTHING = new State(Map.of(), Map.of(), Map.of(), Map.of());

        private boolean hasPlaceFor(Map<String, SourceFile> files, Compilation below) {
            return files.keySet().equals(sources.keySet())
                    && below.last().outlines.equals(outlinesBelow);
        }

        private List<SourceFile> changed(Map<String, SourceFile> files) {
            return files.values().stream()
                    .filter(source -> !source.text().equals(sources.get(source.name())))
                    .toList();
        }

        private List<ClassFile> allBut(Collection<SourceFile> changed) {
            var unchanged = new HashMap<>(classes);
            unchanged.keySet().removeAll(changed.stream().map(SourceFile::name).toList());
            return list(unchanged);
        }

        /** The same with other bodies of methods. */
        private State with(Map<String, SourceFile> files, Map<String, List<ClassFile>> bodies) {
            var all = new HashMap<>(classes);
            all.putAll(bodies);
            return new State(texts(files), all, outlines, outlinesBelow);
        }
    }

    private static final int REMEMBERED = 4;

    private final Compiler compiler;
    private final Deque<State> states =
            new ArrayDeque<>(List.of(State.NOTHING)); // the last one first

    Compilation(Compiler compiler) {
        this.compiler = compiler;
    }

    /** One that goes on where another has ended. */
    Compilation(Compiler compiler, CompiledCache.Part kept) {
        this(compiler);
        var classes = new HashMap<String, List<ClassFile>>();
        kept.classes()
                .forEach(
                        (source, types) ->
                                classes.put(
                                        source,
                                        types.entrySet().stream()
                                                .map(
                                                        type ->
                                                                new ClassFile(
                                                                        type.getKey(),
                                                                        type.getValue()))
                                                .toList()));
        states.addFirst(new State(kept.sources(), classes, kept.outlines(), kept.outlinesBelow()));
    }

    CompiledCache.Part toKeep() {
        var bytes = new HashMap<String, Map<String, byte[]>>();
        last().classes
                .forEach(
                        (source, types) ->
                                bytes.put(
                                        source,
                                        types.stream()
                                                .collect(
                                                        toMap(
                                                                ClassFile::binaryName,
                                                                ClassFile::bytes))));
        return new CompiledCache.Part(last().sources, bytes, last().outlines, last().outlinesBelow);
    }

    /**
     * Brings the classes up to date. They stay as they are when there are errors.
     *
     * @param stack all sources
     * @param below what they stand on besides the libraries
     * @return what is wrong, as javac would say it if it compiled everything
     */
    List<CompileError> update(SourceStack stack, Compilation below) throws IOException {
        var now = new TreeMap<String, SourceFile>();
        for (var source : stack.sources().files().entrySet()) {
            now.put(source.getKey(), SourceFile.read(source.getKey(), source.getValue()));
        }
        var unreadable =
                now.values().stream()
                        .filter(source -> !source.readable())
                        .map(SourceFile::unreadable)
                        .toList();
        if (!unreadable.isEmpty()) {
            return unreadable;
        }
        var closest =
                states.stream()
                        .filter(state -> state.hasPlaceFor(now, below))
                        .min(comparingInt(state -> state.changed(now).size()));
        if (closest.isPresent()) {
            var known = closest.get();
            var changed = known.changed(now);
            var result =
                    compiler.compile(
                            changed,
                            Stream.of(known.allBut(changed), below.classes())
                                    .flatMap(List::stream)
                                    .toList());
            if (known.outlines.entrySet().containsAll(result.outlines().entrySet())) {
                if (result.errors().isEmpty()) {
                    states.remove(known);
                    states.addFirst(known.with(now, result.classes()));
                }
                return result.errors();
            }
        }
        var result = compiler.compile(now.values(), below.classes());
        if (result.errors().isEmpty()) {
            states.addFirst(
                    new State(
                            texts(now),
                            result.classes(),
                            result.outlines(),
                            below.last().outlines));
            if (states.size() > REMEMBERED) {
                states.removeLast();
            }
        }
        return result.errors();
    }

    private State last() {
        return states.getFirst();
    }

    private static Map<String, String> texts(Map<String, SourceFile> files) {
        var texts = new TreeMap<String, String>();
        files.forEach((name, source) -> texts.put(name, source.text()));
        return texts;
    }

    private static List<ClassFile> list(Map<String, List<ClassFile>> classes) {
        return classes.values().stream().flatMap(List::stream).toList();
    }

    /** What the rest of the code can see of each of the last sources that compiled, by its name. */
    Map<String, String> outlines() {
        return Map.copyOf(last().outlines);
    }

    /** The classes of the last sources that compiled. */
    List<ClassFile> classes() {
        return list(last().classes);
    }
}
