package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static workshop.step01.Signed.JSON;
import static workshop.step01.Signed.KEY;
import static workshop.step01.Signed.MESSAGE;
import static workshop.step01.Signed.brief;
import static workshop.step01.Signed.isHex;
import static workshop.step01.Signed.message;
import static workshop.step01.Signed.text;
import static workshop.step01.Signed.wrongAt;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.grading.FieldsOfOneCall;
import workshop.queue.Message;

/**
 * What every right answer does:
 *
 * <ul>
 *   <li>The header holds a whole HMAC by SHA-256 or stronger, made with the given key, in a form
 *       that loses nothing; all else in the message stays.
 *   <li>It covers every byte of the body and of the content type, together, and no byte can move
 *       from one to the other.
 *   <li>Any Signer with the key accepts the message, in any process; nothing else is genuine, and
 *       nothing makes it throw.
 *   <li>The comparison takes constant time, and decides.
 *   <li>One Signer serves several threads.
 * </ul>
 *
 * The text's form, the border between the parts, and the form of the comparison are free.
 */
@Exercise(id = "1.5", title = "Sign what you send", points = 15, stars = 2, edit = "Signer.java")
class SignerTest {

    private static final String ALL =
            " Compare all of the right one, however short the text is that came.";

    private final Signer signer = new Signer(KEY);

    @Test
    void a_signed_message_is_genuine_and_otherwise_unchanged() {
        var message =
                new Message(
                        "7-0",
                        "moderate",
                        JSON,
                        Map.of("trace", "abc", Signer.HEADER, "an old one"),
                        MESSAGE.body());
        Message signed = signer.sign(message);

        var expected = new LinkedHashMap<>(message.headers());
        String signature = signed.headers().get(Signer.HEADER);
        assertThat(signature)
                .withFailMessage(
                        "After signing, the header \"%s\" is %s, as it was before. The signature"
                                + " goes there%s%s.%s",
                        Signer.HEADER,
                        signature == null ? "missing" : "\"an old one\"",
                        Arrays.equals(message.body(), signed.body())
                                ? ""
                                : ", and not into the body",
                        signed == message
                                ? ": withHeader changes no message, it returns a new one"
                                : "",
                        whereItWent(message, signed))
                .isNotNull()
                .isNotEqualTo("an old one");
        expected.put(Signer.HEADER, signature);
        unchanged("id", message.id(), signed.id());
        unchanged("task", message.task(), signed.task());
        unchanged("content type", message.contentType(), signed.contentType());
        unchanged("body", text(message.body()), text(signed.body()));
        unchanged("headers (apart from the signature)", expected, signed.headers());
        assertThat(signer.isGenuine(signed))
                .withFailMessage(
                        "Your Signer refuses a message that it has just signed.%s",
                        otherwise(signed))
                .isTrue();
    }

    /** A second look, at the headers that have come. */
    private static String whereItWent(Message message, Message signed) {
        return signed.headers().entrySet().stream()
                .filter(header -> !message.headers().containsKey(header.getKey()))
                .map(
                        header ->
                                Signer.HEADER.equals(header.getValue())
                                        ? " \"%s\" is now the value of a header, whose name is"
                                                        .formatted(Signer.HEADER)
                                                + " \"%s\": withHeader takes the name first."
                                                        .formatted(brief(header.getKey()))
                                        : " A new header has come instead, \"%s\": its name is not"
                                                        .formatted(brief(header.getKey()))
                                                + " that of Signer.HEADER.")
                .findFirst()
                .orElse("");
    }

