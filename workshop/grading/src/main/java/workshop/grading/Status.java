package workshop.grading;

/** How a test ended. */
public enum Status {

    /** Green. */
    PASSED,

    /** Red. */
    FAILED,

    /** Disabled, or stopped by an assumption. It earns no points. */
    SKIPPED,

    /** Not finished, or gone. It earns no points. */
    MISSING,

    /** Not reached, or not chosen for this run. An earlier result still counts. */
    LEFT_OUT
}
