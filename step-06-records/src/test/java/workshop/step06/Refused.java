package workshop.step06;

import java.util.concurrent.Callable;

/** Asserts that nothing is made of bad data, and that somebody says so. */
final class Refused {

    private Refused() {}

    /**
     * Fails when the call makes anything, with the text that says what happened then and what it
     * means.
     *
     * @return how it was refused
     */
    static Exception by(Callable<?> making, String meaning, Object... arguments) {
        Object made;
        try {
            made = making.call();
        } catch (Exception refusal) {
            rethrowTodo(refusal);
            return refusal;
        } catch (AssertionError e) {
            throw new AssertionError(
                    "Only an assert stopped it (%s), and in production, without -ea: %s"
                            .formatted(e.getMessage(), meaning.formatted(arguments)),
                    e);
        }
        throw new AssertionError(
                "%s It became %s.".formatted(meaning.formatted(arguments), Journey.show(made)));
    }

    /** What a starter throws is no refusal, and says best itself what there is to do. */
    static void rethrowTodo(Throwable failure) {
        if (failure instanceof UnsupportedOperationException todo
                && String.valueOf(todo.getMessage()).startsWith("TODO 6.")) {
            throw todo;
        }
    }
}
