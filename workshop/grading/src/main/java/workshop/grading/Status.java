package workshop.grading;

/** How a test ended. */
public enum Status {

    /** Green. */
    PASSED,

    /** Red. */
    FAILED,

    /** Disabled, or stopped by an assumption. It earns no points. */
    SKIPPED,

    /** Not run, or not finished. It earns no points. */
    MISSING
}
