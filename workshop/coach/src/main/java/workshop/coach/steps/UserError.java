package workshop.coach.steps;

/**
 * The coach cannot do what it was asked for. The message says why, and what to do instead; it is
 * not a bug of the coach.
 */
public class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param words with {@code %s} and the like for the arguments
     */
    public UserError(String words, Object... arguments) {
        super(words.formatted(arguments));
    }
}
