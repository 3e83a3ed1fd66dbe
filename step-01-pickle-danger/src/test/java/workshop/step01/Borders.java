package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static workshop.step01.Signed.brief;
import static workshop.step01.Signed.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import workshop.queue.Message;

/** Whether the end of one part can be signed as the beginning of the other. */
final class Borders {

    private static final String OF_THE_CHECK =
            """
            Your Signer accepts the signature of one message for another (type "%s", body "%s"), \
            which it would sign differently. So it is the check that goes wrong: compare all of \
            both signatures, by MessageDigest.isEqual, and remember none.\
            """;

    private Borders() {}

    static void check(Signer signer) {
        toTheContentType(signer);
        toTheBody(signer);
        aLengthInDigits(signer);
        anEncodedBody(signer);
        aLengthThatBeginsAgain(signer);
    }

    /** A message with the signature of another one must not be genuine. */
    static void forged(
            Signer signer,
            Message original,
            String type,
            byte[] body,
            String failure,
            Object... arguments) {
        forged(signer, original, type, body, () -> failure.formatted(arguments));
    }

    static void forged(
            Signer signer, Message original, String type, byte[] body, Supplier<String> failure) {
        var headers = signer.sign(original).headers();
        var message = new Message("", original.task(), type, headers, body);
        assertThat(signer.isGenuine(message))
                .withFailMessage(
                        () ->
                                signsOtherwise(signer, original, message)
                                        ? OF_THE_CHECK.formatted(
                                                brief(type), brief(new String(body, UTF_8)))
                                        : failure.get())
                .isFalse();
    }

    /** A second look: would this Signer have given the message that signature? */
    private static boolean signsOtherwise(Signer signer, Message original, Message message) {
        String signature = message.headers().get(Signer.HEADER);
        String again = signer.sign(original).headers().get(Signer.HEADER);
        String own = signer.sign(message).headers().get(Signer.HEADER);
        boolean hasABody = message.body().length > 0; // what has none may not be checked at all
        return hasABody && signature.equals(again) && !signature.equals(own);
    }

    /** Only what no content type can hold is a border between the two. */
    private static void toTheContentType(Signer signer) {
        var borders = new ArrayList<>(List.of("", "\t", "::", "||", "--", ": ", "; ", ", "));
        IntStream.rangeClosed(' ', '~').forEach(c -> borders.add(Character.toString(c)));
        between("text/plain", "hello").filter(b -> b.matches("[\t -~]+")).ifPresent(borders::add);
        for (String border : borders) {
            String body = "+xml" + border + ", no?";
            String grown = "text/plain" + border + "+xml";
            forged(
                    signer,
                    message("text/plain", body),
                    grown,
                    ", no?".getBytes(UTF_8),
                    "Your Signer accepts one signature for the type \"text/plain\" with the body"
                        + " \"%s\" and for the type \"%s\" with the body \", no?\". Glued"
                        + " together%s, they are the same bytes: put something between them that no"
                        + " content type contains.",
                    body,
                    grown,
                    border.isEmpty() ? "" : " with \"" + border + "\" between them");
        }
    }

    /** What the Signer puts between a type and a body, when it hands them to its HMAC. */
    private static Optional<String> between(String first, String second) {
        var between = Pattern.compile(first + "(.+?)" + second, Pattern.DOTALL);
        try (var macs = SlowMacs.open(false)) {
            new Signer(Signed.KEY).sign(message("text/plain", "hello"));
            return macs.made().stream()
                    .map(made -> between.matcher(Signed.text(made.input())))
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        }
    }

    /** If the body comes first, a type could begin with what was the body's end. */
    private static void toTheBody(Signer signer) {
        var borders = new ArrayList<>(List.of("", "--", "||"));
        "!#$%&'*+-.^_`|~".chars().mapToObj(Character::toString).forEach(borders::add);
        between("hello", "text/plain").filter(b -> b.matches("[\\w.+-]+")).ifPresent(borders::add);
        for (String border : borders) {
            String type = "x" + border + "text/plain";
            String body = "hello " + border + "x";
            forged(
                    signer,
                    message(type, "hello "),
                    "text/plain",
                    body.getBytes(UTF_8),
                    "Your Signer accepts one signature for the type \"%s\" with the body \"hello \""
                        + " and for the type \"text/plain\" with the body \"%s\". Glued together,"
                        + " the body first, they are the same bytes: put something between them"
                        + " that no content type contains.",
                    type,
                    body);
        }
    }

    /** Digits between the two can be the end of one and the beginning of the other. */
    private static void aLengthInDigits(Signer signer) {
        forged(
                signer,
                message("text/plain", "10, what now"),
                "text/plain12",
                ", what now".getBytes(UTF_8),
                "Your Signer accepts one signature for the type \"text/plain\" with the body \"10,"
                    + " what now\" (12 bytes) and for the type \"text/plain12\" with the body \","
                    + " what now\" (10 bytes). With the body's length in digits between them, they"
                    + " are the same bytes: give the length a fixed number of bytes, or use a byte"
                    + " that no content type contains.");
    }

    /** Digits and letters that stand for bytes can belong to a content type, too. */
    private static void anEncodedBody(Signer signer) {
        Map.of("61", "a", "ZGVm", "def")
                .forEach(
                        (code, bytes) -> {
                            glued(signer, "text/plain", bytes + "abc", "text/plain" + code, "abc");
                            glued(signer, code + "text/plain", "abc", "text/plain", "abc" + bytes);
                        });
    }

    private static void glued(Signer signer, String type, String body, String type2, String body2) {
        forged(
                signer,
                message(type, body),
                type2,
                body2.getBytes(UTF_8),
                "Your Signer accepts one signature for the type \"%s\" with the body \"%s\" and for"
                    + " the type \"%s\" with the body \"%s\". The body in hex or Base64 is made of"
                    + " characters that a content type may hold: put something between the two that"
                    + " no content type contains.",
                type,
                body,
                type2,
                body2);
    }

    /** A length in one byte is the same for 10 and for 266; in two, for 10 and for 65,546. */
    private static void aLengthThatBeginsAgain(Signer signer) {
        for (int length : List.of(1 << Byte.SIZE, 1 << Short.SIZE)) {
            String moved = "x".repeat(length);
            try {
                moved(signer, length, "text/plain", moved + "hello", "text/plain" + moved, "hello");
                moved(signer, length, moved + "text/plain", "hello", "text/plain", "hello" + moved);
            } catch (RuntimeException refused) {
                // No one is deceived by what it does not sign.
            }
        }
    }

    private static void moved(
            Signer signer, int length, String type, String body, String type2, String body2) {
        forged(
                signer,
                message(type, body),
                type2,
                body2.getBytes(UTF_8),
                "Your Signer accepts one signature for two messages whose content types and bodies"
                        + " have other lengths: %,d characters have moved from one to the other. Is"
                        + " there a length in one byte, or in two? It begins again at 0 when it is"
                        + " full: write it as an int.",
                length);
    }
}
