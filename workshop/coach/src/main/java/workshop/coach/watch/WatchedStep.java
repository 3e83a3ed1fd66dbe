package workshop.coach.watch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workshop.coach.engine.CompileError;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.FileTrouble;
import workshop.coach.steps.Grading;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.ResultStore;

/**
 * The step that the learner is at, and the exercise: what a save sets off, and what its verdicts
 * change.
 */
final class WatchedStep implements Checker.Listener {

    private final StepSources sources;
    private final Checker checker;
    private final boolean spoken;
    private final SeenResults seen;
    private List<CompileError> errors = List.of();
    private ExerciseResult current;
    private boolean seeking = true;
    private final Map<String, String> printed = new HashMap<>();
    private String failure = "";
    private String doing = "";
    private long since;
    private int checks;

    /**
     * A step of which nothing is known yet.
     *
     * @param spoken whether the learner listens: then less is told
     * @throws UserError when the step has no exercises
     */
    WatchedStep(StepSources sources, Checker checker, boolean spoken) {
        this.sources = sources;
        this.checker = checker;
        this.spoken = spoken;
        seen = new SeenResults(Manifest.read(sources.step()));
        if (seen.exercises().isEmpty()) {
            throw new UserError("%s has no exercises.", Workshop.name(sources));
        }
    }

    // --- what is known

    StepSources sources() {
        return sources;
    }

    SeenResults seen() {
        return seen;
    }

    /** Why the step does not compile; empty when it does. */
    List<CompileError> errors() {
        return errors;
    }

    /** The exercise that is shown, as the manifest has it; null until the first one runs. */
    ExerciseResult current() {
        return current;
    }

    /** Whether that is only the one that runs, because a red one has not been found yet. */
    boolean seeking() {
        return seeking;
    }

    /** What that exercise has printed in its last run. */
    String printed(ExerciseResult exercise) {
        return printed.getOrDefault(exercise.id(), "");
    }

    /** How the coach has failed; empty when it has not. */
    String failure() {
        return failure;
    }

    /** What goes on just now; empty when nothing does. */
    String doing() {
        return doing;
    }

    /** For how many seconds it has gone on. */
    long seconds() {
        return doing.isEmpty() ? 0 : (System.nanoTime() - since) / 1_000_000_000;
    }

    /** How many checks are over. */
    int checks() {
        return checks;
    }

    // --- saves and keys

    void saved(Set<Path> files) {
        if (!seeking && seen.green(current)) {
            // The learner has gone on to another file, or another exercise of the same one: so does
            // the coach.
            seen.left().stream()
                    .filter(exercise -> edits(exercise, files))
                    .findFirst()
                    .ifPresent(next -> current = next);
        }
        seen.saved();
        check(
                seeking
                        ? seen.exercises()
                        : Stream.concat(
                                        Stream.of(current),
                                        seen.exercises().stream()
                                                .filter(
                                                        exercise ->
                                                                exercise != current
                                                                        && (seen.wasGreen(exercise)
                                                                                || edits(
                                                                                        exercise,
                                                                                        files)
                                                                                || !seen.ran(
                                                                                        exercise))))
                                .toList());
    }

    private static boolean edits(ExerciseResult exercise, Collection<Path> files) {
        return files.stream().anyMatch(file -> file.endsWith(exercise.edit()));
    }

    /** The learner wants this exercise, and no other one to be looked for. */
    void stay() {
        seeking = false;
    }

    /** Instead of the first that is red. */
    void beginWith(ExerciseResult exercise) {
        seeking = false;
        current = exercise;
    }

    void goTo(ExerciseResult exercise) {
        current = exercise;
        if (errors.isEmpty() && !seen.ranSinceSaved(exercise)) {
            check(List.of(exercise));
        }
    }

    /** Runs the exercise once more; all of them while a red one is looked for. */
    void check() {
        check(seeking ? seen.exercises() : List.of(current));
    }

    /** The next one that is not green; after the last exercise comes the first. */
    Optional<ExerciseResult> next() {
        var all = seen.exercises();
        var here = all.indexOf(current);
        return IntStream.range(1, all.size())
                .mapToObj(i -> all.get((here + i) % all.size()))
                .filter(exercise -> !seen.green(exercise))
                .findFirst();
    }

    /** The one before; of the first, the first. */
    ExerciseResult previous() {
        return seen.exercises().get(Math.max(0, seen.exercises().indexOf(current) - 1));
    }

    private void check(List<ExerciseResult> wanted) {
        doing("compiling");
        failure = "";
        checker.check(sources, wanted, this);
    }

    /** That goes on now; nothing when it is empty. */
    void doing(String what) {
        doing = what;
        since = System.nanoTime();
    }

    // --- verdicts

    /** Whether it compiles is known, and no check of this step's own found out. */
    void compiledAs(List<CompileError> errors) {
        this.errors = errors;
    }

    /** An exercise has run. */
    void learn(ExerciseResult result, String printed) {
        seen.learn(result);
        this.printed.put(result.id(), printed);
    }

    @Override
    public void compiled(List<CompileError> errors) {
        compiledAs(errors);
        checks += errors.isEmpty() ? 0 : 1;
        doing("");
    }

    @Override
    public void begins(ExerciseResult exercise) {
        current = seeking ? exercise : current;
        // One can see what goes on in the background; who listens is not told.
        doing(spoken && exercise != current ? "" : "checking " + exercise.id());
    }

    @Override
    public void ends(ExerciseResult result, String printed) {
        learn(result, printed);
        if (!result.green() && result.id().equals(current.id())) {
            seeking = false;
        }
        doing("");
    }

    @Override
    public void done() {
        seeking = false;
        checks++;
        var ran = seen.exercises().stream().filter(seen::ranSinceSaved);
        var result = Grading.result(sources, ran.map(seen::known).toList());
        var known = ResultStore.keep(sources.step(), result);
        if (seen.complete()) {
            ResultStore.page(sources.step(), known);
        }
    }

    @Override
    public void broke(Exception exception) {
        doing("");
        failure =
                FileTrouble.sentence(exception)
                        .orElse("The coach made a mistake of its own, and goes on: " + exception);
    }
}
