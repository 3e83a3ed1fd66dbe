package workshop.grade;

import java.util.List;

/**
 * How far the learner is with all the steps: what the last run of each left in its {@code target/workshop/result.json}.
 *
 * @param stops one for each step, in order
 */
public record Trail(List<Stop> stops) {

    /**
     * One step on the trail.
     *
     * @param number  such as {@code 01}
     * @param earned  the points of its last run; 0 before the first
     * @param points  what it is worth; 0 when it has no exercises yet
     * @param percent what is earned of the points
     * @param here    whether it is the step that has just run
     */
    public record Stop(String number, int earned, int points, int percent, boolean here) {

        /** Whether it has exercises. */
        public boolean exists() {
            return points > 0;
        }
    }

    /** The trail around a step that has just run. */
    public static Trail around(Step step, StepResult result) {
        return new Trail(step.all().stream().map(stop -> stop(stop, step, result)).toList());
    }

    private static Stop stop(Step stop, Step step, StepResult result) {
        var here = stop.name().equals(step.name());
        var known = here ? result : Report.last(stop);
        return new Stop(stop.number(), known.earned(), known.points(), known.percent(), here);
    }
}
