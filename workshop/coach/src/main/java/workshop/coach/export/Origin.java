package workshop.coach.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import workshop.coach.git.Git;
import workshop.grading.step.WorkshopVersion;

/**
 * Where a score comes from.
 *
 * @param name whose it is; empty when no one said
 * @param commit the commit that is checked out; "unknown" without git
 * @param committed when that commit was made; the time of the run without git
 * @param uncommitted whether files differ from that commit
 * @param workshop the version of the workshop
 * @param jdk the Java that ran the tests
 * @param time when the tests ran
 */
public record Origin(
        String name,
        String commit,
        Instant committed,
        boolean uncommitted,
        String workshop,
        String jdk,
        Instant time) {

    /** Of a run that begins now. */
    public static Origin now(String name, Path root) {
        var time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var jdk = "%s, %s".formatted(Runtime.version(), System.getProperty("java.vendor"));
        var workshop = WorkshopVersion.of(root);
        if (Files.exists(root.resolve(".git"))) {
            try (var git = new Git(root)) {
                var head = git.ask("", "show", "--no-patch", "--format=%H %cI", "HEAD");
                if (head.good()) {
                    var words = head.output().strip().split(" ");
                    return new Origin(
                            name,
                            words[0],
                            OffsetDateTime.parse(words[1]).toInstant(),
                            differs(git),
                            workshop,
                            jdk,
                            time);
                }
            } catch (IllegalStateException e) {
                // There is no git on this machine. A score without a commit is still a score.
            }
        }
        return new Origin(name, "unknown", time, false, workshop, jdk, time);
    }

    /** Git's index here is one of its own, and empty at first. */
    private static boolean differs(Git git) {
        git.ask("", "read-tree", "HEAD");
        return !git.ask("", "status", "--porcelain", "--untracked-files=no").output().isBlank();
    }
}
