package workshop.coach;

/** The coach cannot do what it was asked for, and says why and what to do instead. It is no mistake of the coach's. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refusal(String words, Object... arguments) {
        super(words.formatted(arguments));
    }
}
