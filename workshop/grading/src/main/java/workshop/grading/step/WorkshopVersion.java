package workshop.grading.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which version of the workshop this is, for reports and questions: what {@code git describe} says
 * in a clone, or the commit that a ZIP was made from.
 */
public final class WorkshopVersion {

    private static final List<String> DESCRIBE = List.of("git", "describe", "--tags", "--always");

    /** What git replaces when it makes a ZIP; see {@code export-subst} in .gitattributes. */
    private static final String NOT_REPLACED = "$Format";

    private WorkshopVersion() {}

    /**
     * The version of the workshop in that folder.
     *
     * @return a few words such as {@code v1.2-14-gd2bc8c9}; "unknown" without git and a ZIP's
     *     commit
     */
    public static String of(Path root) {
        if (Files.exists(root.resolve(".git"))) {
            var described = describe(root);
            if (!described.isEmpty()) {
                return described;
            }
        }
        try {
            var commit = Files.readString(root.resolve("workshop/version.txt")).strip();
            return commit.startsWith(NOT_REPLACED) ? "unknown" : commit;
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String describe(Path root) {
        try {
            var git =
                    new ProcessBuilder(DESCRIBE)
                            .directory(root.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "";
        } catch (IOException e) {
            return ""; // there is no git on this machine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
