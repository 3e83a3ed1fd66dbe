package workshop.maven;

import java.io.File;
import java.util.Properties;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * What differs in a maintainer's build, {@code mvn … -f solutions}, from a learner's.
 *
 * <p>Every module's tests run in the phase {@code test}. A learner's {@code mvn test} leaves out
 * those of the kit, the explorer and the grading: their POMs put them into a later phase, and the
 * properties that are set here bring them back.
 *
 * <p>Two modules are built at once, as with {@code -T2}: the coach's tests take longer than those
 * of all other modules together, and every test waits now and then. What is chosen by {@code -pl}
 * is built one by one: a part of the modules may share a database, say.
 */
@Named
@Singleton
public final class SolutionsReactor extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterSessionStart(MavenSession session) {
        MavenExecutionRequest request = session.getRequest();
        if (!new File(String.valueOf(request.getBaseDirectory())).getName().equals("solutions")) {
            return;
        }
        Properties user = request.getUserProperties();
        user.putIfAbsent("tests.compile.phase", "test-compile");
        user.putIfAbsent("tests.phase", "test");
        if (request.getSelectedProjects().isEmpty() && request.getDegreeOfConcurrency() < 2) {
            request.setDegreeOfConcurrency(2);
            request.setBuilderId("multithreaded");
        }
    }
}
