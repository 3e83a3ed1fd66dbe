package workshop.grading.bill;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/**
 * What a design costs, read in its sources as the compiler reads them, and counted so that it does
 * not matter how they are written: imports, comments, formatting, loops or lines do not count.
 *
 * @param tasks names that a worker must know
 * @param parameters parameters of the call that asks for a task
 * @param branches conditions and cases that ask which type it is
 * @param files files to open for one more type
 */
record Cost(int tasks, int parameters, int branches, int files) {

    static Cost of(Design design) {
        var mentions = new Sources(design).mentions();
        return new Cost(
                mentions.tasks(), mentions.parameters(), mentions.branches(), mentions.files());
    }

    /** The lines of the places that name a type that came later, by the names of their files. */
    static Map<String, List<Long>> lines(Design design) {
        var sources = new Sources(design.withOthers());
        var mentions = sources.mentions();
        var lines = new TreeMap<String, List<Long>>();
        for (var type : design.others()) {
            for (var place : mentions.places(type)) {
                lines.computeIfAbsent(fileName(place.file()), key -> new ArrayList<>())
                        .add(sources.line(place));
            }
        }
        lines.values().forEach(Collections::sort);
        return lines;
    }

    private static String fileName(CompilationUnitTree file) {
        return Path.of(file.getSourceFile().getName()).getFileName().toString();
    }

    private static final class Sources {

        private final Design design;
        private final List<CompilationUnitTree> units = new ArrayList<>();
        private final Trees trees;

        Sources(Design design) {
            this.design = design;
            var compiler = ToolProvider.getSystemJavaCompiler();
            try (var files = compiler.getStandardFileManager(null, null, null)) {
                var sources = files.getJavaFileObjectsFromPaths(design.files());
                var options = List.of("-proc:none");
                var task =
                        (JavacTask)
                                compiler.getTask(
                                        null, files, problem -> {}, options, null, sources);
                task.parse().forEach(units::add);
                trees = Trees.instance(task);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Mentions mentions() {
            var mentions = new Mentions(design);
            units.forEach(unit -> mentions.scan(unit, null));
            return mentions;
        }

        long line(Mentions.Place place) {
            var positions = trees.getSourcePositions();
            long start = positions.getStartPosition(place.file(), place.name());
            return place.file().getLineMap().getLineNumber(start);
        }
    }
}
