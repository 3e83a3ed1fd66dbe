package workshop.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How far the learner is with all the steps: what the last run of each left in its {@code target/workshop/result.json}.
 *
 * @param stops one for each step, in order
 */
record Trail(List<Stop> stops) {

    /**
     * One step on the trail.
     *
     * @param number  such as {@code 01}
     * @param earned  the points of its last run; 0 before the first
     * @param points  what it is worth; 0 when it has no exercises yet
     * @param percent what is earned of the points
     * @param here    whether it is the step that has just run
     */
    record Stop(String number, int earned, int points, int percent, boolean here) {

        boolean exists() {
            return points > 0;
        }
    }

    /** The trail around a step that has just run. */
    static Trail around(Step step, StepResult result) {
        try (var folders = Files.list(step.root())) {
            return new Trail(folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("step-\\d+-.*"))
                    .sorted()
                    .map(name -> stop(Step.at(step.module().resolveSibling(name)), step, result))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the steps beside " + step.name() + " could not be listed", e);
        }
    }

    private static Stop stop(Step stop, Step step, StepResult result) {
        var here = stop.name().equals(step.name());
        var known = here ? result : last(stop);
        return new Stop(stop.number(), known.earned(), known.points(), known.percent(), here);
    }

    /** What a step's last run left; before the first, and when that is spoilt, what the step would be worth. */
    private static StepResult last(Step step) {
        var file = step.results().resolve("result.json");
        try {
            if (Files.exists(step.manifest()) && Files.exists(file)) {
                return ResultFile.read(file);
            }
        } catch (IllegalArgumentException e) {
            // A run that is just writing, or somebody's editor: this step's score does not hang on it.
        }
        return Manifest.of(step).unrun();
    }
}
