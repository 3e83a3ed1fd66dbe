package workshop.queue;

/** The broker refused something, and said why. */
public class BrokerException extends RuntimeException {

    /** A refusal in these words. */
    public BrokerException(String words, Throwable cause) {
        super(words, cause);
    }
}
