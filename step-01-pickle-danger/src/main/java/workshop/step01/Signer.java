package workshop.step01;

import workshop.queue.Message;

/**
 * Signs messages with a key that web process and worker share, and tells signed ones from others.
 */
public final class Signer {

    /** The header that carries the signature. */
    public static final String HEADER = "signature";

    private final byte[] key;

    public Signer(byte[] key) {
        this.key = key.clone();
    }

    /** The message with a signature in its header. */
    public Message sign(Message message) {
        // TODO 1.5: put an HMAC-SHA256 over content type and body, as text, into the header.
        throw new UnsupportedOperationException(
                "TODO 1.5: put an HMAC-SHA256 over content type and body, as text, into the"
                        + " header.");
    }

    /** Whether somebody with the key signed exactly this content type and this body. */
    public boolean isGenuine(Message message) {
        // TODO 1.5: work the HMAC out again and compare it in constant time. A strange signature is
        // false, not an error.
        throw new UnsupportedOperationException(
                "TODO 1.5: work the HMAC out again and compare it in constant time. A strange"
                        + " signature is false, not an error.");
    }
}
