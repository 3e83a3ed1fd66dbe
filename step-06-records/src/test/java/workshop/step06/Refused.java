package workshop.step06;

import java.util.concurrent.Callable;

/** Asserts that bad data is refused with an exception. */
final class Refused {

    private Refused() {}

    /**
     * Fails if the call returns anything; the given text says what happened then and what it means.
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
                    "Only an assert stopped this (%s). In production, without -ea: %s"
                            .formatted(e.getMessage(), meaning.formatted(arguments)),
                    e);
        }
        throw new AssertionError(
                "%s It became %s.".formatted(meaning.formatted(arguments), Journey.show(made)));
    }

    /** A starter's TODO is not a refusal, and says best what to do. */
    static void rethrowTodo(Throwable failure) {
        if (failure instanceof UnsupportedOperationException todo
                && String.valueOf(todo.getMessage()).startsWith("TODO 6.")) {
            throw todo;
        }
    }
}
