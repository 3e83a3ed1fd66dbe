package workshop.coach.steps;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import workshop.coach.engine.SourceStack;
import workshop.coach.engine.StepSources;
import workshop.grading.step.StepFolder;

/**
 * An answer to try the exercises on, right or wrong: the files in which it differs from the
 * solution, whose tags for slides are no concern of it. A file with few differences is stored as a
 * patch, any other one whole; a maker works on whole files. Where there are both, the whole one is
 * newer.
 *
 * @param step the step
 * @param folder such as {@code solutions/step-01-…/wrong/1.4-prefix}
 */
public record StoredAnswer(StepSources step, Path folder) {

    /** Where the whole files of answers are that are stored as patches. */
    public static final String UNPACKED = ".coach/answers";

    /**
     * A patch of that many lines has about half of the file's length. With ten more it has nearly
     * all of it, and is harder to read.
     */
    private static final int MOST_CHANGED_LINES = 20;

    private static final Pattern ON_A_SLIDE =
            Pattern.compile("(?m)^include::\\S*/(\\d+\\.\\d+-[^/]+/java/\\S+\\.java)\\[");

    private static final Pattern CONFLICT = Pattern.compile("(?m)^<{7} ");

    // --- which there are

    /** The right and the wrong answers of some steps. */
    public static List<StoredAnswer> all(List<StepSources> steps) throws IOException {
        var answers = new ArrayList<StoredAnswer>();
        for (var step : steps) {
            answers.addAll(right(step));
            answers.addAll(wrong(step));
        }
        return answers;
    }

    /** Answers that must be green, beside the solution. */
    public static List<StoredAnswer> right(StepSources step) throws IOException {
        return in(step.solutions().resolve("right"), step);
    }

    /** Answers that must be red. */
    public static List<StoredAnswer> wrong(StepSources step) throws IOException {
        return in(step.solutions().resolve("wrong"), step);
    }

    /**
     * The files of the solution as they are while one of its exercises is still to do: those of the
     * wrong answer {@code 3.4-still-to-do}. An exercise that other files than its own belong to has
     * one, so that the solution of an earlier exercise doesn't give it away; others have none.
     */
    static SortedMap<String, String> stillToDo(StepSources step, String id) throws IOException {
        var folder = step.solutions().resolve("wrong").resolve(id + "-still-to-do");
        return Files.isDirectory(folder) ? new StoredAnswer(step, folder).texts() : new TreeMap<>();
    }

