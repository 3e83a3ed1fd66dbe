package workshop.coach.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.coach.engine.StepSources;

/**
 * The races of a step: demos, which are no exercises, and the timelines that they and the exercises
 * leave.
 */
public final class Races {

    private Races() {}

    /** Whether a step has demos. */
    public static boolean hasDemos(StepSources sources) {
        return sources.tests().mentions("@Tag(\"race\")");
    }

    /** The page of the last race, if there was one. */
    public static Optional<Path> newestPage(StepSources sources) {
        var folder = sources.step().results().resolve("races");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> pages = Files.list(folder)) {
            return pages.filter(page -> page.toString().endsWith(".html"))
                    .max(Comparator.comparing(page -> page.toFile().lastModified()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
