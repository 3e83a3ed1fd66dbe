package workshop.coach.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import workshop.coach.engine.Scratch;
import workshop.coach.git.Git;

/**
 * What git makes of an answer and of the solution, when both have changed the same lines: git knows
 * the solution that the answer's patch was made for.
 */
final class AnswerMerge {

    private AnswerMerge() {}

    /**
     * The file of an answer, with git's marks where the two are in conflict.
     *
     * @param solution the solution's file, as it is today
     * @throws UserError when the patch fits no version of it
     */
    static String of(AnswerPatch patch, String path, Path solution) throws IOException {
        try (var git = new Git(solution.getParent())) {
            var before = solutionBefore(git, patch, path, solution.getFileName().toString());
            var scratch = Scratch.folder("merge");
            var today = SlideTags.removedFrom(Files.readString(solution));
            write(scratch, "the-solution", today);
            write(scratch, "the-solution-before", before);
            write(scratch, "the-answer", patch.apply(path, before, misfit -> {}));
            try (var there = new Git(scratch)) {
                var merge = "merge-file -p the-solution the-solution-before the-answer";
                return new String(there.ask("", merge.split(" ")).bytes(), UTF_8);
            }
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** The newest version that the patch fits. */
    private static String solutionBefore(Git git, AnswerPatch patch, String path, String file) {
        for (var commit : git.run("log", "--format=%H", "--", file).lines().toList()) {
            var committed = git.ask("", "show", commit + ":./" + file);
            var text = SlideTags.removedFrom(new String(committed.bytes(), UTF_8));
            var fits = new AtomicBoolean(true);
            patch.apply(path, text, misfit -> fits.set(false));
            if (fits.get()) {
                return text;
            }
        }
        throw new UserError(
                "git knows no version of %s that the patch fits. Write the answer again.", file);
    }
}
