package workshop.interleavings;

/**
 * One way in which schedules ended.
 *
 * @param name its name
 * @param count how many schedules ended so
 * @param verdict what the scenario says about it
 * @param why what the mistake is; empty when nothing was said
 * @param example the shortest such schedule, the first one found among equals
 */
public record Outcome(String name, int count, Verdict verdict, String why, Trace example) {

    public boolean isForbidden() {
        return verdict == Verdict.FORBIDDEN;
    }
}
