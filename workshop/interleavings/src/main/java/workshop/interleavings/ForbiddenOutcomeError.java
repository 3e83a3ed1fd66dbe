package workshop.interleavings;

/**
 * Some schedule ends badly, or not all could be tried. The message is the report; whoever catches
 * this can write the page of its {@link #exploration()}.
 */
public final class ForbiddenOutcomeError extends AssertionError {

    private static final long serialVersionUID = 1;

    private final transient Exploration exploration;

    ForbiddenOutcomeError(Exploration exploration, String words) {
        super(words + "\n" + exploration.report());
        this.exploration = exploration;
    }

    /** What was explored; null in a copy that was serialized. */
    public Exploration exploration() {
        return exploration;
    }
}
