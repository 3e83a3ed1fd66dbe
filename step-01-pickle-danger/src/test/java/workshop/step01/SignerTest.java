package workshop.step01;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
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

    private static final String JSON = "application/json";
    private static final byte[] KEY = "a key that both sides know".getBytes(UTF_8);
    private static final Message MESSAGE = message(JSON, "{\"body\": \"hello\"}");

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
                                + " goes there%s.",
                        Signer.HEADER,
                        signature == null ? "missing" : "\"an old one\"",
                        Arrays.equals(message.body(), signed.body())
                                ? ""
                                : ", and not into the body")
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
                        "Your Signer refuses a message that it has just signed.%s", otherwise())
                .isTrue();
    }

    /** A second look: is the same message signed in the same way? */
    private String otherwise() {
        String one = signer.sign(MESSAGE).headers().get(Signer.HEADER);
        String two = signer.sign(MESSAGE).headers().get(Signer.HEADER);
        return one.equals(two)
                ? ""
                : """
                 It signed one message twice, with "%s" and with "%s". Is that the text of an \
                array's address? The value depends on the key, the type and the body alone.\
                """
                        .formatted(one, two);
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
                        "A second Signer with the same key refuses the message once it has its id."
                            + " The worker has the key, and nothing that your Signer remembers.")
                .isTrue();
        assertThat(SignerLoader.signer(KEY).isGenuine(onItsWay))
                .withFailMessage(
                        "A Signer with the same key in another process refuses the message. It has"
                                + " the key, and nothing that your class remembers in a static.")
                .isTrue();
    }

    @Test
    void a_message_signed_with_another_key_is_not_genuine() {
        for (String key : List.of("another key", "a key that both sides knox", "k")) {
            Message foreign = new Signer(key.getBytes(UTF_8)).sign(MESSAGE);
            assertThat(signer.isGenuine(foreign))
                    .withFailMessage(() -> acceptsOtherKeys(foreign.headers().get(Signer.HEADER)))
                    .isFalse();
        }
    }

    /** A second look: is it the key that does not count, or the signature? */
    private String acceptsOtherKeys(String foreign) {
        String accepts = "Your Signer accepts a message that was signed with another key. ";
        if (foreign.equals(signature(MESSAGE))) {
            return accepts
                    + "With both keys, the signature is \"%s\": ".formatted(brief(foreign))
                    + "it is not made with the key that the constructor is given.";
        } else if (signer.isGenuine(MESSAGE.withHeader(Signer.HEADER, "nonsense"))) {
            return accepts
                    + "It accepts the signature \"nonsense\", too: compare what the header says"
                    + " with the signature that the message should have.";
        }
        return accepts;
    }

    @Test
    void the_header_holds_a_whole_hmac() {
        for (Message message : List.of(MESSAGE, message("text/plain", ""))) {
            holdsAnHmac(message);
        }
    }

    @Test
    void every_byte_of_the_body_counts() {
        byte[] binary = new byte[200];
        IntStream.range(0, binary.length).forEach(i -> binary[i] = (byte) (i * 7 - 100));
        forged(
                MESSAGE,
                JSON,
                "something quite different".getBytes(UTF_8),
                "Your Signer accepts the signature of one body for a quite different one: the body"
                        + " is not signed at all.");
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
                                + " (%s) was flipped on the way. Sign all bytes, as bytes: what is"
                                + " not UTF-8 becomes the same character in a String.",
                            place,
                            isText(body) ? "text" : "which is not text");
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
                new byte[0],
                "Your Signer accepts the signature of a body for an empty body.");
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
                "Your Signer accepts the same body under another content type: signed JSON can be"
                        + " handed to the native decoder. Sign both.");
        String type = "text/plain; charset=utf-8";
        for (String other : List.of("text/plain", "text/plain; charset=utf-7")) {
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

    /** Only what no content type can hold is a border between the two. */
    @Test
    void no_byte_can_move_from_the_body_to_the_content_type() {
        var borders = new ArrayList<>(List.of("", "\t", "::", "||", "--", ": ", "; ", ", "));
        IntStream.rangeClosed(' ', '~').forEach(c -> borders.add(Character.toString(c)));
        for (String border : borders) {
            String body = "+xml" + border + ", no?";
            String grown = "text/plain" + border + "+xml";
            forged(
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
        if (Stream.of(first, second, third).allMatch(SignerTest::isHex)) {
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
                        "the first %d characters of the right signature".formatted(length),
                        right.substring(0, length));
            }
        }
        for (String more : List.of("0", "a", "A", "!")) {
            strange("the right signature with \"" + more + "\" behind it", right + more);
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
        var watched = SignerLoader.signer(KEY);
        String right = watched.sign(MESSAGE).headers().get(Signer.HEADER);
        int start = valueStart(right);

        comparesOnlyInConstantTime(watched, right, start);
        long wrongAtFirst = steps(watched, wrongAt(start, right));
        for (int place : List.of(start + 1, right.length() / 2, right.length() * 3 / 4)) {
            long later = steps(watched, wrongAt(place, right));
            assertThat(later)
                    .withFailMessage(
                            """
                            With a signature that is wrong at character %d, your isGenuine takes \
                            %d branches; wrong at character %d, it takes %d. The time tells an \
                            attacker how many are right. Look at all of them in any case, as \
                            MessageDigest.isEqual does.\
                            """,
                            start, wrongAtFirst, place, later)
                    .isEqualTo(wrongAtFirst);
        }
        Comparisons.clear(true);
        boolean genuine = watched.isGenuine(MESSAGE.withHeader(Signer.HEADER, right));
        assertThat(genuine && Comparisons.constantTime() > 0)
                .withFailMessage(
                        """
                        Your Signer calls MessageDigest.isEqual, but something else decides: when \
                        isEqual says no, isGenuine still says yes. Return its result.\
                        """)
                .isFalse();
        Comparisons.clear(false);
    }

    @Test
    void one_signer_serves_several_threads() {
        signer.sign(MESSAGE);
        try (var macs = SlowMacs.open(true)) {
            var shared = new Signer(KEY);
            Message one = message(JSON, "one");
            Message two = message("text/plain", "two");
            var first = CompletableFuture.supplyAsync(() -> outcome(shared, one));
            var second = CompletableFuture.supplyAsync(() -> outcome(shared, two));
            for (String outcome : List.of(first.join(), second.join())) {
                assertThat(outcome)
                        .withFailMessage(
                                """
                                Two threads signed different messages at once, and one of them \
                                %s. Several workers share a Signer: a Mac in a field mixes what \
                                they put into it. Make one for each call.\
                                """,
                                outcome)
                        .isEqualTo("got what it would get alone");
            }
        }
    }

    /** On a Signer of its own, a thread would get a genuine signature. */
    private static String outcome(Signer shared, Message message) {
        try {
            return new Signer(KEY).isGenuine(shared.sign(message))
                    ? "got what it would get alone"
                    : "got a signature that is not genuine";
        } catch (RuntimeException e) {
            return "ended in " + e;
        }
    }

    private void comparesOnlyInConstantTime(SignerLoader.Remote watched, String right, int start) {
        Comparisons.clear(false);
        watched.isGenuine(MESSAGE.withHeader(Signer.HEADER, wrongAt(right.length() / 2, right)));
        String value = right.substring(start);
        var early =
                Comparisons.seen().stream()
                        .filter(
                                seen ->
                                        isPartOf(seen.left(), value)
                                                || isPartOf(seen.right(), value))
                        .map(Comparisons.Seen::call)
                        .distinct()
                        .toList();
        assertThat(early)
                .withFailMessage(
                        """
                        Your Signer compares the signature by %s. That stops at the first \
                        difference, so the time it takes tells an attacker how much is right; \
                        MessageDigest.isEqual always looks at all bytes.\
                        """,
                        String.join(", ", early))
                .isEmpty();
    }

    /** Whether a side of a comparison is the signature that only the key's owner can know. */
    private static boolean isPartOf(String side, String value) {
        if (side == null) {
            return true;
        }
        String bytes = decoded(value);
        return side.contains(value)
                || side.length() >= 6 && value.contains(side)
                || bytes.length() > 6 && side.contains(bytes);
    }

    private static String decoded(String value) {
        try {
            return isHex(value)
                    ? text(HexFormat.of().parseHex(value))
                    : text(Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException otherForm) {
            return "";
        }
    }

    private static long steps(SignerLoader.Remote watched, String signature) {
        Message message = MESSAGE.withHeader(Signer.HEADER, signature);
        watched.isGenuine(message);
        Comparisons.clear(false);
        watched.isGenuine(message);
        return Comparisons.steps();
    }

    /** Another character of the same sort, so that it can still be decoded. */
    private static String wrongAt(int place, String right) {
        char c = right.charAt(place);
        String likeIt = Character.isDigit(c) ? "12" : Character.isUpperCase(c) ? "BC" : "bc";
        char other = likeIt.charAt(c == likeIt.charAt(0) ? 1 : 0);
        return right.substring(0, place) + other + right.substring(place + 1);
    }

    private void holdsAnHmac(Message message) {
        String header;
        List<SlowMacs.Made> made;
        try (var macs = SlowMacs.open(false)) {
            header = SignerLoader.signer(KEY).sign(message).headers().get(Signer.HEADER);
            made = macs.made();
        }
        for (var mac : made) {
            if (valueStart(header, mac.value()) < 0) {
                continue;
            }
            assertThat(mac.algorithm())
                    .withFailMessage("The header holds an %s. Take HmacSHA256.", mac.algorithm())
                    .doesNotContain("MD5")
                    .doesNotContain("SHA1");
            assertThat(mac.key())
                    .withFailMessage(
                            "The header holds an %s, but not one with the key that this Signer was"
                                    + " given.",
                            mac.algorithm())
                    .isEqualTo(KEY);
            return;
        }
        if (UsualHmacs.of(KEY, message).anyMatch(value -> valueStart(header, value) >= 0)) {
            return;
        }
        for (var mac : made) {
            String hex = HexFormat.of().formatHex(mac.value());
            String base64 = Base64.getEncoder().encodeToString(mac.value());
            boolean cut =
                    Stream.of(hex, hex.toUpperCase(), base64)
                            .anyMatch(whole -> header.length() > 1 && whole.contains(header));
            if (cut) {
                fail(
                        """
                        The header holds "%s": only %d characters of the %s that your Signer \
                        computed (%d bytes). A shortened value can be guessed: let the whole value \
                        travel.\
                        """,
                        header, header.length(), mac.algorithm(), mac.value().length);
            }
        }
        if (made.isEmpty()) {
            fail(
                    """
                    The header holds "%s". No HMAC was made for it. A plain hash over key and \
                    message is none: whoever has one can append to the message and work out the \
                    next. Use javax.crypto.Mac with HmacSHA256.\
                    """,
                    brief(header));
        }
        fail(
                """
                Your Signer computes an %s, but the header holds "%s", which is not its value in \
                hex, in Base64, or as one character for each byte. A hash code, or bytes read as \
                UTF-8, lose most of it: let the whole value travel, as hex.\
                """,
                made.get(made.size() - 1).algorithm(), brief(header));
    }

    /** Where the value begins in the header; 0 when its form is not known. */
    private static int valueStart(String header) {
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

    private static int valueStart(String header, byte[] value) {
        String hex = HexFormat.of().formatHex(value);
        return Stream.of(
                        hex,
                        hex.toUpperCase(),
                        HexFormat.ofDelimiter(":").formatHex(value),
                        Base64.getEncoder().withoutPadding().encodeToString(value),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(value),
                        text(value))
                .mapToInt(header::indexOf)
                .filter(start -> start >= 0)
                .findFirst()
                .orElse(-1);
    }

    private void forged(
            Message original, String type, byte[] body, String failure, Object... arguments) {
        var headers = signer.sign(original).headers();
        var message = new Message("", original.task(), type, headers, body);
        assertThat(signer.isGenuine(message)).withFailMessage(failure, arguments).isFalse();
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
                    not make it throw: say false. It is easiest not to decode it at all.\
                    """
                            .formatted(what, brief(e.toString())));
        }
        assertThat(genuine)
                .withFailMessage(
                        "Your Signer accepts a message with %s.%s", what, whyItIsStrange(signature))
                .isFalse();
    }

    private String whyItIsStrange(String signature) {
        if (signature == null) {
            return " Then an attacker just leaves it out: what is not signed is not genuine.";
        }
        return signature(MESSAGE).startsWith(signature)
                ? " A few characters can be guessed by trying. Only the whole one is right: compare"
                        + " its length, too, and do not let the stranger's length decide."
                : "";
    }

    private static void unchanged(String what, Object before, Object after) {
        assertThat(after)
                .withFailMessage(
                        "Signing changed the %s: it was %s, and is %s. Only the header \"%s\" is"
                                + " yours.",
                        what, before, after, Signer.HEADER)
                .isEqualTo(before);
    }

    private String signature(Message message) {
        return signer.sign(message).headers().get(Signer.HEADER);
    }

    private static Message message(String type, String body) {
        return new Message("", "moderate", type, Map.of(), body.getBytes(UTF_8));
    }

    private static boolean isText(byte[] body) {
        return Arrays.equals(new String(body, UTF_8).getBytes(UTF_8), body);
    }

    private static boolean isHex(String text) {
        return text.matches("([0-9a-fA-F]{2})+");
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "…";
    }
}
