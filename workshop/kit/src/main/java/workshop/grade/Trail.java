package workshop.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * How far the learner is with all the steps: what the last run of each left in its {@code target/workshop/result.json}.
 *
 * @param stops one for each step, in order
 */
record Trail(List<Stop> stops) {

    /**
     * One step on the trail.
     *
     * @param number such as {@code 01}
     * @param earned the points of its last run; 0 before the first
     * @param points what it is worth; 0 when it has no exercises yet
     */
    record Stop(String number, int earned, int points) {

        int percent() {
            return points == 0 ? 0 : earned * 100 / points;
        }

        boolean exists() {
            return points > 0;
        }
    }

    /** The trail around a step that has just run. */
    static Trail around(Step step, StepResult result) {
        try (var folders = Files.list(step.root())) {
            return new Trail(folders.filter(folder -> folder.getFileName().toString().matches("step-\\d+-.*") && Files.isDirectory(folder))
                    .sorted()
                    .map(folder -> stop(Step.at(step.module().resolveSibling(folder.getFileName())), step, result))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the steps beside " + step.name() + " could not be listed", e);
        }
    }

    private static Stop stop(Step stop, Step step, StepResult result) {
        return stop.name().equals(step.name()) ? stop(stop, result) : stop(stop, last(stop));
    }

    private static Stop stop(Step stop, StepResult result) {
        return new Stop(stop.number(), result.earned(), result.points());
    }

    /** What a step's last run left; before the first, and when that is spoilt, what the step would be worth. */
    private static StepResult last(Step step) {
        var file = step.results().resolve("result.json");
        try {
            if (Files.exists(step.manifest()) && Files.exists(file)) {
                return ResultFile.read(file);
            }
        } catch (JacksonException e) {
            // A run that is just writing, or somebody's editor: this step's score does not hang on it.
        }
        return Manifest.of(step).unrun();
    }
}
