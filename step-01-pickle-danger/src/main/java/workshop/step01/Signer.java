package workshop.step01;

import workshop.queue.Message;

/**
 * Signs messages with a key that web process and worker share, and checks whether a message was
 * signed with it.
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
        // TODO 1.5: compute an HMAC-SHA256 over the content type and the body's bytes, and put it
        // into the header, whole, as hex.
        throw new UnsupportedOperationException(
                "TODO 1.5: compute an HMAC-SHA256 over the content type and the body's bytes, and"
                        + " put it into the header, whole, as hex.");
    }

    /** Whether someone with the key signed exactly this content type and this body. */
    public boolean isGenuine(Message message) {
        // TODO 1.5: compute the HMAC again and compare in constant time. An invalid signature gives
        // false, not an error.
        throw new UnsupportedOperationException(
                "TODO 1.5: compute the HMAC again and compare in constant time. An invalid"
                        + " signature gives false, not an error.");
    }
}
