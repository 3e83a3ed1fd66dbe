package workshop.step06;

import java.util.concurrent.Callable;

/** Asserts that nothing is made of bad data, and that somebody says so. */
final class Refused {

    private Refused() {
    }

    /**
     * Fails when the call makes anything, with the text that says what that means.
     *
     * @return how it was refused
     */
    static Exception by(Callable<?> making, String meaning, Object... arguments) {
        Object made;
        try {
            made = making.call();
        } catch (UnsupportedOperationException todo) {
            throw todo;
        } catch (Exception refusal) {
            return refusal;
        } catch (AssertionError e) {
            throw new AssertionError("%s An assert stopped it. Asserts are only there when Java was started with -ea, and in production "
                    .formatted(meaning.formatted(arguments)) + "they are not: throw an exception.", e);
        }
        throw new AssertionError("%s It was let in: %s".formatted(meaning.formatted(arguments), Journey.show(made)));
    }
}
