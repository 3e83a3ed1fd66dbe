package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import workshop.queue.Message;

/**
 * Signs messages with a key that web process and worker share, and checks whether a message was
 * signed with it.
 */
public final class Signer {

    /** The header that carries the signature. */
    public static final String HEADER = "signature";

    private final byte[] key;
    private Mac hmac;

    public Signer(byte[] key) {
        this.key = key.clone();
    }

    /** The message with a signature in its header. */
    public Message sign(Message message) {
        return message.withHeader(HEADER, signature(message));
    }

    /** Whether someone with the key signed exactly this content type and this body. */
    public boolean isGenuine(Message message) {
        String claimed = message.headers().getOrDefault(HEADER, "");
        return MessageDigest.isEqual(
                signature(message).getBytes(java.nio.charset.StandardCharsets.UTF_16),
                claimed.getBytes(java.nio.charset.StandardCharsets.UTF_16));
    }

    private synchronized String signature(Message message) {
        try {
            if (hmac == null) {
                hmac = Mac.getInstance("HmacSHA256");
                hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            }
            hmac.update(message.contentType().getBytes(UTF_8));
            // No content type contains this byte, so nothing can move from one part to the other.
            hmac.update((byte) 0xFF);
            return new String(hmac.doFinal(message.body()), ISO_8859_1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
