package workshop.interleavings;

import java.lang.management.ManagementFactory;

/** Whether someone debugs this JVM. Then no time limit holds: they may be at a breakpoint. */
final class Debugger {

    private Debugger() {}

    /** Asked only when a time limit is over: the first answer takes a moment. */
    static boolean isAttached() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(it -> it.startsWith("-agentlib:jdwp") || it.startsWith("-Xrunjdwp"));
    }
}
