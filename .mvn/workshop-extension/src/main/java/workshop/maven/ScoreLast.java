package workshop.maven;

import java.io.File;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * Keeps Surefire from saying every failure a second time, after the score. It has no switch for
 * that, so its logger is turned off, and only in a learner's {@code mvn test} or {@code mvn clean
 * test}: the score names all that failed, and an error of Surefire itself still ends the build.
 */
@Named
@Singleton
public final class ScoreLast extends AbstractMavenLifecycleParticipant {

    private static final String LOGGER = "org.apache.maven.plugin.surefire.SurefireMojo";

    @Override
    public void afterSessionStart(MavenSession session) {
        MavenExecutionRequest request = session.getRequest();
        boolean learners = new File(request.getBaseDirectory(), "workshop/kit/pom.xml").isFile();
        if (learners && String.join(" ", request.getGoals()).matches("(clean )?test")) {
            System.setProperty("org.slf4j.simpleLogger.log." + LOGGER, "off"); // Maven 3
            System.setProperty("maven.logger.log." + LOGGER, "off"); // Maven 4
        }
    }
}
