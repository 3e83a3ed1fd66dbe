package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workshop.queue.Message;

/** The message that the tests of 1.5 sign, and where in its header the HMAC is. */
final class Signed {

    static final String JSON = "application/json";
    static final byte[] KEY = "a key that both sides know".getBytes(UTF_8);
    static final Message MESSAGE = message(JSON, "{\"body\": \"hello\"}");

    private Signed() {}

    static Message message(String type, String body) {
        return new Message("", "moderate", type, Map.of(), body.getBytes(UTF_8));
    }

    /** Where the value begins in {@link #MESSAGE}'s header; 0 when its form is not known. */
    static int valueStart(String header) {
        try (var macs = SlowMacs.open(false)) {
            SignerLoader.signer(KEY).sign(MESSAGE);
            return Stream.concat(
                            macs.made().stream().map(SlowMacs.Made::value),
                            UsualHmacs.of(KEY, MESSAGE))
                    .mapToInt(value -> valueStart(header, value))
                    .filter(start -> start >= 0)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** Where that value begins; negative when the header does not hold it in any known form. */
    static int valueStart(String header, byte[] value) {
        return forms(value)
                .mapToInt(header::indexOf)
                .filter(start -> start >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** What that header holds as it is, in some form, instead of a signature; or null. */
    static String asItIs(String header, Message message) {
        if (valueStart(header, KEY) >= 0) {
            return "the key itself, in another form: whoever sees one message can sign any";
        }
        return message.body().length > 0 && valueStart(header, message.body()) >= 0
                ? "the body itself, in another form: anyone can write that"
                : null;
    }

    /** All that lose nothing of it and come to mind. */
    private static Stream<String> forms(byte[] value) {
        var hex =
                Stream.of("", ":", "-", " ", ", ")
                        .map(HexFormat::ofDelimiter)
                        .flatMap(format -> Stream.of(format, format.withUpperCase()))
                        .map(format -> format.formatHex(value));
        var base64 =
                Stream.of(Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getMimeEncoder())
                        .map(encoder -> encoder.withoutPadding().encodeToString(value));
        var numbers =
                Stream.of(new BigInteger(1, value), new BigInteger(value))
                        .flatMap(number -> Stream.of(10, 16, 32, 36).map(number::toString));
        var plain = Stream.of(text(value), Arrays.toString(value));
        return Stream.of(hex, base64, numbers, plain).flatMap(forms -> forms);
    }

    /** Another character of the same sort, so that it can still be decoded. */
    static String wrongAt(int place, String right) {
        char c = right.charAt(place);
        String likeIt = Character.isDigit(c) ? "12" : Character.isUpperCase(c) ? "BC" : "bc";
        char other = likeIt.charAt(c == likeIt.charAt(0) ? 1 : 0);
        return right.substring(0, place) + other + right.substring(place + 1);
    }

    /** From the end, with its second half first, and with two digits or letters swapped. */
    static List<String> rearranged(String right) {
        int middle = right.length() / 2;
        int start = valueStart(right);
        var pairs = Pattern.compile("(\\d)([a-zA-Z])|([a-zA-Z])(\\d)");
        String swapped = pairs.matcher(right.substring(start)).replaceFirst("$2$1$4$3");
        return Stream.of(
                        new StringBuilder(right).reverse().toString(),
                        right.substring(middle) + right.substring(0, middle),
                        right.substring(0, start) + swapped)
                .filter(mixed -> !mixed.equals(right))
                .toList();
    }

    static boolean isHex(String text) {
        return text.matches("([0-9a-fA-F]{2})+");
    }

    /** A character for each byte. */
    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    static String brief(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }
}
