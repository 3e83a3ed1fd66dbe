package workshop.maven;

import java.io.Console;
import java.util.Properties;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;

/**
 * Tells the tests whether they may print in colour. They run in a JVM of their own, whose output is
 * a pipe to Maven, so only Maven can see the terminal. The answer travels as the user property
 * {@code workshop.color}, which surefire hands on.
 */
@Named
@Singleton
public final class TerminalColour extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterSessionStart(MavenSession session) {
        Properties user = session.getRequest().getUserProperties();
        String noColor = System.getenv("NO_COLOR");
        if ((noColor == null || noColor.isEmpty())
                && colour(user, session.getRequest().isInteractiveMode())) {
            user.putIfAbsent("workshop.color", "always");
        }
    }

    /**
     * Maven's own {@code -Dstyle.color} (in Maven 4 {@code --color}) and {@code -B} decide before
     * the terminal does.
     */
    private static boolean colour(Properties user, boolean interactive) {
        String style =
                user.getProperty("style.color", user.getProperty("maven.style.color", "auto"));
        return "always".equals(style)
                || !"never".equals(style) && interactive && isTerminal(System.console());
    }

    /**
     * Up to JDK 21 a console is a terminal; from 22 on there is always one, and it is asked (by
     * reflection: this is Java 8).
     */
    private static boolean isTerminal(Console console) {
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
