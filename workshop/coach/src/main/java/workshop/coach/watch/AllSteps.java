package workshop.coach.watch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import workshop.coach.engine.CompileError;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.Exercises;
import workshop.coach.steps.Grading;
import workshop.coach.steps.Workshop;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.ResultStore;
import workshop.grading.Score;
import workshop.grading.StepResult;

/**
 * A check of every exercise of every step, one step after the other, and what it has seen so far.
 * Any other check ends it.
 */
final class AllSteps implements View, Checker.Listener {

    private final Workshop workshop;
    private final Checker checker;
    private final WatchedStep watched;
    private final Iterator<StepSources> toCome;
    private final List<StepResult> seen = new ArrayList<>();
    private final List<CompileError> errors = new ArrayList<>();
    private final List<ExerciseResult> ran = new ArrayList<>();
    private StepSources current;
    private boolean over;

    /** Begins it. */
    AllSteps(Workshop workshop, Checker checker, WatchedStep watched) {
        this.workshop = workshop;
        this.checker = checker;
        this.watched = watched;
        toCome = workshop.steps().iterator();
        next();
    }

    private void next() {
        ran.clear();
        over = !toCome.hasNext();
        if (over) {
            watched.doing("");
            return;
        }
        current = toCome.next();
        watched.doing("checking step " + Workshop.number(current));
        checker.check(current, Manifest.read(current.step()).exercises(), this);
    }

    private boolean isWatched() {
        return Workshop.name(current).equals(Workshop.name(watched.sources()));
    }

    @Override
    public void compiled(List<CompileError> errors) {
        if (isWatched()) {
            watched.compiledAs(errors);
        }
        if (!errors.isEmpty()) {
            this.errors.add(errors.get(0));
            next();
        }
    }

    @Override
    public void begins(ExerciseResult exercise) {
        // the status names the step: six of them are enough to be told of
    }

    @Override
    public void ends(ExerciseResult result, String printed) {
        ran.add(result);
        if (isWatched()) {
            watched.learn(result, printed);
        }
    }

    @Override
    public void done() {
        var result = Grading.result(current, List.copyOf(ran));
        ResultStore.keep(current.step(), result);
        seen.add(result);
        next();
    }

    @Override
    public void broke(Exception exception) {
        watched.broke(exception);
    }

    @Override
    public List<String> lines(WatchedStep step, Display stage) {
        var lines = new ArrayList<String>();
        if (stage.spoken() && !over) {
            return lines; // told once, when all is known
        }
        if (over) {
            lines.add("  " + lastWords());
            lines.add("");
        }
        for (var result : seen) {
            if (stage.spoken()) {
                lines.add(Exercises.words(result));
            } else {
                Score.header(result, stage.terminal()).strip().lines().forEach(lines::add);
            }
            red(result).map(stage::line).forEach(lines::add);
        }
        if (!errors.isEmpty()) {
            lines.add("");
            lines.add("  Does not compile:");
            lines.addAll(Grading.lines(errors, workshop, stage.terminal()));
        }
        return lines;
    }

    /** They come first: what is below them may be longer than the screen. */
    private String lastWords() {
        if (seen.stream().allMatch(StepResult::green) && errors.isEmpty()) {
            return "All is done, in every step. Well done!";
        }
        return "Still red: %s of %s exercises. Esc goes back."
                .formatted(
                        seen.stream().flatMap(AllSteps::red).count(),
                        seen.stream().mapToInt(result -> result.exercises().size()).sum());
    }

    private static Stream<ExerciseResult> red(StepResult result) {
        return result.exercises().stream().filter(exercise -> !exercise.green());
    }
}
