package workshop.coach.watch;

import java.util.ArrayList;
import java.util.List;
import workshop.grade.Score;
import workshop.grade.Trail;

/** All exercises of the step, and the trail. */
record ListView() implements View {

    @Override
    public List<String> lines(WatchedStep step, Stage stage) {
        var result = step.progress().result();
        var lines = new ArrayList<String>();
        result.exercises().forEach(exercise -> lines.add(stage.line(exercise)));
        lines.add("");
        Score.trail(Trail.around(step.sources().step(), result), stage.terminal()).lines().forEach(lines::add);
        return lines;
    }
}
