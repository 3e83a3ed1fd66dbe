package workshop.maven;

import java.io.File;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Says the score of a step whose tests could not run, mostly because something does not compile. The tests print the score
 * themselves, so here is nobody left to do it. The build has put a result of zero points in place before it began.
 */
@Named
@Singleton
public final class UngradedSteps extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterSessionEnd(MavenSession session) {
        for (Throwable failure : session.getResult().getExceptions()) {
            if (String.valueOf(failure.getMessage()).contains("maven-surefire-plugin")) {
                return; // the tests have run, and said what there is to say
            }
        }
        if (!session.getResult().hasExceptions()) {
            return;
        }
        for (MavenProject project : session.getProjects()) {
            File results = new File(project.getBasedir(), "target/workshop");
            if (new File(results, "result.json").isFile() && !new File(results, "report.html").isFile()) {
                System.out.println(System.lineSeparator() + project.getName() + "   0/100 points in this run" + System.lineSeparator()
                        + "  No exercise was graded: the build stopped before the tests had run." + System.lineSeparator()
                        + "  The first [ERROR] says why."
                        + System.lineSeparator());
            }
        }
    }
}
