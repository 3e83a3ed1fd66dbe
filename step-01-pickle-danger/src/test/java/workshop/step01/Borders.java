package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static workshop.step01.Signed.message;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import workshop.queue.Message;

/** Whether the end of one part can be signed as the beginning of the other. */
final class Borders {

    private Borders() {}

    static void check(Signer signer) {
        toTheContentType(signer);
        toTheBody(signer);
        aLengthInDigits(signer);
    }

    /** A message with the signature of another one must not be genuine. */
    static void forged(
            Signer signer,
            Message original,
            String type,
            byte[] body,
            String failure,
            Object... arguments) {
        var headers = signer.sign(original).headers();
        var message = new Message("", original.task(), type, headers, body);
        assertThat(signer.isGenuine(message)).withFailMessage(failure, arguments).isFalse();
    }

    /** Only what no content type can hold is a border between the two. */
    private static void toTheContentType(Signer signer) {
        var borders = new ArrayList<>(List.of("", "\t", "::", "||", "--", ": ", "; ", ", "));
        IntStream.rangeClosed(' ', '~').forEach(c -> borders.add(Character.toString(c)));
        for (String border : borders) {
            String body = "+xml" + border + ", no?";
            String grown = "text/plain" + border + "+xml";
            forged(
                    signer,
                    message("text/plain", body),
                    grown,
                    ", no?".getBytes(UTF_8),
                    "Your Signer accepts the signature of \"text/plain\" and \"%s\" for \"%s\" and"
                            + " \", no?\". Glued together%s, they are the same bytes: put something"
                            + " between them that no content type contains.",
                    body,
                    grown,
                    border.isEmpty() ? "" : " with \"" + border + "\" between them");
        }
    }

    /** If the body comes first, a type could begin with what was the body's end. */
    private static void toTheBody(Signer signer) {
        var borders = new ArrayList<>(List.of("", "--", "||"));
        "!#$%&'*+-.^_`|~".chars().mapToObj(Character::toString).forEach(borders::add);
        for (String border : borders) {
            String type = "x" + border + "text/plain";
            String body = "hello " + border + "x";
            forged(
                    signer,
                    message(type, "hello "),
                    "text/plain",
                    body.getBytes(UTF_8),
                    "Your Signer accepts the signature of \"%s\" and \"hello \" for \"text/plain\""
                            + " and \"%s\". Glued together, the body first, they are the same"
                            + " bytes: put something between them that no content type contains.",
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
                "Your Signer accepts the signature of \"text/plain\" and \"10, what now\" (12"
                    + " bytes) for \"text/plain12\" and \", what now\" (10 bytes). With the body's"
                    + " length in digits between them, they are the same bytes: give the length a"
                    + " fixed number of bytes, or use a byte that no content type contains.");
    }
}
