package workshop.coach.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sources and what was made of them when they compiled last. When only bodies of methods have changed since, only their sources are
 * compiled again; otherwise all, because other classes may depend on the change: hold a constant's value, say.
 */
final class Compilation {

    /** No sources. */
    static final Compilation NONE = new Compilation(null);

    private final Compiler compiler;
    private Map<String, SourceFile> sources = Map.of();
    private Map<String, List<ClassFile>> classes = Map.of();
    private Map<String, String> outlines = Map.of();
    private Map<String, String> outlinesBelow = Map.of();

    Compilation(Compiler compiler) {
        this.compiler = compiler;
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
        var unreadable = now.values().stream().filter(source -> !source.readable()).map(SourceFile::unreadable).toList();
        if (!unreadable.isEmpty()) {
            return unreadable;
        }
        if (now.keySet().equals(sources.keySet()) && below.outlines.equals(outlinesBelow)) {
            var changed = now.values().stream().filter(source -> !source.text().equals(sources.get(source.name()).text())).toList();
            if (changed.isEmpty()) {
                return List.of();
            }
            var result = compiler.compile(changed, allBut(changed, below));
            if (outlines.entrySet().containsAll(result.outlines().entrySet())) {
                if (result.errors().isEmpty()) {
                    sources = now;
                    classes.putAll(result.classes());
                }
                return result.errors();
            }
        }
        var result = compiler.compile(now.values(), below.classes());
        if (result.errors().isEmpty()) {
            sources = now;
            classes = result.classes();
            outlines = result.outlines();
            outlinesBelow = below.outlines;
        }
        return result.errors();
    }

    private List<ClassFile> allBut(Collection<SourceFile> changed, Compilation below) {
        var unchanged = new HashMap<>(classes);
        unchanged.keySet().removeAll(changed.stream().map(SourceFile::name).toList());
        return Stream.of(unchanged, below.classes).flatMap(types -> types.values().stream()).flatMap(List::stream).toList();
    }

    /** The classes of the last sources that compiled. */
    List<ClassFile> classes() {
        return classes.values().stream().flatMap(List::stream).toList();
    }
}
