package workshop.grading;

/** How a test ended. */
public enum Status {

    /** Green. */
    PASSED,

    /** Red. */
    FAILED,

    /** Switched off, or called off by an assumption. It earns nothing. */
    SKIPPED,

    /** Not run at all, or not to its end. It earns nothing. */
    MISSING
}
