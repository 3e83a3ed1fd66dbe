package workshop.step01;

import static org.assertj.core.api.Assertions.assertThat;
import static workshop.step01.Signed.JSON;
import static workshop.step01.Signed.KEY;

import java.util.List;
import java.util.function.Supplier;
import workshop.queue.Message;

/** Whether two threads that use Signers at the same time get what each would get alone. */
final class SeveralThreads {

    private static final Message ONE = Signed.message(JSON, "one");
    private static final Message TWO = Signed.message("text/plain", "two");

    private SeveralThreads() {}

    static void check() {
        var shared = SignerLoader.signer(KEY);
        var another = shared.another(KEY);
        Message one = SignerLoader.signer(KEY).sign(ONE);
        Message two = SignerLoader.signer(KEY).sign(TWO);
        assertThat(shared.isGenuine(one))
                .withFailMessage(
                        "Without any other thread, a Signer refuses what another one with its key"
                                + " has signed. Two threads would show no more.")
                .isTrue();
        together("one Signer", () -> signs(shared, ONE), () -> signs(shared, TWO));
        together("one Signer", () -> signs(shared, ONE), () -> checks(shared, two));
        together("one Signer", () -> checks(shared, one), () -> checks(shared, two));
        together("two Signers", () -> signs(shared, ONE), () -> signs(another, TWO));
    }

    /** Both do something, and say afterwards what came of it. */
    private static void together(
            String what, Supplier<Supplier<String>> one, Supplier<Supplier<String>> other) {
        List<Supplier<String>> ends;
        try (var macs = SlowMacs.open(true)) {
            ends = Lockstep.run(one, other);
        }
        List<String> outcomes = ends.stream().map(Supplier::get).toList();
        boolean asAlone = outcomes.stream().allMatch(outcome -> outcome.endsWith("as alone"));
        assertThat(asAlone)
                .withFailMessage(
                        """
                        Two threads used %s at the same time. The first %s; the second %s. What a \
                        Signer keeps in a field (a Mac, a buffer), another thread changes in the \
                        middle: make it for each call, or let one lock guard every use.\
                        """,
                        what, outcomes.get(0), outcomes.get(1))
                .isTrue();
    }

    /** On a Signer that no one else uses, the signature would be genuine. */
    private static Supplier<String> signs(SignerLoader.Remote shared, Message message) {
        Message signed;
        try {
            signed = shared.sign(message);
        } catch (RuntimeException e) {
            return () -> "ended in %s while it signed".formatted(e);
        }
        return () ->
                SignerLoader.signer(KEY).isGenuine(signed)
                        ? "signed its message as alone"
                        : "got a signature that is not genuine";
    }

    private static Supplier<String> checks(SignerLoader.Remote shared, Message signed) {
        try {
            return shared.isGenuine(signed)
                    ? () -> "checked its message as alone"
                    : () -> "was told that a genuine message is not genuine";
        } catch (RuntimeException e) {
            return () -> "ended in %s while it checked".formatted(e);
        }
    }
}
