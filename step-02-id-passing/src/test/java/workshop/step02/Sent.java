package workshop.step02;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workshop.queue.Fields;
import workshop.queue.Message;

/**
 * A message that went into the queue, and how it got there.
 *
 * @param sender the name of the thread that called the queue
 * @param stack its stack at that moment, the innermost frame first
 * @param waiting the stack of another thread that waits for this one; empty when none does
 */
record Sent(
        Message message,
        String sender,
        List<StackTraceElement> stack,
        List<StackTraceElement> waiting) {

    /** These are in the package of the learner's code, but not part of it. */
    private static final Set<String> TESTS =
            Stream.of(
                            Sent.class,
                            CallInterceptor.class,
                            WatchedBroker.class,
                            Waiting.class,
                            Aside.class,
                            Step02Fixture.class)
                    .map(Class::getName)
                    .collect(Collectors.toSet());

    static Sent now(Fields fields) {
        var thread = Thread.currentThread();
        return new Sent(
                fields.toMessage("sent"),
                thread.getName(),
                List.of(thread.getStackTrace()),
                Waiting.forThisThread());
    }

    String body() {
        return new String(message.body(), UTF_8);
    }

    /** The line of the step's own code that called the queue, such as {@code Outbox.java:36}. */
    String line() {
        return line(stack);
    }

    /** The innermost line of the step's own code. */
    static String line(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(Sent::isOwn)
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("a place outside of your code");
    }

    /** Whether a class or a method with that in its name was at work. */
    boolean isCalledBy(String name) {
        return isCalledBy(name, stack);
    }

    /** Whether the thread that waits for this one does so in its transaction. */
    boolean isAwaitedInTransaction() {
        return isCalledBy("TransactionTemplate", waiting)
                || isCalledBy("TransactionAspectSupport", waiting);
    }

    private static boolean isCalledBy(String name, List<StackTraceElement> stack) {
        return stack.stream()
                .anyMatch(
                        frame ->
                                frame.getClassName().contains(name)
                                        || frame.getMethodName().equals(name));
    }

    /** Whether one of the step's own methods of that name was at work. */
    boolean withinOwn(String method) {
        return stack.stream()
                .filter(Sent::isOwn)
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    /** Whether any line of the step's own code is at work there. */
    static boolean isOwn(List<StackTraceElement> stack) {
        return stack.stream().anyMatch(Sent::isOwn);
    }

    static boolean isOwn(StackTraceElement frame) {
        var type = frame.getClassName().replaceFirst("\\$.*", "");
        return type.startsWith("workshop.step02.")
                && !type.endsWith("Test")
                && !TESTS.contains(type)
                && frame.getFileName() != null
                && frame.getLineNumber() > 0;
    }
}
