package workshop.grading;

import java.util.Locale;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives every test run the same language, whatever the machine's is. In Persian or Egyptian Arabic,
 * {@code %d} writes other digits, so a right answer would be red there; and libraries such as H2
 * would explain themselves in words that no slide shows. JUnit finds it by itself, in Maven, in an
 * IDE and in the coach.
 */
public final class SameEverywhere implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Locale.setDefault(Locale.ROOT);
    }
}
