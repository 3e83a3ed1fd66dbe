package workshop.coach.engine;

import static java.util.Comparator.comparingInt;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sources and what was made of them when they compiled last. When only bodies of methods have
 * changed since, only their sources are compiled again. Otherwise all are, because other classes
 * may depend on the change: hold a constant's value, say. What that replaces is remembered for a
 * while, so that an undo is as quick as the change of a body.
 */
final class Compilation {

    /** No sources. */
    static final Compilation NONE = new Compilation(null);

    private static final int REMEMBERED = 4;

    private final Compiler compiler;

    /** The last one first. */
    private final Deque<CompiledState> states = new ArrayDeque<>();

    Compilation(Compiler compiler) {
        this(compiler, CompiledState.NOTHING);
    }

    /** One that goes on where another has ended. */
    Compilation(Compiler compiler, CompiledState last) {
        this.compiler = compiler;
        states.add(last);
    }

    /** What became of the last sources that compiled. */
    CompiledState last() {
        return states.getFirst();
    }

    /**
     * Brings the classes up to date. They stay as they are when there are errors.
     *
     * @param stack all sources
     * @param below what they stand on besides the libraries
     * @return what is wrong, as javac would say it if it compiled everything
     */
    List<CompileError> update(SourceStack stack, Compilation below) throws IOException {
        var files = new TreeMap<String, SourceFile>();
        for (var source : stack.sources().files().entrySet()) {
            files.put(source.getKey(), SourceFile.read(source.getKey(), source.getValue()));
        }
        var unreadable = files.values().stream().filter(source -> !source.readable()).toList();
        if (!unreadable.isEmpty()) {
            return unreadable.stream().map(SourceFile::unreadable).toList();
        }
        var closest =
                states.stream()
                        .filter(state -> state.isOf(files, below.last()))
                        .min(comparingInt(state -> state.changed(files).size()));
        if (closest.isPresent()) {
            var known = closest.get();
            var result = compileChanged(known, files, below);
            if (known.outlines().entrySet().containsAll(result.outlines().entrySet())) {
                if (result.errors().isEmpty()) {
                    states.remove(known);
                    states.addFirst(known.with(files, result.classes()));
                }
                return result.errors();
            }
        }
        return compileAll(files, below);
    }

    private Compiler.Result compileChanged(
            CompiledState known, Map<String, SourceFile> files, Compilation below)
            throws IOException {
        var changed = known.changed(files);
        var others = Stream.of(known.allBut(changed), below.last().all());
        return compiler.compile(changed, others.flatMap(List::stream).toList());
    }

    private List<CompileError> compileAll(Map<String, SourceFile> files, Compilation below)
            throws IOException {
        var result = compiler.compile(files.values(), below.last().all());
        if (result.errors().isEmpty()) {
            states.addFirst(CompiledState.of(files, result, below.last()));
            if (states.size() > REMEMBERED) {
                states.removeLast();
            }
        }
        return result.errors();
    }
}
