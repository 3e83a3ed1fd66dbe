package workshop.interleavings;

import java.util.List;

/**
 * What happened in one schedule, from its first step to its last.
 *
 * @param steps the steps in their order
 * @param outcome how it ended
 * @param remarks what else there is to know, such as who waits for what; often empty
 */
public record Trace(List<ScheduleStep> steps, String outcome, List<String> remarks) {

    /** Whether the first steps of both are equal, as many as {@code length}. */
    boolean sharesStart(Trace other, int length) {
        return other.steps.size() >= length
                && other.steps.subList(0, length).equals(steps.subList(0, length));
    }
}
