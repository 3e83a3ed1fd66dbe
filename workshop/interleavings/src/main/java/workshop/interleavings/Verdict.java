package workshop.interleavings;

/** What a scenario says about an outcome. What it does not name is forbidden. */
public enum Verdict {
    ACCEPTABLE,
    FORBIDDEN
}
