package workshop.grading.bill;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What a design costs, counted in its sources as the compiler reads them: comments and formatting
 * do not count.
 *
 * @param tasks names that a worker must know
 * @param parameters parameters of one task; 0 when the learner has no method of that name
 * @param branches conditions and cases that ask which type it is
 * @param lines lines for one more type that are like another one but for the type's name
 * @param files files to open for one more type
 * @param places places to change for one more type: imports, fields, parameters, statements, and
 *     methods and classes that are about one type only
 */
record Cost(int tasks, int parameters, int branches, int lines, int files, int places) {

    /** A line with fewer words is only a brace or the like. */
    private static final int WORDS_OF_A_LINE = 3;

    static Cost of(Design design) {
        var units = parse(design);
        var mentions = new Mentions(design.types(), design.task());
        units.forEach(unit -> mentions.scan(unit, null));
        int lines = mentions.places() == 0 ? 0 : linesPerType(units, design.types());
        return new Cost(
                mentions.tasks(),
                mentions.parameters(),
                mentions.branches(),
                lines,
                mentions.files(),
                mentions.places());
    }

    private static List<CompilationUnitTree> parse(Design design) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    problem -> {},
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(design.files()));
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            return units;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One type's lines are original, and those of each further type repeat them. */
    private static int linesPerType(List<CompilationUnitTree> units, List<String> types) {
        var anyType = Pattern.compile("(?i)" + String.join("|", types));
        Map<String, Integer> lines = new HashMap<>();
        units.stream()
                .flatMap(unit -> unit.getTypeDecls().stream())
                .flatMap(type -> type.toString().lines())
                .map(line -> anyType.matcher(line.strip()).replaceAll("Type"))
                .filter(
                        line ->
                                Stream.of(line.split("\\W+"))
                                                .filter(word -> !word.isEmpty())
                                                .count()
                                        >= WORDS_OF_A_LINE)
                .forEach(line -> lines.merge(line, 1, Integer::sum));
        int repeated = lines.values().stream().mapToInt(count -> count - 1).sum();
        return Math.round((float) repeated / (types.size() - 1));
    }
}
