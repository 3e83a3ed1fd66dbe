package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static workshop.step01.Signed.KEY;
import static workshop.step01.Signed.brief;
import static workshop.step01.Signed.valueStart;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import workshop.queue.Message;

/** Whether the header of a signed message holds an HMAC, whole, and made with the right key. */
final class WholeHmac {

    private WholeHmac() {}

    static void check(Message message) {
        String header;
        List<SlowMacs.Made> made;
        try (var macs = SlowMacs.open(false)) {
            header = SignerLoader.signer(KEY).sign(message).headers().get(Signer.HEADER);
            made = macs.made();
        }
        for (var mac : made) {
            if (valueStart(header, mac.value()) >= 0) {
                strongAndWithTheKey(mac);
                return;
            }
        }
        if (UsualHmacs.of(KEY, message).anyMatch(value -> valueStart(header, value) >= 0)) {
            return;
        }
        for (var mac : made) {
            isNotCut(header, mac);
            keepsItsZeros(header, mac);
        }
        if (made.isEmpty()) {
            fail(
                    """
                    The header holds "%s". No HMAC was made for it. A hash over key and message \
                    is not an HMAC, nor is a hash of a hash: whoever has a plain one can append to \
                    the message and work out its hash without the key. Use javax.crypto.Mac with \
                    HmacSHA256.\
                    """,
                    brief(header));
        }
        if (made.size() > 1) {
            fail(
                    """
                    Your Signer computes %d HMACs, and the header holds "%s", which is none of \
                    them. Two that are put together are not one over both: make one HMAC over type \
                    and body, and send its whole value, as hex.\
                    """,
                    made.size(), brief(header));
        }
        fail(
                """
                Your Signer computes an %s, but the header holds "%s", which is not its value in \
                hex, in Base64, or as one character for each byte. A hash code, or bytes read as \
                text, lose most of it: send the whole value, as hex.\
                """,
                made.get(made.size() - 1).algorithm(), brief(header));
    }

    private static void strongAndWithTheKey(SlowMacs.Made mac) {
        assertThat(SlowMacs.WEAK)
                .withFailMessage(
                        "The header holds an %s, which is weaker than what is asked for. Take"
                                + " HmacSHA256.",
                        mac.algorithm())
                .doesNotContain(mac.algorithm());
        assertThat(mac.key())
                .withFailMessage(
                        "The header holds an %s, but not one with the key that this Signer was"
                                + " given.",
                        mac.algorithm())
                .isEqualTo(KEY);
    }

    private static void isNotCut(String header, SlowMacs.Made mac) {
        String hex = HexFormat.of().formatHex(mac.value());
        String base64 = Base64.getEncoder().encodeToString(mac.value());
        boolean cut =
                Stream.of(hex, hex.toUpperCase(), base64)
                        .anyMatch(whole -> header.length() > 1 && whole.contains(header));
        if (cut) {
            fail(
                    """
                    The header holds "%s": only %d characters of the %s that your Signer computed \
                    (%d bytes). A shortened value can be guessed: send the whole value.\
                    """,
                    header, header.length(), mac.algorithm(), mac.value().length);
        }
    }

    private static void keepsItsZeros(String header, SlowMacs.Made mac) {
        var digits = new StringBuilder();
        for (byte b : mac.value()) {
            digits.append(Integer.toHexString(b & 0xFF));
        }
        if (header.equalsIgnoreCase(digits.toString())) {
            fail(
                    """
                    The header holds "%s": the bytes of the %s as hex, but a byte below 16 has one \
                    digit instead of two, so that 1, 23 and 12, 3 look alike. Write two for each \
                    (HexFormat does).\
                    """,
                    brief(header), mac.algorithm());
        }
    }
}
