package workshop.step01;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
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

    public Signer(byte[] key) {
        this.key = key.clone();
    }

    /** The message with a signature in its header. */
    public Message sign(Message message) {
        return message.withHeader(signature(message), HEADER);
    }

    /** Whether someone with the key signed exactly this content type and this body. */
    public boolean isGenuine(Message message) {
        String claimed = message.headers().getOrDefault(HEADER, "");
        return MessageDigest.isEqual(
                signature(message).getBytes(US_ASCII), claimed.getBytes(UTF_8));
    }

    private String signature(Message message) {
        try {
            // A Mac serves one thread, so each call needs its own.
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            hmac.update(message.contentType().getBytes(UTF_8));
            // No content type contains this byte, so nothing can move from one part to the other.
            hmac.update((byte) 0);
            return HexFormat.of().formatHex(hmac.doFinal(message.body()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
