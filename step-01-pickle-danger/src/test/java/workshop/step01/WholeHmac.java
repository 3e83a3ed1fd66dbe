package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static workshop.step01.Signed.KEY;
import static workshop.step01.Signed.brief;
import static workshop.step01.Signed.text;
import static workshop.step01.Signed.valueStart;

import java.util.Arrays;
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
                strongAndWithTheKey(mac, message, made);
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
        String asItIs = Signed.asItIs(header, message);
        if (asItIs != null) {
            fail("The header holds \"%s\". That is %s. Send an HMAC.", brief(header), asItIs);
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

    /** The key, or one that was made of it: an HMAC, too. */
    private static void strongAndWithTheKey(
            SlowMacs.Made mac, Message message, List<SlowMacs.Made> made) {
        assertThat(SlowMacs.WEAK)
                .withFailMessage(
                        "The header holds an %s, which is weaker than what is asked for. Take"
                                + " HmacSHA256.",
                        mac.algorithm())
                .doesNotContain(mac.algorithm());
        for (var earlier : made) {
            if (earlier != mac && Arrays.equals(earlier.value(), mac.key())) {
                strongAndWithTheKey(earlier, message, made);
                return;
            }
        }
        assertThat(mac.key())
                .withFailMessage(
                        "The header holds an %s, but not one with the key that this Signer was"
                                + " given.%s%s",
                        mac.algorithm(),
                        keyOf(mac, message),
                        text(mac.input()).contains(text(KEY))
                                ? " And that key is a part of what was signed. init takes the key,"
                                        + " update and doFinal take what is signed."
                                : "")
                .isEqualTo(KEY);
    }

    private static String keyOf(SlowMacs.Made mac, Message message) {
        if (Arrays.equals(mac.key(), message.body())) {
            return " Its key was the body of the message.";
        }
        return text(mac.key()).equals(message.contentType())
                ? " Its key was the content type of the message."
                : "";
    }

    /**
     * A second look, when a part of the message does not count: did it go into another HMAC than
     * that in the header? Empty when it did not.
     */
    static String ofAnother(Message message, byte[] part) {
        String header;
        List<SlowMacs.Made> made;
        try (var macs = SlowMacs.open(false)) {
            header = new Signer(KEY).sign(message).headers().get(Signer.HEADER);
            made = macs.made();
        }
        boolean went =
                made.stream()
                        .filter(mac -> text(mac.input()).contains(text(part)))
                        .anyMatch(mac -> valueStart(header, mac.value()) < 0);
        return went
                ? " Your Signer put it into an HMAC, but not into the one in the header: doFinal"
                        + " ends an HMAC, and what comes after it begins the next. Call it once, at"
                        + " the end."
                : "";
    }

    /**
     * A second look, when a Signer refuses what it has signed: which HMACs do its two methods make?
     */
    static String ofBoth(Message message) {
        var signer = new Signer(KEY);
        Message signed;
        List<SlowMacs.Made> checked;
        List<SlowMacs.Made> made;
        try (var macs = SlowMacs.open(false)) {
            signed = signer.sign(message);
            made = macs.made();
        }
        try (var macs = SlowMacs.open(false)) {
            signer.isGenuine(signed);
            checked = macs.made();
        }
        if (made.isEmpty()) {
            return "";
        } else if (checked.isEmpty()) {
            return " isGenuine made no HMAC: it has to make that of the message that came, as sign"
                    + " does, and compare it with the header.";
        }
        byte[] one = made.get(made.size() - 1).input();
        byte[] two = checked.get(checked.size() - 1).input();
        return Arrays.equals(one, two)
                ? " Both methods make the HMAC of the same bytes, so it is the comparison that goes"
                        + " wrong. What does isGenuine compare with it? It should be the value of"
                        + " the header \"%s\", in the same form (as text, or as bytes)."
                                .formatted(Signer.HEADER)
                : """
                 sign made its HMAC of %d bytes ("%s"), isGenuine of %d ("%s"): let both call one \
                method.\
                """
                        .formatted(one.length, brief(text(one)), two.length, brief(text(two)));
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
