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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workshop.coach.engine.StepSources;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;

/**
 * The solution of an exercise beside what the learner has: the file that the exercise edits, others
 * that belong to it, and what differs in them. It shows nothing of a later exercise that is still
 * to do.
 */
public final class Solution {

    private static final String CONTINUED = "            ";

    /** With this many columns, two versions of code fit side by side. */
    private static final int SIDE_BY_SIDE = 120;

    /** One file, in both versions. */
    private record Part(String file, List<String> learners, List<String> ours) {

        boolean differs() {
            return !learners.equals(ours);
        }

        Patch<String> difference() {
            return DiffUtils.diff(learners, ours);
        }
    }

    private final List<Part> parts = new ArrayList<>();

    /**
     * Reads both versions.
     *
     * @throws UserError when the solution does not touch the exercise's file
     */
    public Solution(StepSources sources, ExerciseResult exercise) {
        var whole = sources.solution().files();
        var paths = new LinkedHashSet<String>();
        whole.keySet().stream()
                .filter(path -> Path.of(path).endsWith(exercise.edit()))
                .forEach(paths::add);
        if (paths.isEmpty()) {
            throw new UserError("The solution does not change %s.", exercise.edit());
        }
        try {
            paths.addAll(StoredAnswer.stillToDo(sources, exercise.id()).keySet());
            var soFar = soFar(sources, exercise.id());
            for (var path : paths) {
                var learners = sources.folder().resolve("src/main").resolve(path);
                var ours = soFar.containsKey(path) ? soFar.get(path) : read(whole.get(path));
                parts.add(
                        new Part(
                                path.replaceFirst("^java/", ""),
                                lines(read(learners)),
                                lines(ours)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files of the solution as they are before the first later exercise that is not done yet. */
    private static Map<String, String> soFar(StepSources sources, String id) throws IOException {
        var later =
                Manifest.read(sources.step()).exercises().stream()
                        .map(ExerciseResult::id)
                        .dropWhile(other -> !other.equals(id))
                        .skip(1)
                        .filter(other -> !Workshop.isGreen(sources, other))
                        .toList();
        for (var other : later) {
            var texts = StoredAnswer.stillToDo(sources, other);
            if (!texts.isEmpty()) {
                return texts;
            }
        }
        return Map.of();
    }

    /** Whatever its encoding. */
    private static String read(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
    }

    private static List<String> lines(String text) {
        return SlideTags.removedFrom(text).lines().map(line -> line.replace("\t", "    ")).toList();
    }

    /** The names of the files that it shows, the one to edit first. */
    public List<String> files() {
        return parts.stream()
                .map(part -> part.file().substring(part.file().lastIndexOf('/') + 1))
                .toList();
    }

    /** The lines to remove and to add; side by side if they fit. */
    public List<String> lines(int columns, TextStyle terminal) {
        var different = parts.stream().filter(Part::differs).toList();
        if (different.isEmpty()) {
            return List.of(
                    parts.size() == 1
                            ? "Your file and the solution are identical."
                            : "Your files and the solution are identical.");
        }
        return different.stream()
                .flatMap(
                        part ->
                                (columns >= SIDE_BY_SIDE
                                                ? sideBySide(part, (columns - 3) / 2, terminal)
                                                : unified(part, columns, terminal))
                                        .stream())
                .toList();
    }

    private static List<String> unified(Part part, int columns, TextStyle terminal) {
        return UnifiedDiffUtils.generateUnifiedDiff(
                        "yours/" + part.file(),
                        "solution/" + part.file(),
                        part.learners(),
                        part.difference(),
                        3)
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

    private static List<String> sideBySide(Part part, int width, TextStyle terminal) {
        var lines = new ArrayList<String>();
        lines.add(
                terminal.bold(
                        row("yours/" + part.file(), "solution/" + part.file(), width, terminal)));
        for (var row :
                DiffRowGenerator.create()
                        .lineNormalizer(line -> line)
                        .build()
                        .generateDiffRows(part.learners(), part.difference())) {
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
