package workshop.step01;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
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
        return message.withHeader(HEADER, HexFormat.of().formatHex(key));
    }

    /** Whether someone with the key signed exactly this content type and this body. */
    public boolean isGenuine(Message message) {
        String claimed = message.headers().getOrDefault(HEADER, "");
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(key).getBytes(US_ASCII), claimed.getBytes(UTF_8));
    }
}
