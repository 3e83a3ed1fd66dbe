package workshop.coach.watch;

import java.util.ArrayList;
import java.util.List;
import workshop.grading.Score;
import workshop.grading.Trail;

/**
 * All exercises of the step, and the trail.
 *
 * @param trail as it was when the list was opened
 */
record ListView(Trail trail) implements View {

    static ListView of(WatchedStep step) {
        return new ListView(Trail.around(step.sources().step(), step.progress().result()));
    }

    @Override
    public List<String> lines(WatchedStep step, Display stage) {
        var result = step.progress().result();
        var lines = new ArrayList<String>();
        result.exercises().forEach(exercise -> lines.add(stage.line(exercise)));
        lines.add("");
        Score.trail(trail.with(result), stage.terminal()).lines().forEach(lines::add);
        return lines;
    }
}
