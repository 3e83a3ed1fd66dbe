package workshop.interleavings;

/**
 * One way in which schedules ended: a row of the outcome table.
 *
 * @param name what the scenario calls it
 * @param count how many schedules ended this way
 * @param isForbidden whether it must not happen
 * @param why what the mistake is; empty when the scenario does not say
 * @param example the shortest schedule that ended this way; of equally short ones, the first found
 */
public record Outcome(String name, int count, boolean isForbidden, String why, Trace example) {}
