package workshop.coach.engine;

import static java.util.stream.Collectors.toMap;

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
    private Map<String, String> sources = Map.of(); // their texts
    private Map<String, List<ClassFile>> classes = new HashMap<>();
    private Map<String, String> outlines = Map.of();
    private Map<String, String> outlinesBelow = Map.of();

    Compilation(Compiler compiler) {
        this.compiler = compiler;
    }

    /** One that goes on where another has ended. */
    Compilation(Compiler compiler, Kept.Part kept) {
        this(compiler);
        sources = kept.sources();
        kept.classes().forEach((source, types) -> classes.put(source,
                types.entrySet().stream().map(type -> new ClassFile(type.getKey(), type.getValue())).toList()));
        outlines = kept.outlines();
        outlinesBelow = kept.outlinesBelow();
    }

    Kept.Part toKeep() {
        var bytes = new HashMap<String, Map<String, byte[]>>();
        classes.forEach((source, types) -> bytes.put(source, types.stream().collect(toMap(ClassFile::binaryName, ClassFile::bytes))));
        return new Kept.Part(sources, bytes, outlines, outlinesBelow);
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
            var changed = now.values().stream().filter(source -> !source.text().equals(sources.get(source.name()))).toList();
            if (changed.isEmpty()) {
                return List.of();
            }
            var result = compiler.compile(changed, allBut(changed, below));
            if (outlines.entrySet().containsAll(result.outlines().entrySet())) {
                if (result.errors().isEmpty()) {
                    sources = texts(now);
                    classes.putAll(result.classes());
                }
                return result.errors();
            }
        }
        var result = compiler.compile(now.values(), below.classes());
        if (result.errors().isEmpty()) {
            sources = texts(now);
            classes = result.classes();
            outlines = result.outlines();
            outlinesBelow = below.outlines;
        }
        return result.errors();
    }

    private static Map<String, String> texts(Map<String, SourceFile> files) {
        var texts = new TreeMap<String, String>();
        files.forEach((name, source) -> texts.put(name, source.text()));
        return texts;
    }

    private List<ClassFile> allBut(Collection<SourceFile> changed, Compilation below) {
        var unchanged = new HashMap<>(classes);
        unchanged.keySet().removeAll(changed.stream().map(SourceFile::name).toList());
        return Stream.of(unchanged, below.classes).flatMap(types -> types.values().stream()).flatMap(List::stream).toList();
    }

    /** What the rest of the code can see of each of the last sources that compiled, by its name. */
    Map<String, String> outlines() {
        return Map.copyOf(outlines);
    }

    /** The classes of the last sources that compiled. */
    List<ClassFile> classes() {
        return classes.values().stream().flatMap(List::stream).toList();
    }
}
