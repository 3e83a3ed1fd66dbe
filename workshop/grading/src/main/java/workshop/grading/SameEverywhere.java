package workshop.grading;

import java.util.Locale;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives every test run the same language and the same assertions, whatever the machine and the
 * runner are. In Persian or Egyptian Arabic, {@code %d} writes other digits, so a right answer
 * would be red there; and libraries such as H2 would explain themselves in words that no slide
 * shows. Maven and IDEs turn {@code assert} on, and a worker in production has it off (JLS 14.10):
 * what only {@code assert} refuses is not refused. JUnit finds this class by itself, in Maven, in
 * an IDE and in the coach.
 */
public final class SameEverywhere implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Locale.setDefault(Locale.ROOT);
        Thread.currentThread().getContextClassLoader().setDefaultAssertionStatus(false);
    }
}
