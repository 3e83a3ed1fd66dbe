package workshop.grading;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * What libraries say by {@code java.util.logging} goes to the one log, which speaks only of
 * trouble. JUnit finds it by itself.
 */
public final class LogBridge implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
