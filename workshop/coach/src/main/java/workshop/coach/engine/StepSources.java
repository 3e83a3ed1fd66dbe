package workshop.coach.engine;

import java.nio.file.Path;
import java.util.List;
import workshop.grading.step.StepFolder;

/**
 * Where a step keeps its sources, and where its solution is kept.
 *
 * @param folder the step's own folder
 * @param solutions its folder below {@code solutions}: the solution's {@code src/main}, and {@code
 *     right} and {@code wrong} answers
 */
public record StepSources(Path folder, Path solutions) {

    /** The steps in a workshop's folder, in their order. */
    public static List<StepSources> all(Path root) {
        return StepFolder.in(root).stream().map(StepSources::of).toList();
    }

    private static StepSources of(StepFolder step) {
        return new StepSources(
                step.folder(), step.root().resolve("solutions").resolve(step.name()));
    }

    /** The step, as the grading knows it. */
    public StepFolder step() {
        return StepFolder.at(folder);
    }

    /** What the learner starts with, or has made of it. */
    public SourceStack main() {
        return SourceStack.of(folder.resolve("src/main"));
    }

    /** The exercises. */
    public SourceStack tests() {
        return SourceStack.of(folder.resolve("src/test"));
    }

    /** Only the files that the solution changes; they lie on top of {@link #main()}. */
    public SourceStack solution() {
        return SourceStack.of(solutions.resolve("src/main"));
    }
}
