package workshop.coach.steps;

import static java.util.Comparator.comparingInt;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workshop.grading.step.StepFolder;

/**
 * The lines in which files of an answer differ from the solution, as a unified diff. As with {@code
 * git apply}, which reads it, too, the numbers of lines only say where to look first: a solution
 * may grow elsewhere.
 */
final class AnswerPatch {

    /** Lines around a change. They find its place; for more, unpack the answer. */
    private static final int CONTEXT = 1;

    private static final String OLD_NAME = "a/src/main/";
    private static final String NEW_NAME = "b/src/main/";
    private static final String BEFORE = "--- " + OLD_NAME;
    private static final String HUNK = "@@ ";
    private static final int HEAD = 2;

    /** The first lines of a file's difference, in their order, and then all others. */
    private static final List<String> LINES =
            List.of(
                    Pattern.quote(BEFORE) + ".+",
                    Pattern.quote("+++ " + NEW_NAME) + ".+",
                    HUNK + "-\\d+,\\d+ \\+\\d+,\\d+ @@",
                    HUNK + "-\\d+,\\d+ \\+\\d+,\\d+ @@|[-+ ].*|");

    private final SortedMap<String, List<String>> files = new TreeMap<>();

    private AnswerPatch() {}

    /**
     * The patch that a file holds.
     *
     * @param place where the file is, for a person
     * @throws UserError when it holds something else
     */
    static AnswerPatch parse(String text, String place) {
        var patch = new AnswerPatch();
        var lines = text.lines().toList();
        List<String> current = null;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith(BEFORE)) {
                current = new ArrayList<>();
                patch.files.put(line.substring(BEFORE.length()), current);
            }
            if (current == null || !line.matches(LINES.get(Math.min(current.size(), HEAD + 1)))) {
                throw new UserError(
                        "%s: line %s is in no patch that %s answers writes. Take the patch from git"
                                + " again, or write the whole file.",
                        place, i + 1, StepFolder.COACH);
            }
            current.add(line);
        }
        return patch;
    }

    /** What turns one file into another; nothing, if they are equal. */
    static List<String> difference(String path, String solution, String answer) {
        var before = solution.lines().toList();
        var difference = DiffUtils.diff(before, answer.lines().toList());
        return UnifiedDiffUtils.generateUnifiedDiff(
                        OLD_NAME + path, NEW_NAME + path, before, difference, CONTEXT)
                .stream()
                .map(line -> line.equals(" ") ? "" : line) // an editor would take the blank away
                .toList();
    }

    /** How many lines a difference takes away and adds. */
    static long changedLines(List<String> difference) {
        return difference.stream().skip(HEAD).filter(line -> line.matches("[-+].*")).count();
    }

    /** A patch without the numbers of its lines. */
    static String withoutNumbers(String patch) {
        return patch.replaceAll("(?m)^" + HUNK + ".*", HUNK);
    }

    /** The files that it changes, such as {@code java/workshop/step01/Inbox.java}. */
    Set<String> paths() {
        return files.keySet();
    }

    /**
     * A file of the answer.
     *
     * @param misfits is told each hunk whose lines are not in the solution
     */
    String apply(String path, String solution, Consumer<String> misfits) {
        var lines = solution.lines().toList();
        var answer = new ArrayList<String>();
        var next = 0;
        var moved = 0;
        for (var hunk : hunks(files.get(path))) {
            var change =
                    UnifiedDiffUtils.parseUnifiedDiff(
                                    Stream.concat(Stream.of("+++"), hunk.stream()).toList())
                            .getDeltas()
                            .get(0);
            var expected = change.getSource().getPosition();
            var place = place(change.getSource().getLines(), lines, next, expected + moved);
            if (place < 0) {
                misfits.accept(String.join("\n", hunk));
                continue;
            }
            answer.addAll(lines.subList(next, place));
            answer.addAll(change.getTarget().getLines());
            next = place + change.getSource().size();
            moved = place - expected;
        }
        answer.addAll(lines.subList(next, lines.size()));
        return String.join("\n", answer) + "\n";
    }

    private static List<List<String>> hunks(List<String> difference) {
        var hunks = new ArrayList<List<String>>();
        for (var line : difference.subList(HEAD, difference.size())) {
            if (line.startsWith(HUNK)) {
                hunks.add(new ArrayList<>());
            }
            hunks.get(hunks.size() - 1).add(line);
        }
        return hunks;
    }

    /** Where these lines are: as near as possible to where they were; -1 if they are nowhere. */
    private static int place(List<String> wanted, List<String> lines, int from, int expected) {
        return IntStream.rangeClosed(from, lines.size() - wanted.size())
                .filter(at -> lines.subList(at, at + wanted.size()).equals(wanted))
                .boxed()
                .min(comparingInt(at -> Math.abs(at - expected)))
                .orElse(-1);
    }
}
