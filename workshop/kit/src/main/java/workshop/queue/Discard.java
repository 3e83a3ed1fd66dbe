package workshop.queue;

/** Thrown by a handler to say "this can never succeed": the message goes to the dead letters at once, with the reason. */
public final class Discard extends RuntimeException {

    public Discard(String reason) {
        super(reason);
    }
}
