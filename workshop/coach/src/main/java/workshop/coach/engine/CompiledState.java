package workshop.coach.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of sources that compiled. All maps are by the names of the sources.
 *
 * @param sources their texts
 * @param classes what javac made of each
 * @param outlines the {@link Outline} of each
 * @param outlinesBelow those of the sources that they stand on
 */
record CompiledState(
        Map<String, String> sources,
        Map<String, List<ClassFile>> classes,
        Map<String, String> outlines,
        Map<String, String> outlinesBelow) {

    static final CompiledState NOTHING = new CompiledState(Map.of(), Map.of(), Map.of(), Map.of());

    static CompiledState of(
            Map<String, SourceFile> files, Compiler.Result result, CompiledState below) {
        return new CompiledState(
                texts(files), result.classes(), result.outlines(), below.outlines());
    }

    private static Map<String, String> texts(Map<String, SourceFile> files) {
        var texts = new TreeMap<String, String>();
        files.forEach((name, source) -> texts.put(name, source.text()));
        return texts;
    }

    /** Whether no file came or went, and nothing changed in what they stand on. */
    boolean isOf(Map<String, SourceFile> files, CompiledState below) {
        return files.keySet().equals(sources.keySet()) && below.outlines.equals(outlinesBelow);
    }

    List<SourceFile> changed(Map<String, SourceFile> files) {
        return files.values().stream()
                .filter(source -> !source.text().equals(sources.get(source.name())))
                .toList();
    }

    /** The classes of all other sources. */
    List<ClassFile> allBut(Collection<SourceFile> changed) {
        var unchanged = new HashMap<>(classes);
        changed.forEach(source -> unchanged.remove(source.name()));
        return list(unchanged);
    }

    List<ClassFile> all() {
        return list(classes);
    }

    private static List<ClassFile> list(Map<String, List<ClassFile>> classes) {
        return classes.values().stream().flatMap(List::stream).toList();
    }

    /** The same with other bodies of methods. */
    CompiledState with(Map<String, SourceFile> files, Map<String, List<ClassFile>> bodies) {
        var all = new HashMap<>(classes);
        all.putAll(bodies);
        return new CompiledState(texts(files), all, outlines, outlinesBelow);
    }
}