    /** A second look: what changes the signature of one message? */
    private String otherwise(Message refused) {
        String one = signature(MESSAGE);
        String two = signature(MESSAGE);
        if (!one.equals(two)) {
            return """
             It signed one message twice, with "%s" and with "%s". Is that the text of an array's \
            address? The value depends on the key, the type and the body alone.\
            """
                    .formatted(one, two);
        } else if (!one.equals(signature(MESSAGE.withHeader("trace", "abc")))) {
            return " With one more header, the signature is another one. But the signature becomes"
                    + " a header itself, and is there when the message is checked.";
        } else if (new Signer(KEY).isGenuine(refused)) {
            return " A new Signer with the same key accepts it. So the first call left something"
                    + " behind in this one: a key that was wiped, or a Mac that was fed?";
        } else if (new Signer(KEY).isGenuine(refused.withHeader(Signer.HEADER, "nonsense"))) {
            return " It accepts the signature \"nonsense\" for it instead: true and false have"
                    + " changed places.";
        }
        return WholeHmac.ofBoth(MESSAGE);
    }

    @Test
    void another_process_with_the_key_accepts_the_message() {
        Message signed = signer.sign(MESSAGE);
        var onItsWay =
                new Message(
                        "1700000000000-0",
                        signed.task(),
                        signed.contentType(),
                        signed.headers(),
                        signed.body().clone());

        assertThat(new Signer(KEY.clone()).isGenuine(onItsWay))
                .withFailMessage(
                        () ->
                                "A second Signer with the same key refuses the message once it has"
                                        + " its id. "
                                        + whyOnItsWay(signed, "your Signer remembers"))
                .isTrue();
        assertThat(SignerLoader.signer(KEY).isGenuine(onItsWay))
                .withFailMessage(
                        () ->
                                "A Signer with the same key in another process refuses the message."
                                        + " "
                                        + whyOnItsWay(signed, "your class remembers in a static"))
                .isTrue();
    }

    /** A second look: what of the message must not have changed? */
    private String whyOnItsWay(Message signed, String remembers) {
        var withId =
                new Message(
                        "7-1",
                        signed.task(),
                        signed.contentType(),
                        signed.headers(),
                        signed.body());
        var copy =
                new Message(
                        signed.id(),
                        signed.task(),
                        signed.contentType(),
                        signed.headers(),
                        signed.body().clone());
        if (!signer.isGenuine(withId)) {
            return "Yours does so, too: the id counts, and the queue gives it later. Sign what does"
                    + " not change on the way.";
        } else if (!signer.isGenuine(copy)) {
            return "Yours does so, too, when the same bytes are in another array. Sign the bytes,"
                    + " not the array's address ([B@…).";
        }
        return "The worker has the key, and nothing that %s.".formatted(remembers);
    }

    @Test
    void a_message_signed_with_another_key_is_not_genuine() {
        OtherKeys.check(signer);
    }

    @Test
    void the_header_holds_a_whole_hmac() {
        for (Message message : List.of(MESSAGE, message("text/plain", ""))) {
            WholeHmac.check(message);
        }
    }

    @Test
    void every_byte_of_the_body_counts() {
        byte[] binary = new byte[200];
        IntStream.range(0, binary.length).forEach(i -> binary[i] = (byte) (i * 7 - 100));
        signer.isGenuine(signer.sign(MESSAGE)); // It must not be remembered.
        forged(
                MESSAGE,
                JSON,
                "something quite different".getBytes(UTF_8),
                () ->
                        "Your Signer accepts the signature of one body for a quite different one:"
                                + " the body is not signed at all."
                                + WholeHmac.ofAnother(MESSAGE, MESSAGE.body()));
        byte[] umlauts = {(byte) 0xE4, (byte) 0xF6};
        for (byte[] body : List.of(MESSAGE.body(), binary, umlauts, new byte[20_000])) {
            for (int place : List.of(0, body.length / 2, body.length - 1)) {
                for (int bit : List.of(0, 5, 7)) {
                    byte[] changed = body.clone();
                    changed[place] ^= (byte) (1 << bit);
                    forged(
                            new Message("", "moderate", JSON, Map.of(), body),
                            JSON,
                            changed,
                            "Your Signer accepts a message although one bit of byte %d of its body"
                                    + " (%s) was flipped on the way. %s",
                            place,
                            isText(body) ? "text" : "which is not text",
                            isText(body)
                                    ? "Sign all of them, however many there are."
                                    : "Sign all bytes, as bytes: what is not UTF-8 becomes the same"
                                            + " character in a String.");
                }
            }
        }
        forged(
                new Message("", "moderate", JSON, Map.of(), new byte[] {0, 31}),
                JSON,
                new byte[] {1, 0},
                "Your Signer accepts the signature of one body for another whose Arrays.hashCode is"
                        + " the same. A hash code has 32 bits: sign the bytes themselves.");
        forged(
                MESSAGE,
                JSON,
                withTheSameChecksum(MESSAGE.body()),
                "Your Signer accepts the signature of one body for another of the same length and"
                        + " CRC-32. A checksum finds accidents, and an attacker finds another"
                        + " body with the same one: sign the bytes themselves.");
        forged(
                MESSAGE,
                JSON,
                new byte[0],
                "Your Signer accepts the signature of a body for an empty body. An empty body is"
                        + " signed and checked like any other.");
    }

