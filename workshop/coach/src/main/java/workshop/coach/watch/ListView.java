package workshop.coach.watch;

import java.util.ArrayList;
import java.util.List;
import workshop.grading.ExerciseResult;
import workshop.grading.Score;
import workshop.grading.Trail;

/**
 * All exercises of the step, to choose from, and the trail.
 *
 * @param trail as it was when the list was opened
 * @param chosen the exercise that a key would act on
 * @param left whether the green ones are hidden
 */
record ListView(Trail trail, ExerciseResult chosen, boolean left) implements View {

    static ListView of(WatchedStep step) {
        var trail = Trail.around(step.sources().step(), step.seen().result());
        return new ListView(trail, step.current(), false);
    }

    /** The exercise that comes so many rows later, or the last, or the first. */
    ListView moved(WatchedStep step, int rows) {
        var shown = shown(step);
        if (shown.isEmpty()) {
            return this;
        }
        var row = Math.max(0, Math.min(shown.size() - 1, shown.indexOf(chosen) + rows));
        return new ListView(trail, shown.get(row), left);
    }

    /** With the green ones hidden, or shown again. */
    ListView filtered(WatchedStep step) {
        return new ListView(trail, chosen, !left).moved(step, 0);
    }

    private List<ExerciseResult> shown(WatchedStep step) {
        return left ? step.seen().left() : step.seen().exercises();
    }

    @Override
    public List<String> lines(WatchedStep step, Display stage) {
        var result = step.seen().result();
        var lines = new ArrayList<String>();
        for (var exercise : shown(step)) {
            var line = stage.line(step.seen().known(exercise));
            var marked = exercise.equals(chosen) && !stage.spoken();
            lines.add(marked ? ">" + line.substring(1) : line);
        }
        lines.add("");
        if (stage.spoken()) {
            trail.with(result)
                    .stops()
                    .forEach(
                            stop ->
                                    lines.add(
                                            "Step %s: %s of %s points"
                                                    .formatted(
                                                            stop.number(),
                                                            stop.earned(),
                                                            stop.points())));
            lines.add("");
            lines.add("An exercise's number goes there. f hides the green ones, l goes back.");
        } else {
            Score.trail(trail.with(result), stage.terminal()).lines().forEach(lines::add);
            lines.add("");
            lines.add("  Up and down choose. Enter goes there, x resets its file.");
            lines.add("  f hides the green ones, l goes back.");
        }
        return lines;
    }
}
