package workshop.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import workshop.grading.bill.Bill;
import workshop.grading.step.StepFolder;
import workshop.grading.step.WorkshopVersion;

/**
 * What runs leave behind: the result as JSON and as a page, in the {@code target/workshop} of the
 * step.
 */
public final class ResultStore {

    private ResultStore() {}

    /** Keeps a result as JSON, for the trail and for {@link #last}. */
    public static void keep(StepFolder step, StepResult result) {
        ResultFile.write(result, json(step));
    }

    /** Writes the page, with the trail over all steps, and says where it is. */
    public static Path page(StepFolder step, StepResult result) {
        writePage(step, result, Trail.around(step, result));
        return html(step);
    }

    /**
     * Writes what the run of a whole step leaves behind, and returns what it prints: the bill, if
     * there is one, and the score.
     */
    public static String of(StepFolder step, StepResult result, TextStyle terminal) {
        keep(step, result);
        var trail = Trail.around(step, result);
        writePage(step, result, trail);
        return Bill.of(step) + Score.of(result, trail, step.coach(), terminal);
    }

    /**
     * The result of a step's last run. Before the first run, or if the file is damaged, a result in
     * which nothing ran.
     */
    public static StepResult last(StepFolder step) {
        try {
            if (Files.exists(step.manifest()) && Files.exists(json(step))) {
                return ResultFile.read(json(step));
            }
        } catch (IllegalArgumentException e) {
            // Another run may be writing the file; the result is not essential.
        }
        return Manifest.read(step).unrun();
    }

    /** When a step's last run left its result; nothing before the first. */
    public static Optional<FileTime> time(StepFolder step) {
        try {
            return Files.exists(json(step))
                    ? Optional.of(Files.getLastModifiedTime(json(step)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Results of several steps as one JSON document for GitHub Classroom; see {@link ResultFile}.
     */
    public static void forClassroom(List<StepResult> results, Writer out) throws IOException {
        Json.write(ResultFile.forClassroom(results), out);
    }

    private static void writePage(StepFolder step, StepResult result, Trail trail) {
        ResultPage.write(result, trail, WorkshopVersion.of(step.root()), html(step));
    }

    private static Path html(StepFolder step) {
        return step.results().resolve("report.html");
    }

    private static Path json(StepFolder step) {
        return step.progress();
    }
}
