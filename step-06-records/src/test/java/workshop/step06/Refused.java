package workshop.step06;

import static java.util.stream.Collectors.joining;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import workshop.grading.Declares;

/** Asserts that bad data is refused with an exception that says why. */
final class Refused {

    private Refused() {}

    /** A way to look at what happens to bad data. */
    interface Look {

        void at(Callable<?> making, String what, Function<Object, String> meaning);
    }

    /** Fails if the call returns anything. How it refuses is for {@link #by} to say. */
    static void notLetIn(Callable<?> making, String what, Function<Object, String> meaning) {
        Object made;
        try {
            made = making.call();
        } catch (Exception | Error refusal) {
            rethrowTodo(refusal);
            return;
        }
        throw letIn(what, made, meaning.apply(made));
    }

    private static AssertionError letIn(String what, Object made, String meaning) {
        return new AssertionError(
                "%s was let in: it became %s. %s".formatted(what, Journey.show(made), meaning));
    }

    /**
     * Fails if the call returns anything, or refuses without a word.
     *
     * @param what what is to be refused, as the subject of a sentence
     * @param meaning what follows if it is let in
     * @return how it was refused
     */
    static Exception by(Callable<?> making, String what, String meaning) {
        return by(making, what, made -> meaning);
    }

    /** The same, where what follows depends on what was made. */
    static Exception by(Callable<?> making, String what, Function<Object, String> meaning) {
        Object made;
        try {
            made = making.call();
        } catch (Exception refusal) {
            rethrowTodo(refusal);
            Check.that(
                    refusal.getMessage() != null && !refusal.getMessage().isBlank(),
                    """
                    %s was refused without a word, by %s. The dead letter will say just as \
                    little: give the exception a message.\
                    """,
                    what,
                    said(refusal));
            return refusal;
        } catch (Error e) {
            throw error(what, e);
        }
        throw letIn(what, made, meaning.apply(made));
    }

    /** Fails, in words, if it is an Error. Passes a starter's TODO on. */
    static void isAnException(Throwable refusal, String what, Object... arguments) {
        rethrowTodo(refusal);
        if (refusal instanceof Error error) {
            throw error(what.formatted(arguments), error);
        }
    }

    private static AssertionError error(String what, Error error) {
        return new AssertionError(
                "%s was stopped by %s. %s Throw an exception whose message says why."
                        .formatted(what, said(error), possibleReason(error)),
                error);
    }

    private static String possibleReason(Error error) {
        return error instanceof StackOverflowError
                ? "Your code calls itself without end."
                : "An Error gets past everyone who handles exceptions.";
    }

    /** If a class has an assert: what that is worth. */
    static String skippedAssert(Class<?> type) {
        return Declares.asserts(type)
                ? " (%s has an assert. Java skips those unless it is started with -ea.)"
                        .formatted(type.getSimpleName())
                : "";
    }

    /** The kind of exception and all it says, its causes included, as one line. */
    static String said(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(5)
                .map(Refused::sentence)
                .distinct()
                .collect(joining(", because of "));
    }

    private static String sentence(Throwable failure) {
        var type = failure.getClass().getSimpleName();
        var message = failure.getMessage();
        return message == null ? type : Journey.show("%s (\"%s\")".formatted(type, plain(message)));
    }

    /** Without what says nothing here: the modules of a cast, and a place in no text. */
    static String plain(String message) {
        return message.replaceFirst(" \\([^()]+ (is|are) in (unnamed )?module [^()]+\\)", "")
                .replaceFirst("\\s+at \\[No location information\\]", "")
                .strip();
    }

    /** A starter's TODO is not a refusal, and says best what to do. */
    static void rethrowTodo(Throwable failure) {
        if (failure instanceof UnsupportedOperationException todo
                && String.valueOf(todo.getMessage()).startsWith("TODO 6.")) {
            throw todo;
        }
    }
}
