package workshop.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * Makes {@code mvn test -pl step-05}, or {@code -pl 5}, mean the folder {@code step-05-model-name}.
 * Maven alone wants the whole name of the folder, or a colon: {@code -pl :step-05}. Both go on
 * working.
 *
 * <p>Plain loops on purpose: javac 17 and 25 compile lambdas differently, and the jar has to be the
 * same from both.
 */
@Named
@Singleton
public final class ShortStepNames extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterSessionStart(MavenSession session) throws MavenExecutionException {
        MavenExecutionRequest request = session.getRequest();
        if (request.getBaseDirectory() == null) {
            return; // started without a project
        }
        File base = new File(request.getBaseDirectory());
        List<String> steps = steps(base);
        if (steps.isEmpty()) {
            return; // some other project than the reactor of the steps
        }
        isTheRoot(base, request);
        try {
            List<String> selected = folders(request.getSelectedProjects(), steps, base);
            List<String> excluded = folders(request.getExcludedProjects(), steps, base);
            // Only if need be: Maven 4 takes names that are set here for optional ones, and is
            // lenient with the wrong ones.
            if (!selected.equals(request.getSelectedProjects())) {
                request.setSelectedProjects(selected);
            }
            if (!excluded.equals(request.getExcludedProjects())) {
                request.setExcludedProjects(excluded);
            }
        } catch (IllegalArgumentException e) {
            throw new MavenExecutionException(e.getMessage(), request.getPom());
        }
    }

    private static List<String> steps(File base) {
        List<String> steps = new ArrayList<>();
        String[] names = base.list();
        for (String name : names == null ? new String[0] : names) {
            if (name.matches("step-\\d\\d-.+") && new File(base, name + "/pom.xml").isFile()) {
                steps.add(name);
            }
        }
        Collections.sort(steps);
        return steps;
    }

    /**
     * Maven 4 looks for the root of a build by its own rules: not where {@code -f} points, be it to
     * {@code ..} (from a step's folder) or to the solutions. It warns at length, and does the right
     * thing; tell it before. Maven 3 has no such notion.
     */
    private static void isTheRoot(File base, MavenExecutionRequest request) {
        try {
            MavenExecutionRequest.class
                    .getMethod("setRootDirectory", Path.class)
                    .invoke(request, base.toPath());
        } catch (ReflectiveOperationException e) {
            // Maven 3
        }
    }

    private static List<String> folders(List<String> selectors, List<String> steps, File base) {
        List<String> folders = new ArrayList<>();
        for (String selector : selectors) {
            // A path or group:artifact is Maven's own business, and so is any folder that exists.
            boolean ofMaven = selector.matches(".*[:/\\\\].*") || new File(base, selector).exists();
            folders.add(ofMaven ? selector : folder(selector, steps));
        }
        return folders;
    }

    /**
     * The one folder that the short name means.
     *
     * @param name {@code 5}, {@code 05}, {@code step-5}, {@code step-05}, or the beginning of a
     *     folder's name
     * @throws IllegalArgumentException if no step or more than one is meant; the message lists the
     *     steps to choose from
     */
    static String folder(String name, List<String> steps) {
        String start =
                name.replaceFirst("^(?:step-)?0?([1-9])$", "step-0$1-")
                        .replaceFirst("^(?:step-)?([1-9]\\d)$", "step-$1-");
        List<String> meant = new ArrayList<>();
        for (String step : steps) {
            if (step.startsWith(start)) {
                meant.add(step);
            }
        }
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw new IllegalArgumentException(
                meant.isEmpty()
                        ? "There is no step \""
                                + name
                                + "\". The steps are:\n    "
                                + String.join("\n    ", steps)
                        : "\""
                                + name
                                + "\" could mean any of these steps:\n    "
                                + String.join("\n    ", meant));
    }
}
