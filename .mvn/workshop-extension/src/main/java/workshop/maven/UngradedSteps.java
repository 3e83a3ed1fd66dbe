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
 * Says that a step was not graded because its tests did not run, mostly because something does not
 * compile. Otherwise the tests themselves print the score.
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
            boolean graded =
                    new File(project.getBasedir(), "src/test/resources/exercises.json").isFile();
            if (graded && stoppedBeforeItsTests(session.getResult().getBuildSummary(project))) {
                System.out.printf(
                        "%n%s   0/100 points in this run%n"
                                + "  No exercise was graded: the build stopped before the tests.%n"
                                + "  The first [ERROR] says why.%n%n",
                        project.getName());
            }
        }
    }

    /**
     * Of this project alone: in a build of many steps, the tests of another one may have failed.
     * Null means that it was not built at all.
     */
    static boolean stoppedBeforeItsTests(BuildSummary summary) {
        if (summary instanceof BuildFailure) {
            String failure = String.valueOf(((BuildFailure) summary).getCause().getMessage());
            return !failure.contains("maven-surefire-plugin"); // then the tests have said it all
        }
        return !(summary instanceof BuildSuccess);
    }
}
