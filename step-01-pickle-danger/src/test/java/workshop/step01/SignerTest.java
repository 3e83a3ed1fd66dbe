package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.security.MessageDigest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.grading.Exercise;
import workshop.queue.Message;

@Exercise(id = "1.5", title = "Sign what you send", points = 15, stars = 2, edit = "Signer.java")
class SignerTest {

    private static final Message MESSAGE =
            Message.of("moderate", "application/json", "{\"body\": \"hello\"}".getBytes(UTF_8));

    private static final Set<String> STOP_EARLY =
            Set.of(
                    "equals",
                    "deepEquals",
                    "contentEquals",
                    "compareTo",
                    "compare",
                    "mismatch",
                    "equalsIgnoreCase");

    private final Signer signer = new Signer("a key that both sides know".getBytes(UTF_8));
    private final Signer stranger = new Signer("another key".getBytes(UTF_8));

    @Test
    void a_signed_message_is_genuine_and_otherwise_unchanged() {
        Message signed = signer.sign(MESSAGE);

        assertThat(signer.isGenuine(signed))
                .withFailMessage("Your Signer refuses a message that it has just signed.")
                .isTrue();
        assertThat(signed.body()).as("the body after signing").isEqualTo(MESSAGE.body());
        assertThat(signed.contentType())
                .as("the content type after signing")
                .isEqualTo(MESSAGE.contentType());
        assertThat(new Signer("a key that both sides know".getBytes(UTF_8)).isGenuine(signed))
                .withFailMessage(
                        """
                        A second Signer with the same key refuses the message. The worker is \
                        another process: it has the key, and nothing that your Signer remembers.\
                        """)
                .isTrue();
    }

    @Test
    void a_message_signed_with_another_key_is_not_genuine() {
        assertThat(signer.isGenuine(stranger.sign(MESSAGE)))
                .withFailMessage("Your Signer accepts a message that was signed with another key.")
                .isFalse();
    }

    @Test
    void a_changed_body_is_not_genuine() {
        byte[] changed = MESSAGE.body().clone();
        changed[changed.length - 1] ^= 1;

        assertThat(signer.isGenuine(withSignatureOf(MESSAGE, "application/json", changed)))
                .withFailMessage(
                        """
                        Your Signer accepts a message although one bit of its body was flipped on \
                        the way.\
                        """)
                .isFalse();
    }

    @Test
    void a_changed_content_type_is_not_genuine() {
        Message changed = withSignatureOf(MESSAGE, NativeSerializer.CONTENT_TYPE, MESSAGE.body());

        assertThat(signer.isGenuine(changed))
                .withFailMessage(
                        """
                        Your Signer accepts the same body under another content type: signed JSON \
                        can be handed to the native decoder. Sign both.\
                        """)
                .isFalse();
    }

    @Test
    void bytes_cannot_move_from_the_body_to_the_content_type() {
        Message original = Message.of("moderate", "text/plain", "+xml, no?".getBytes(UTF_8));
        Message moved = withSignatureOf(original, "text/plain+xml", ", no?".getBytes(UTF_8));

        assertThat(signer.isGenuine(moved))
                .withFailMessage(
                        """
                        Your Signer accepts the signature of "text/plain" and "+xml, no?" for \
                        "text/plain+xml" and ", no?". Glued together, they are the same bytes: put \
                        something between them that no content type contains.\
                        """)
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @NullSource
    @ValueSource(strings = {"", "AAAA", "not base64 at all!", "0", "é"})
    void an_invalid_signature_is_false_and_not_an_error(String signature) {
        Message message =
                signature == null ? MESSAGE : MESSAGE.withHeader(Signer.HEADER, signature);

        assertThat(signer.isGenuine(message))
                .withFailMessage(
                        signature == null
                                ? "Your Signer accepts a message without a signature."
                                : "Your Signer accepts a message with the signature \"%s\".",
                        signature)
                .isFalse();
    }

    @Test
    void half_a_signature_is_not_genuine() {
        Message signed = signer.sign(MESSAGE);
        String signature = signed.headers().get(Signer.HEADER);
        String half = signature.substring(0, signature.length() / 2);

        assertThat(signer.isGenuine(signed.withHeader(Signer.HEADER, half)))
                .withFailMessage("Your Signer accepts the first half of a signature.")
                .isFalse();
    }

    @Test
    void signatures_are_compared_in_constant_time() {
        signer.sign(MESSAGE);
        var calls =
                new ClassFileImporter()
                        .importClasses(Signer.class)
                        .get(Signer.class)
                        .getMethodCallsFromSelf();

        assertThat(calls)
                .withFailMessage(
                        """
                        Your Signer calls %s. That stops at the first byte that differs, so the \
                        time it takes tells an attacker how many bytes are right; \
                        MessageDigest.isEqual always looks at all of them. (If you do not compare \
                        signatures there, write it without equals: isEmpty(), or == null.)\
                        """,
                        earlyStoppers(calls))
                .noneMatch(SignerTest::stopsEarly);
        assertThat(calls)
                .withFailMessage(
                        """
                        Your Signer never calls MessageDigest.isEqual. A loop of your own may be \
                        right today and stop early tomorrow, once the compiler has optimised it: \
                        use the method that the JDK keeps in constant time.\
                        """)
                .anyMatch(SignerTest::takesConstantTime);
    }

    private static String earlyStoppers(Set<JavaMethodCall> calls) {
        return calls.stream()
                .filter(SignerTest::stopsEarly)
                .map(SignerTest::describe)
                .collect(joining(", "));
    }

    private static String describe(JavaMethodCall call) {
        String owner = call.getTargetOwner().getSimpleName();
        return "%s.%s in line %d".formatted(owner, call.getName(), call.getLineNumber());
    }

    private static boolean takesConstantTime(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                && call.getName().equals("isEqual");
    }

    private static boolean stopsEarly(JavaMethodCall call) {
        return STOP_EARLY.contains(call.getName());
    }

    /** What an attacker makes of a signed message: the same headers, with something else inside. */
    private Message withSignatureOf(Message original, String contentType, byte[] body) {
        return new Message("", original.task(), contentType, signer.sign(original).headers(), body);
    }
}
