package workshop.maven;

import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;

/** Says in words what the compiler would call "release version 17 not supported". */
@Named
@Singleton
public final class JavaVersion extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterSessionStart(MavenSession session) throws MavenExecutionException {
        String version = System.getProperty("java.specification.version"); // 1.8, 11, 17, …
        if (Double.parseDouble(version) < 17) {
            throw new MavenExecutionException(
                    "The workshop needs Java 17 or newer, and this Maven runs on Java "
                            + version
                            + ", from "
                            + System.getProperty("java.home")
                            + ".\nLet JAVA_HOME point to a newer JDK.",
                    session.getRequest().getPom());
        }
    }
}