    /** The generator polynomial of CRC-32 (RFC 1952), put over any bytes, leaves it as it is. */
    private static byte[] withTheSameChecksum(byte[] bytes) {
        long polynomial = 0x1_04C1_1DB7L;
        byte[] other = bytes.clone();
        for (int bit = 0; bit <= 32; bit++) {
            if ((polynomial >> 32 - bit & 1) != 0) {
                other[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        return other;
    }

    @Test
    void other_headers_may_come_along() {
        for (int i = 0; i < 20; i++) {
            var headers = new LinkedHashMap<String, String>();
            for (String name : List.of("trace", "span", "tenant", "sent", "from", "locale")) {
                headers.put(name + i, "of message " + i);
            }
            var message = new Message("", "moderate", JSON, headers, MESSAGE.body());
            assertThat(signer.isGenuine(signer.sign(message)))
                    .withFailMessage(
                            """
                            Your Signer signed a message with six other headers, and then refused \
                            it. A map keeps its entries in any order, and the signature is one \
                            header more: if you sign headers, sort them by their names, and leave \
                            out your own.\
                            """)
                    .isTrue();
        }
    }

    @Test
    void no_field_holds_what_belongs_to_one_message() {
        var kept =
                FieldsOfOneCall.of(
                        signer,
                        () -> signer.sign(MESSAGE),
                        () -> signer.sign(message(JSON, "two")));
        assertThat(kept)
                .withFailMessage(
                        """
                        After one message was signed, after another, and after the first one \
                        again, a field of your Signer held what belongs to that message: %s. \
                        Threads share the Signer, and one may read there what another has just \
                        written: keep it in local variables.\
                        """,
                        brief(kept.toString()))
                .isEmpty();
    }

    @Test
    void the_order_and_the_number_of_the_bytes_count() {
        byte[] body = " {\"id\": 12,  \"pay\": [100, 3]} ".getBytes(UTF_8);
        int middle = body.length / 2;
        byte[] swapped = body.clone();
        swapped[middle] = body[3];
        swapped[3] = body[middle];
        byte[] backwards = new byte[body.length];
        IntStream.range(0, body.length).forEach(i -> backwards[i] = body[body.length - 1 - i]);
        another("with two bytes in each other's place", body, swapped);
        another("read from the end", body, backwards);
        another(
                "with its second half first",
                body,
                part(body, middle, Arrays.copyOf(body, middle)));
        another("with all of it twice", body, part(body, 0, body));
        another(
                "without the blanks around it",
                body,
                new String(body, UTF_8).strip().getBytes(UTF_8));
        another(
                "with one blank less",
                body,
                new String(body, UTF_8).replace("  ", " ").getBytes(UTF_8));
        another("without its last byte", body, Arrays.copyOf(body, body.length - 1));
        another("without its first byte", body, Arrays.copyOfRange(body, 1, body.length));
        another("with a zero byte behind it", body, Arrays.copyOf(body, body.length + 1));
        another("with a zero byte before it", body, part(new byte[1], 0, body));
        another("in small letters", "{\"Id\": 1}".getBytes(UTF_8), "{\"id\": 1}".getBytes(UTF_8));
    }

    /** The end of some bytes, and more behind it. */
    private static byte[] part(byte[] bytes, int from, byte[] more) {
        return ByteBuffer.allocate(bytes.length - from + more.length)
                .put(bytes, from, bytes.length - from)
                .put(more)
                .array();
    }

    private void another(String what, byte[] body, byte[] changed) {
        forged(
                new Message("", "moderate", JSON, Map.of(), body),
                JSON,
                changed,
                """
                Your Signer accepts the signature of one body for the same body %s. Sign all \
                bytes, as they are and in their order.\
                """,
                what);
    }

    @Test
    void the_content_type_counts_too() {
        forged(
                MESSAGE,
                NativeSerializer.CONTENT_TYPE,
                MESSAGE.body(),
                () ->
                        "Your Signer accepts the same body under another content type: signed JSON"
                                + " can be handed to the native decoder. Sign the type as well."
                                + WholeHmac.ofAnother(MESSAGE, JSON.getBytes(UTF_8)));
        String type = "text/plain; charset=utf-8";
        for (String other :
                List.of(
                        "text/plain",
                        "text/plain; charset=utf-7",
                        "text/plain; charset=UTF-8",
                        "text/plain;charset=utf-8",
                        "text/plain; charset=utf-8 ",
                        "TEXT/plain; charset=utf-8")) {
            forged(
                    message(type, "hello"),
                    other,
                    "hello".getBytes(UTF_8),
                    "Your Signer accepts the signature of the content type \"%s\" for \"%s\". Sign"
                            + " the whole content type, as it is.",
                    type,
                    other);
        }
    }

    @Test
    void a_hash_code_of_the_content_type_is_not_enough() {
        forged(
                message("text/Aa", "hello"),
                "text/BB",
                "hello".getBytes(UTF_8),
                "Your Signer accepts the signature of the content type \"text/Aa\" for \"text/BB\"."
                        + " Both have the same hashCode: sign the text, not a number of 32 bits.");
    }

    @Test
    void no_byte_can_move_between_body_and_content_type() {
        Borders.check(signer);
    }

    @Test
    void parts_of_two_signatures_make_no_third() {
        Message one = message(JSON, "one");
        Message other = message(NativeSerializer.CONTENT_TYPE, "two");
        String first = signature(one);
        String second = signature(other);
        for (int cut = 1; cut < Math.min(first.length(), second.length()); cut++) {
            Message mixed =
                    message(JSON, "two")
                            .withHeader(
                                    Signer.HEADER, first.substring(0, cut) + second.substring(cut));
            assertThat(signer.isGenuine(mixed))
                    .withFailMessage(
                            """
                            Your Signer accepts a signature put together from those of two \
                            messages, for the content type of one and the body of the other. Make \
                            one HMAC over both.\
                            """)
                    .isFalse();
        }
        String third = signature(message(JSON, "two"));
        if (Stream.of(first, second, third).allMatch(Signed::isHex)) {
            BigInteger mixed = number(first).xor(number(third)).xor(number(second));
            String forged = ("%0" + first.length() + "x").formatted(mixed);
            Message message = message(NativeSerializer.CONTENT_TYPE, "one");
            assertThat(signer.isGenuine(message.withHeader(Signer.HEADER, forged)))
                    .withFailMessage(
                            """
                            Your Signer accepts the XOR of three signatures for a fourth message, \
                            whose content type and body were never signed together. \
                            Make one HMAC over both.\
                            """)
                    .isFalse();
        }
    }

    @Test
    void a_strange_signature_is_false_and_not_an_error() {
        String right = signature(MESSAGE);
        strange("no signature", null);
        for (String odd : List.of("", "0", "AAAA", "not base64 at all!", "é", "=", "zz", "v1=")) {
            strange("the signature \"" + odd + "\"", odd);
        }
        for (int length = 1; length < right.length(); length++) {
            if (!right.substring(length).matches("=*")) {
                strange(
                        "the first %s of the right signature"
                                .formatted(length == 1 ? "character" : length + " characters"),
                        right.substring(0, length));
            }
        }
        for (String more : List.of("0", "a", "A", "!")) {
            strange("the right signature with \"" + more + "\" behind it", right + more);
        }
        // The last characters of Base64 can be spelt in two ways.
        int end = isHex(right) ? right.length() : right.length() - 3;
        for (int place = Signed.valueStart(right); place < end; place++) {
            strange(
                    "the right signature, but for character %d of %d"
                            .formatted(place + 1, right.length()),
                    wrongAt(place, right));
        }
        for (String mixed : Signed.rearranged(right)) {
            strange("the right signature with its characters in another order", mixed);
        }
        for (int i = 0; i + 1 < right.length(); i++) {
            if (right.charAt(i + 1) > '0' + 31) {
                var same = new StringBuilder(right);
                same.setCharAt(i, (char) (right.charAt(i) + 1));
                same.setCharAt(i + 1, (char) (right.charAt(i + 1) - 31));
                strange(
                        "a wrong signature whose hashCode is that of the right one (is that what"
                                + " you compare?)",
                        same.toString());
                break;
            }
        }
    }

    @Test
    void signatures_are_compared_in_constant_time() {
        signer.isGenuine(MESSAGE);
        ConstantTime.check();
    }

    @Test
    void one_signer_serves_several_threads() {
        signer.sign(MESSAGE);
        SeveralThreads.check();
    }

    private void forged(Message original, String type, byte[] body, Supplier<String> failure) {
        Borders.forged(signer, original, type, body, failure);
    }

    private void forged(
            Message original, String type, byte[] body, String failure, Object... arguments) {
        Borders.forged(signer, original, type, body, failure, arguments);
    }

    private void strange(String what, String signature) {
        Message message =
                signature == null ? MESSAGE : MESSAGE.withHeader(Signer.HEADER, signature);
        boolean genuine;
        try {
            genuine = signer.isGenuine(message);
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (RuntimeException e) {
            throw new AssertionError(
                    """
                    For a message with %s, your isGenuine ended in %s. What a stranger sends must \
                    not make it throw: say false. %s\
                    """
                            .formatted(
                                    what,
                                    brief(e.toString()),
                                    signature == null
                                            ? "A header that is missing is null."
                                            : "It is easiest not to decode it at all."));
        }
        assertThat(genuine)
                .withFailMessage(
                        () ->
                                "Your Signer accepts a message with %s.%s"
                                        .formatted(what, whyItIsStrange(signature)))
                .isFalse();
    }

    private String whyItIsStrange(String signature) {
        if (signature == null) {
            return " Then an attacker just leaves it out: what is not signed is not genuine."
                    + whenHalfPasses();
        }
        if (signature.startsWith(signature(MESSAGE))) {
            return " What is behind it must count: the whole header is compared, its length too.";
        }
        if (signature.isEmpty()) {
            return " An empty text is no signature." + whenHalfPasses();
        }
        return signature(MESSAGE).startsWith(signature)
                ? " A few characters can be guessed by trying." + ALL
                : "";
    }

    /** A second look at a signer that takes an empty signature: does it compare what came? */
    private String whenHalfPasses() {
        String right = signature(MESSAGE);
        return right != null
                        && accepts(right.substring(0, right.length() / 2))
                        && !accepts("x".repeat(right.length()))
                ? " The first half of the right one passes, too." + ALL
                : "";
    }

    private boolean accepts(String signature) {
        try {
            return signer.isGenuine(MESSAGE.withHeader(Signer.HEADER, signature));
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private static void unchanged(String what, Object before, Object after) {
        assertThat(after)
                .withFailMessage(
                        "Signing changed the %s from %s to %s. Only the header \"%s\" is yours.",
                        what, before, after, Signer.HEADER)
                .isEqualTo(before);
    }

    private String signature(Message message) {
        return signer.sign(message).headers().get(Signer.HEADER);
    }

    private static boolean isText(byte[] body) {
        return Arrays.equals(new String(body, UTF_8).getBytes(UTF_8), body);
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }
}
