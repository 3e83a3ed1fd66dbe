package workshop.coach.steps;

/**
 * The coach cannot do what it was asked for, and says why and what to do instead. It is no mistake
 * of the coach's.
 */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param words with {@code %s} and the like for the arguments
     */
    public UserError(String words, Object... arguments) {
        super(words.formatted(arguments));
    }
}
