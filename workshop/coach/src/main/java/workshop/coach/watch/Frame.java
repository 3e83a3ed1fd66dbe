package workshop.coach.watch;

import java.util.List;
import workshop.grading.StepResult;

/**
 * What a learner sees of {@code watch} at one moment.
 *
 * @param result what is known of the step
 * @param body what there is to say; it may be longer than the screen
 * @param notices what there is to say besides, below it
 * @param status what the coach is doing, or asking
 * @param seconds for how long it has been doing so
 * @param checks how many checks are over
 */
public record Frame(
        StepResult result,
        List<String> body,
        List<String> notices,
        String status,
        long seconds,
        int checks) {}
