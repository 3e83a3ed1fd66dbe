package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static workshop.step01.Signed.KEY;
import static workshop.step01.Signed.MESSAGE;
import static workshop.step01.Signed.isHex;
import static workshop.step01.Signed.text;
import static workshop.step01.Signed.wrongAt;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import workshop.queue.Message;

/** Whether the time that isGenuine takes tells how much of a signature is right. */
final class ConstantTime {

    private ConstantTime() {}

    static void check() {
        var watched = SignerLoader.signer(KEY);
        String right = watched.sign(MESSAGE).headers().get(Signer.HEADER);
        int start = Signed.valueStart(right);

        callsNothingThatStopsEarly(watched, right, start);
        takesTheSameBranches(watched, right, start);
        returnsWhatItCompares(watched, right);
    }

    private static void callsNothingThatStopsEarly(
            SignerLoader.Remote watched, String right, int start) {
        String value = right.substring(start);
        var early = new LinkedHashSet<String>();
        Comparisons.clear(false);
        watched.isGenuine(MESSAGE.withHeader(Signer.HEADER, wrongAt(right.length() / 2, right)));
        Comparisons.seen().stream()
                .filter(seen -> isPartOf(seen.left(), value) || isPartOf(seen.right(), value))
                .forEach(seen -> early.add(seen.call()));
        // A check that comes first, of hash codes say, lets only the right one through.
        Comparisons.clear(false);
        watched.isGenuine(MESSAGE.withHeader(Signer.HEADER, right));
        Comparisons.seen().stream()
                .filter(seen -> seen.left() != null && isPartOf(seen.left(), value))
                .filter(seen -> seen.right() != null && isPartOf(seen.right(), value))
                .forEach(seen -> early.add(seen.call()));
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

    private static void takesTheSameBranches(SignerLoader.Remote watched, String right, int start) {
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
    }

    private static long steps(SignerLoader.Remote watched, String signature) {
        Message message = MESSAGE.withHeader(Signer.HEADER, signature);
        watched.isGenuine(message);
        Comparisons.clear(false);
        watched.isGenuine(message);
        return Comparisons.steps();
    }

    private static void returnsWhatItCompares(SignerLoader.Remote watched, String right) {
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
}
