package workshop.interleavings;

/**
 * A schedule ends badly, or some schedules were not tried. The message is the report; the {@link
 * #exploration()} can write its page.
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