    private static List<StoredAnswer> in(Path parent, StepSources step) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> new StoredAnswer(step, folder))
                    .toList();
        }
    }

    /** What it is called: its exercise, and its mistake or its style. */
    public String name() {
        return folder.getFileName().toString();
    }

    /**
     * Whether a maker means it: {@code 1.4-prefix} by its name, by {@code 1.4}, or by {@code 1}.
     */
    public boolean isMeantBy(String typed) {
        return name().equals(typed)
                || name().startsWith(typed + "-")
                || name().startsWith(typed + ".");
    }

    /** Its folder as a maker reads it. */
    public String display() {
        return step.step().display(folder);
    }

    private String patchDisplay() {
        return display() + "/" + AnswerFiles.PATCH;
    }

    // --- what it says

    /**
     * The whole text of each file, by its path such as {@code java/workshop/step01/Inbox.java}.
     *
     * @throws UserError when its patch does not fit the solution
     */
    public SortedMap<String, String> texts() throws IOException {
        var misfits = new ArrayList<String>();
        var texts = texts(misfits::add);
        if (!misfits.isEmpty()) {
            throw new UserError("%s", trouble(List.of(this)));
        }
        return texts;
    }

    private SortedMap<String, String> texts(Consumer<String> misfits) throws IOException {
        var stored = AnswerFiles.in(folder);
        var texts = new TreeMap<>(stored.whole());
        var patch = AnswerPatch.parse(stored.patch(), patchDisplay());
        for (var path : patch.paths()) {
            if (!stored.whole().containsKey(path)) {
                Consumer<String> misfit = hunk -> misfits.accept("%s\n%s".formatted(path, hunk));
                texts.put(path, patch.apply(path, solution(path), misfit));
            }
        }
        return texts;
    }

    /**
     * Its files for the compiler. Those that are stored as a patch are written to a place aside.
     */
    public SourceStack sources() throws IOException {
        var files = new TreeMap<>(AnswerFiles.wholeFiles(folder).files());
        var root = step.step().root();
        var aside = root.resolve(UNPACKED).resolve(root.relativize(folder).toString());
        for (var text : texts().entrySet()) {
            if (!files.containsKey(text.getKey())) {
                files.put(
                        text.getKey(),
                        AnswerFiles.write(aside.resolve(text.getKey()), text.getValue()));
            }
        }
        return new SourceStack(files);
    }

    /**
     * Which patches no longer fit, since solutions have changed, and what to do; empty when all do.
     */
    public static String trouble(List<StoredAnswer> answers) throws IOException {
        var misfits = new ArrayList<String>();
        var names = new TreeSet<String>();
        for (var answer : answers) {
            answer.texts(
                    misfit -> {
                        names.add(answer.name());
                        misfits.add("%s:\n%s".formatted(answer.patchDisplay(), misfit.indent(4)));
                    });
        }
        return names.isEmpty()
                ? ""
                : """
                Answers are stored as patches of the solution. These no longer fit it, for
                the solution has changed in the same lines:

                %s
                This gives whole files, in which git merges the answer and the solution:
                  %s answers --whole %s
                Read them, change what is left to change, and store them:
                  %s answers
                """
                        .formatted(
                                String.join("", misfits),
                                StepFolder.COACH,
                                String.join(" ", names),
                                StepFolder.COACH);
    }

    // --- how it is stored

    /**
     * The files of answers that slides show, such as {@code 1.4-prefix/java/…/Inbox.java}: they
     * stay whole, for slides include their lines.
     */
    public static Set<String> onSlides(Path root) throws IOException {
        var shown = new TreeSet<String>();
        if (Files.isDirectory(root.resolve("slides"))) {
            try (var chapters = Files.newDirectoryStream(root.resolve("slides"), "*.adoc")) {
                for (var chapter : chapters) {
                    ON_A_SLIDE
                            .matcher(Files.readString(chapter))
                            .results()
                            .forEach(include -> shown.add(include.group(1)));
                }
            }
        }
        return shown;
    }

    /** Whether it is stored as {@link #store} would store it; where its lines were is no matter. */
    public boolean isStoredSmall(Set<String> onSlides) throws IOException {
        return AnswerFiles.in(folder).isLike(small(onSlides));
    }

    /**
     * Stores it as small as it can be.
     *
     * @return whether it was stored in another way
     * @throws UserError when its patch does not fit the solution, or when it says nothing else than
     *     the solution
     */
    public boolean store(Set<String> onSlides) throws IOException {
        return small(onSlides).writeTo(folder);
    }

    /**
     * Gives whole files to work on. Where the solution has changed in the same lines, git merges
     * the two.
     *
     * @return whether there was a patch
     */
    public boolean unpack() throws IOException {
        var whole = new TreeMap<String, String>();
        var stored = AnswerFiles.in(folder);
        var patch = AnswerPatch.parse(stored.patch(), patchDisplay());
        for (var path : patch.paths()) {
            var misfits = new ArrayList<String>();
            var text = patch.apply(path, solution(path), misfits::add);
            whole.put(path, misfits.isEmpty() ? text : merged(patch, path));
        }
        whole.putAll(stored.whole());
        return new AnswerFiles(whole, "").writeTo(folder);
    }

    private String merged(AnswerPatch patch, String path) throws IOException {
        if (!Files.exists(solutionFile(path))) {
            throw new UserError(
                    "%s changes %s, and there is no such file. Write its name of today there.",
                    patchDisplay(), path);
        }
        return AnswerMerge.of(patch, path, solutionFile(path));
    }

    /** Whether git left conflicts in its whole files. */
    public boolean hasConflicts() throws IOException {
        return AnswerFiles.in(folder).whole().values().stream()
                .anyMatch(text -> CONFLICT.matcher(text).find());
    }

    private AnswerFiles small(Set<String> onSlides) throws IOException {
        if (hasConflicts()) {
            throw new UserError(
                    "%s has conflicts of a merge. Look for <<<<<<< in its files.", display());
        }
        var whole = new TreeMap<String, String>();
        var patch = new StringBuilder();
        for (var text : texts().entrySet()) {
            var path = text.getKey();
            var solution = solution(path);
            var difference = AnswerPatch.difference(path, solution, text.getValue());
            var lines = difference.stream().map(line -> line + "\n").collect(joining());
            if (onSlides.contains(name() + "/" + path)
                    || AnswerPatch.changedLines(difference) > MOST_CHANGED_LINES
                    || difference.size() >= text.getValue().lines().count()
                    || !isWhatComesOf(lines, path, solution, text.getValue())) {
                whole.put(path, text.getValue());
            } else {
                patch.append(lines);
            }
        }
        if (whole.isEmpty() && patch.isEmpty()) {
            throw new UserError(
                    "%s says nothing else than the solution: write what it changes, or delete its"
                            + " folder.",
                    display());
        }
        return new AnswerFiles(whole, patch.toString());
    }

    /** Every byte: a patch knows no other end of a line than \n, and none that is missing. */
    private static boolean isWhatComesOf(
            String difference, String path, String solution, String text) {
        return difference.isEmpty()
                ? text.equals(solution)
                : AnswerPatch.parse(difference, path)
                        .apply(path, solution, misfit -> {})
                        .equals(text);
    }

    /** The file that it changes: the solution's, or the starter's where the solution has none. */
    private Path solutionFile(String path) {
        var solved = step.solutions().resolve("src/main").resolve(path);
        return Files.exists(solved) ? solved : step.folder().resolve("src/main").resolve(path);
    }

    private String solution(String path) throws IOException {
        return SlideTags.removedFrom(AnswerFiles.read(solutionFile(path)));
    }
}
