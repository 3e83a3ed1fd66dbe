package workshop.coach.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;

/**
 * The solution of an exercise beside what the learner has: the file that the exercise edits, and
 * what differs in it.
 */
public final class Solution {

    private static final String CONTINUED = "            ";

    /** With this many columns, two versions of code fit side by side. */
    private static final int SIDE_BY_SIDE = 120;

    private final String file;
    private final List<String> learners;
    private final List<String> ours;
    private final Patch<String> difference;

    /**
     * Reads both versions.
     *
     * @throws UserError when the solution does not touch that file
     */
    public Solution(StepSources sources, ExerciseResult exercise) {
        var found =
                sources.solution().only(path -> Path.of(path).endsWith(exercise.edit())).files();
        if (found.isEmpty()) {
            throw new UserError("The solution does not change %s.", exercise.edit());
        }
        file = found.firstKey().replaceFirst("^java/", "");
        ours = lines(found.get(found.firstKey()));
        learners = lines(sources.folder().resolve("src/main").resolve(found.firstKey()));
        difference = DiffUtils.diff(learners, ours);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file)
                    // whatever its encoding
                    ? SlideTags.removedFrom(new String(Files.readAllBytes(file), UTF_8))
                            .lines()
                            .map(line -> line.replace("\t", "    "))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines to remove and to add; side by side if they fit. */
    public List<String> lines(int columns, TextStyle terminal) {
        if (learners.equals(ours)) {
            return List.of("Your file and the solution are identical.");
        }
        return columns >= SIDE_BY_SIDE
                ? sideBySide((columns - 3) / 2, terminal)
                : unified(columns, terminal);
    }

    private List<String> unified(int columns, TextStyle terminal) {
        return UnifiedDiffUtils.generateUnifiedDiff(
                        "yours/" + file, "solution/" + file, learners, difference, 3)
                .stream()
                .flatMap(line -> signed(line, columns))
                .map(
                        line ->
                                line.startsWith("-")
                                        ? terminal.red(line)
                                        : line.startsWith("+")
                                                ? terminal.green(line)
                                                : line.startsWith("@@") ? terminal.dim(line) : line)
                .toList();
    }

    /** A line that is too long goes on in the next one, under its sign. */
    private static Stream<String> signed(String line, int columns) {
        if (TextLayout.width(line) <= columns) {
            return Stream.of(line);
        }
        var sign = line.substring(0, 1);
        var parts = TextLayout.wrap("x" + line.substring(1), columns - CONTINUED.length());
        return IntStream.range(0, parts.size())
                .mapToObj(
                        i ->
                                i == 0
                                        ? sign + parts.get(0).substring(1)
                                        : sign + CONTINUED + parts.get(i));
    }

    private List<String> sideBySide(int width, TextStyle terminal) {
        var lines = new ArrayList<String>();
        lines.add(terminal.bold(row("yours", "solution", width, terminal)));
        for (var row :
                DiffRowGenerator.create()
                        .lineNormalizer(line -> line)
                        .build()
                        .generateDiffRows(learners, difference)) {
            var left = TextLayout.cut(row.getOldLine(), width);
            var right = TextLayout.cut(row.getNewLine(), width);
            for (var i = 0; i < Math.max(left.size(), right.size()); i++) {
                var line =
                        row(
                                i < left.size() ? left.get(i) : "",
                                i < right.size() ? right.get(i) : "",
                                width,
                                terminal);
                lines.add(
                        row.getTag() == DiffRow.Tag.EQUAL
                                ? line
                                : row.getTag() == DiffRow.Tag.DELETE
                                        ? terminal.red(line)
                                        : terminal.green(line));
            }
        }
        return lines;
    }

    private static String row(String left, String right, int width, TextStyle terminal) {
        var between = terminal.unicode() ? " │ " : " | ";
        return (TextLayout.pad(left, width) + between + right).stripTrailing();
    }
}
