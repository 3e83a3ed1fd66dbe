package workshop.step01;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static workshop.step01.Signed.KEY;
import static workshop.step01.Signed.MESSAGE;
import static workshop.step01.Signed.brief;

import java.util.Arrays;
import java.util.List;
import workshop.queue.Message;

/** Whether what was signed with another key is genuine. */
final class OtherKeys {

    private OtherKeys() {}

    static void check(Signer signer) {
        for (String key : List.of("another key", "a key that both sides knox", "k")) {
            Message foreign = new Signer(key.getBytes(UTF_8)).sign(MESSAGE);
            assertThat(signer.isGenuine(foreign))
                    .withFailMessage(() -> why(signer, foreign.headers().get(Signer.HEADER)))
                    .isFalse();
        }
        keysDiffer("the first byte of a key that is no text", new byte[20], 0);
        keysDiffer("the last of a key's 100 bytes", new byte[100], 99);
        sameHashCode();
    }

    private static void sameHashCode() {
        byte[] one = Arrays.copyOf(new byte[] {0, 31}, 32);
        byte[] other = Arrays.copyOf(new byte[] {1, 0}, 32);
        Message signed = new Signer(one).sign(MESSAGE);
        assertThat(new Signer(other).isGenuine(signed))
                .withFailMessage(
                        """
                        Your Signer accepts a message that was signed with another key: both keys \
                        have the same Arrays.hashCode. A hash code has 32 bits, and many keys \
                        share it: give the bytes of each to the HMAC.\
                        """)
                .isFalse();
    }

    private static void keysDiffer(String where, byte[] key, int place) {
        Arrays.fill(key, (byte) 0xB7);
        byte[] other = key.clone();
        other[place] ^= 3;
        assertThat(new Signer(key).isGenuine(new Signer(other).sign(MESSAGE)))
                .withFailMessage(
                        """
                        Your Signer accepts a message that was signed with another key: the two \
                        differ in %s (B7 and B4). A key is bytes, of any length: give all of them \
                        to the HMAC, as they are.\
                        """,
                        where)
                .isFalse();
    }

    /** A second look: is it the key that does not count, or the signature? */
    private static String why(Signer signer, String foreign) {
        String accepts = "Your Signer accepts a message that was signed with another key. ";
        if (foreign.equals(signature(signer))) {
            if (!signature(signer).equals(signatureBy("another key"))) {
                return accepts
                        + "The two keys differ at their end only, and the signature is the same:"
                        + " give all bytes of the key to the HMAC.";
            }
            String asItIs = Signed.asItIs(foreign, MESSAGE);
            boolean keeps = !elsewhere(KEY).equals(elsewhere("another key".getBytes(UTF_8)));
            return accepts
                    + "With both keys, the signature is \"%s\"".formatted(brief(foreign))
                    + (keeps
                            ? ". In a new process, each key makes its own signature: does your"
                                  + " class keep the first key, or what it made of it, in a static?"
                            : ": it is not made with the key that the constructor is given."
                                    + (asItIs == null ? "" : " That is " + asItIs + "."));
        } else if (signer.isGenuine(MESSAGE.withHeader(Signer.HEADER, "nonsense"))) {
            return accepts
                    + "It accepts the signature \"nonsense\", too: compare what the header says"
                    + " with the signature that the message should have.";
        }
        return accepts;
    }

    private static String elsewhere(byte[] key) {
        return SignerLoader.signer(key).sign(MESSAGE).headers().get(Signer.HEADER);
    }

    private static String signature(Signer signer) {
        return signer.sign(MESSAGE).headers().get(Signer.HEADER);
    }

    private static String signatureBy(String key) {
        return signature(new Signer(key.getBytes(UTF_8)));
    }
}
