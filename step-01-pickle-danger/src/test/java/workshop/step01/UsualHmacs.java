package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
        var all =
                Stream.of(body, base64)
                        .flatMap(each -> Stream.concat(joined(type, each), joined(each, type)))
                        .toList();
        return Stream.of("HmacSHA256", "HmacSHA384", "HmacSHA512")
                .flatMap(algorithm -> all.stream().map(bytes -> hmac(algorithm, key, bytes)));
    }

    /** One after the other, with one of the usual borders, or with lengths. */
    private static Stream<byte[]> joined(byte[] first, byte[] second) {
        var borders = Stream.of("", "\0", "\n", "\u00ff").map(it -> it.getBytes(ISO_8859_1));
        return borders.flatMap(
                border ->
                        withLength(first)
                                .flatMap(
                                        one ->
                                                withLength(second)
                                                        .map(two -> joined(one, border, two))));
    }

    /** As they are, and with their number in four or eight bytes before or behind them. */
    private static Stream<byte[]> withLength(byte[] bytes) {
        byte[] four = ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array();
        byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array();
        byte[] none = {};
        return Stream.of(
                bytes,
                joined(four, none, bytes),
                joined(bytes, none, four),
                joined(eight, none, bytes),
                joined(bytes, none, eight));
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
