package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import workshop.queue.Message;

/** The HMACs of a message with the usual borders, for answers that do not ask the JDK's Mac. */
final class UsualHmacs {

    private UsualHmacs() {}

    static Stream<byte[]> of(byte[] key, Message message) {
        byte[] type = message.contentType().getBytes(UTF_8);
        byte[] body = message.body();
        byte[] base64 = Base64.getEncoder().encode(body);
        return Stream.of("HmacSHA256", "HmacSHA384", "HmacSHA512")
                .flatMap(
                        algorithm ->
                                Stream.of(
                                                joined(type, new byte[] {0}, body),
                                                joined(type, new byte[] {'\n'}, body),
                                                joined(type, new byte[] {(byte) 0xFF}, body),
                                                joined(length(type), type, body),
                                                joined(type, length(type), body),
                                                joined(type, new byte[] {0}, base64),
                                                joined(type, new byte[] {'\n'}, base64))
                                        .map(bytes -> hmac(algorithm, key, bytes)));
    }

    private static byte[] length(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array();
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        return ByteBuffer.allocate(first.length + second.length + third.length)
                .put(first)
                .put(second)
                .put(third)
                .array();
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] bytes) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
