package workshop.grading;

import java.util.List;
import workshop.grading.step.StepFolder;

/**
 * How far the learner is with all the steps: what the last run of each left in {@code .coach}.
 *
 * @param stops one for each step, in order
 */
public record Trail(List<Stop> stops) {

    /**
     * One step on the trail.
     *
     * @param number such as {@code 01}
     * @param earned the points of its last run; 0 before the first
     * @param points what it is worth; 0 when it has no exercises yet
     * @param percent what is earned of the points
     * @param here whether it is the step that has just run
     */
    public record Stop(String number, int earned, int points, int percent, boolean here) {

        /** Whether it has exercises. */
        public boolean exists() {
            return points > 0;
        }
    }

    /** The trail around a step that has just run. */
    public static Trail around(StepFolder step, StepResult result) {
        return new Trail(
                step.all().stream()
                        .map(
                                one ->
                                        one.name().equals(step.name())
                                                ? stop(one.number(), result, true)
                                                : stop(one.number(), ResultStore.last(one), false))
                        .toList());
    }

    /** The same trail, and another result of the step that has just run. */
    public Trail with(StepResult result) {
        return new Trail(
                stops.stream()
                        .map(stop -> stop.here() ? stop(stop.number(), result, true) : stop)
                        .toList());
    }

    private static Stop stop(String number, StepResult result, boolean here) {
        return new Stop(number, result.earned(), result.points(), result.percent(), here);
    }
}
