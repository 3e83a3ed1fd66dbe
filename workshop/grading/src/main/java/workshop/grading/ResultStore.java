package workshop.grading;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import workshop.grading.bill.Bill;
import workshop.grading.step.StepFolder;
import workshop.grading.step.WorkshopVersion;

/** What runs leave behind: what is known of the step as JSON, and a page. */
public final class ResultStore {

    private ResultStore() {}

    /**
     * Keeps a result as JSON, for the trail and for {@link #last}. What this run left out is as it
     * was before, so a run of one exercise sets no other one back.
     *
     * @return what is known of the step now
     */
    public static StepResult keep(StepFolder step, StepResult result) {
        var known = merged(last(step), result);
        var seen = seen(step);
        var now = Manifest.fingerprint(step);
        result.exercises().stream()
                .filter(exercise -> !exercise.absent() && !exercise.leftOut())
                .forEach(exercise -> seen.put(exercise.id(), now));
        ResultFile.write(known, seen, step.progress());
        return known;
    }

    private static SortedMap<String, String> seen(StepFolder step) {
        try {
            if (Files.exists(step.progress())) {
                return ResultFile.readSeen(step.progress());
            }
        } catch (UncheckedIOException e) {
            // as in last()
        }
        return new TreeMap<>();
    }

    /**
     * The exercises that ran with the files as they are now, whoever ran them: the coach, Maven or
     * an IDE.
     */
    public static Set<String> upToDate(StepFolder step) {
        var now = Manifest.fingerprint(step);
        var seen = seen(step);
        seen.values().removeIf(sum -> !sum.equals(now));
        return seen.keySet();
    }

    private static StepResult merged(StepResult earlier, StepResult now) {
        var results = new LinkedHashMap<String, ExerciseResult>();
        earlier.exercises().forEach(exercise -> results.put(exercise.id(), exercise));
        for (var exercise : now.exercises()) {
            var before = results.get(exercise.id());
            if (before == null || before.absent() || !exercise.leftOut()) {
                results.put(exercise.id(), exercise);
            }
        }
        var inOrder =
                results.values().stream()
                        .sorted(comparingInt(exercise -> ExerciseResult.order(exercise.id())))
                        .toList();
        return new StepResult(now.step(), now.title(), inOrder);
    }

    /** Writes the page, with the trail over all steps, and says where it is. */
    public static Path page(StepFolder step, StepResult result) {
        writePage(step, result, Trail.around(step, result));
        return html(step);
    }

    /**
     * Writes what a run leaves behind, and returns what it prints: the bill, if there is one, the
     * reasons of what ran, and the score of the whole step. An exercise that was not begun has no
     * more to say than its line in the score, unless it was run alone.
     */
    public static String of(StepFolder step, StepResult result, TextStyle terminal) {
        var known = keep(step, result);
        var trail = Trail.around(step, known);
        writePage(step, known, trail);
        var manifest = Manifest.read(step);
        var ran = result.exercises().stream().filter(exercise -> !exercise.absent()).toList();
        var told =
                ran.stream()
                        .filter(each -> ran.size() == 1 || !manifest.isUntouched(step, each))
                        .toList();
        var red = new HashMap<StepFolder, Set<String>>(); // each step's file is read once
        BiPredicate<StepFolder, String> isRed =
                (one, id) -> red.computeIfAbsent(one, ResultStore::red).contains(id);
        return Bill.of(step, isRed)
                + Bill.tally(step, isRed)
                + Score.of(known, told, trail, step.coach(), terminal);
    }

    private static Set<String> red(StepFolder step) {
        return last(step).exercises().stream()
                .filter(each -> !each.absent() && !each.green())
                .map(ExerciseResult::id)
                .collect(toSet());
    }

    /**
     * The result of a step's last run. Before the first run, or if the file is damaged, a result in
     * which nothing ran.
     */
    public static StepResult last(StepFolder step) {
        try {
            if (Files.exists(step.manifest()) && Files.exists(step.progress())) {
                return ResultFile.read(step.progress());
            }
        } catch (UncheckedIOException e) {
            // Another run may be writing the file; the result is not essential.
        }
        return Manifest.read(step).unrun();
    }

    private static void writePage(StepFolder step, StepResult result, Trail trail) {
        ResultPage.write(result, trail, WorkshopVersion.of(step.root()), html(step));
    }

    private static Path html(StepFolder step) {
        return step.results().resolve("report.html");
    }
}
