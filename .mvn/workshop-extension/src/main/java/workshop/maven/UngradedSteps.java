package workshop.maven;

import java.io.File;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.BuildFailure;
import org.apache.maven.execution.BuildSuccess;
import org.apache.maven.execution.BuildSummary;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Says the score of a step whose tests could not run, mostly because something does not compile.
 * The tests print the score themselves, so here is nobody left to do it. The build has put a result
 * of zero points in place before it began.
 */
@Named
@Singleton
public final class UngradedSteps extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterSessionEnd(MavenSession session) {
        if (!session.getResult().hasExceptions()) {
            return;
        }
        for (MavenProject project : session.getProjects()) {
            File results = new File(project.getBasedir(), "target/workshop");
            if (stoppedBeforeItsTests(session.getResult().getBuildSummary(project))
                    && new File(results, "result.json").isFile()
                    && !new File(results, "report.html").isFile()) {
                System.out.println(
                        System.lineSeparator()
                                + project.getName()
                                + "   0/100 points in this run"
                                + System.lineSeparator()
                                + "  No exercise was graded: the build stopped before the tests had"
                                + " run."
                                + System.lineSeparator()
                                + "  The first [ERROR] says why."
                                + System.lineSeparator());
            }
        }
    }

    /**
     * Of this project alone: in a build of many steps, the tests of another one may have failed.
     * Null says that it was not built at all.
     */
    static boolean stoppedBeforeItsTests(BuildSummary summary) {
        if (summary instanceof BuildFailure) {
            String failure = String.valueOf(((BuildFailure) summary).getCause().getMessage());
            return !failure.contains(
                    "maven-surefire-plugin"); // the tests have run, and said what there is to say
        }
        return !(summary instanceof BuildSuccess);
    }
}
