package workshop.step02;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import workshop.interleavings.Seams;

/** Finds a thread of the step's own code that waits until another one has done its work. */
final class Waiting {

    /** What Java calls it: Thread.join, Future.get, CountDownLatch.await and the like. */
    private static final Set<String> WAITS = Set.of("join", "get", "await", "acquire");

    /** The one that waits may not have come so far when the other is already at work. */
    private static final int LOOKS = 25;

    private Waiting() {}

    /**
     * The stack of a thread that waits while this one works. Asked only on a thread that the code
     * has started itself; empty on any other.
     */
    static List<StackTraceElement> forThisThread() {
        var own = Thread.currentThread();
        if (Seams.isActor() || Aside.isOne(own) || isTest(own)) {
            return List.of();
        }
        for (int i = 0; i < LOOKS; i++) {
            var stack =
                    Thread.getAllStackTraces().entrySet().stream()
                            .filter(each -> each.getKey() != own)
                            .map(Map.Entry::getValue)
                            .filter(Waiting::isWaiting)
                            .findFirst();
            if (stack.isPresent()) {
                return List.of(stack.get());
            }
            LockSupport.parkNanos(2_000_000);
        }
        return List.of();
    }

    private static boolean isTest(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("org.junit."));
    }

    /** Whether the step's own code called the JDK, and waits there. */
    private static boolean isWaiting(StackTraceElement[] stack) {
        boolean waits = false;
        for (var frame : stack) {
            if (!frame.getClassName().startsWith("java.")) {
                return waits && Sent.isOwn(frame);
            }
            waits |= WAITS.contains(frame.getMethodName());
        }
        return false;
    }
}
