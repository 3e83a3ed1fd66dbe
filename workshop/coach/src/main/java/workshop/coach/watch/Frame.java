package workshop.coach.watch;

import java.util.List;
import workshop.grading.StepResult;

/**
 * What a learner sees of {@code watch} at one moment.
 *
 * @param result what is known of the step
 * @param body what there is to say; it may be longer than the screen
 * @param status what the coach is doing, or asking
 * @param seconds for how long it has been doing so
 */
public record Frame(StepResult result, List<String> body, String status, long seconds) {}
