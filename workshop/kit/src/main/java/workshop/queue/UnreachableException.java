package workshop.queue;

/** The broker does not answer. What was asked of it may have happened, or not. */
public final class UnreachableException extends BrokerException {

    /** A broker that is away, in these words. */
    public UnreachableException(String words, Throwable cause) {
        super(words, cause);
    }
}
