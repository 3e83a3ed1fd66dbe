package workshop.maven;

import java.io.File;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * Builds two modules at once in {@code mvn verify -f solutions}, as {@code -T2} does: the coach's
 * tests take longer than those of all other modules together, and every test waits now and then.
 * What is chosen by {@code -pl} is built one by one: a part of the modules may share a database,
 * say.
 */
@Named
@Singleton
public final class TwoAtOnce extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterSessionStart(MavenSession session) {
        MavenExecutionRequest request = session.getRequest();
        boolean solutions =
                new File(String.valueOf(request.getBaseDirectory())).getName().equals("solutions");
        if (solutions
                && request.getSelectedProjects().isEmpty()
                && request.getDegreeOfConcurrency() < 2) {
            request.setDegreeOfConcurrency(2);
            request.setBuilderId("multithreaded");
        }
    }
}
