package workshop.interleavings;

import java.util.List;

/**
 * One schedule from its first step to its last.
 *
 * @param steps the steps in their order
 * @param outcome how it ended
 * @param remarks what else there is to know, such as who waits for what; often none
 */
public record Trace(List<Step> steps, String outcome, List<String> remarks) {

    /** Whether both begin with the same steps, that many of them. */
    boolean sharesStart(Trace other, int length) {
        return other.steps.size() >= length
                && other.steps.subList(0, length).equals(steps.subList(0, length));
    }
}
