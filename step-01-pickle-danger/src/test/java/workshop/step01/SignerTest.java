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

@Exercise(id = "1.5", title = "Sign what you send", points = 10, stars = 2, edit = "Signer.java")
class SignerTest {

    private static final Message MESSAGE =
            Message.of("moderate", "application/json", "{\"body\": \"hello\"}".getBytes(UTF_8));

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
                        "A second Signer with the same key refuses it: nothing may be remembered,"
                                + " the worker lives elsewhere.")
                .isTrue();
    }

    @Test
    void what_was_signed_with_another_key_is_not_genuine() {
        assertThat(signer.isGenuine(stranger.sign(MESSAGE)))
                .withFailMessage("A message that was signed with another key is accepted.")
                .isFalse();
    }

    @Test
    void a_changed_body_is_not_genuine() {
        byte[] changed = MESSAGE.body().clone();
        changed[changed.length - 1] ^= 1;

        assertThat(signer.isGenuine(withSignatureOf(MESSAGE, "application/json", changed)))
                .withFailMessage(
                        "A message is accepted although one bit of its body was turned over on the"
                                + " way.")
                .isFalse();
    }

    @Test
    void a_changed_content_type_is_not_genuine() {
        assertThat(
                        signer.isGenuine(
                                withSignatureOf(
                                        MESSAGE, NativeSerializer.CONTENT_TYPE, MESSAGE.body())))
                .withFailMessage(
                        "The same body under another content type is accepted: signed JSON can be"
                                + " handed to the native decoder. Sign both.")
                .isFalse();
    }

    @Test
    void bytes_cannot_move_from_the_body_to_the_content_type() {
        Message original = Message.of("moderate", "text/plain", "+xml, no?".getBytes(UTF_8));

        assertThat(
                        signer.isGenuine(
                                withSignatureOf(
                                        original, "text/plain+xml", ", no?".getBytes(UTF_8))))
                .withFailMessage(
                        "The signature of \"text/plain\" and \"+xml, no?\" is accepted for"
                            + " \"text/plain+xml\" and \", no?\". Glued together they are the same"
                            + " bytes: put something between them that no content type holds.")
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @NullSource
    @ValueSource(strings = {"", "AAAA", "not base64 at all!", "0", "é"})
    void a_strange_signature_is_false_and_not_an_error(String signature) {
        Message message =
                signature == null ? MESSAGE : MESSAGE.withHeader(Signer.HEADER, signature);

        assertThat(signer.isGenuine(message))
                .withFailMessage(
                        signature == null
                                ? "A message without a signature is accepted."
                                : "A message with the signature \"%s\" is accepted.",
                        signature)
                .isFalse();
    }

    @Test
    void half_a_signature_is_not_genuine() {
        Message signed = signer.sign(MESSAGE);
        String signature = signed.headers().get(Signer.HEADER);

        assertThat(
                        signer.isGenuine(
                                signed.withHeader(
                                        Signer.HEADER,
                                        signature.substring(0, signature.length() / 2))))
                .withFailMessage("The first half of a signature is accepted.")
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
                        "Your Signer calls %s. It stops at the first byte that differs, and the"
                            + " time it takes tells an attacker how many bytes he has right;"
                            + " MessageDigest.isEqual always looks at all of them. (If you do not"
                            + " compare signatures there, say it without equals: isEmpty(), or =="
                            + " null.)",
                        earlyStoppers(calls))
                .noneMatch(SignerTest::stopsEarly);
        assertThat(calls)
                .withFailMessage(
                        "Your Signer never calls MessageDigest.isEqual. A loop of your own may be"
                            + " right today and stop early tomorrow, when the compiler has looked"
                            + " at it: use the one that the JDK keeps in constant time.")
                .anyMatch(
                        call ->
                                call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                                        && call.getName().equals("isEqual"));
    }

    private static String earlyStoppers(Set<JavaMethodCall> calls) {
        return calls.stream()
                .filter(SignerTest::stopsEarly)
                .map(
                        call ->
                                "%s.%s in line %d"
                                        .formatted(
                                                call.getTargetOwner().getSimpleName(),
                                                call.getName(),
                                                call.getLineNumber()))
                .collect(joining(", "));
    }

    private static boolean stopsEarly(JavaMethodCall call) {
        return Set.of(
                        "equals",
                        "deepEquals",
                        "contentEquals",
                        "compareTo",
                        "compare",
                        "mismatch",
                        "equalsIgnoreCase")
                .contains(call.getName());
    }

    /**
     * What an attacker sends who caught a signed message: its headers, and something else inside.
     */
    private Message withSignatureOf(Message original, String contentType, byte[] body) {
        return new Message("", original.task(), contentType, signer.sign(original).headers(), body);
    }
}
