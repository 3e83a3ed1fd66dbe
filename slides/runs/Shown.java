package workshop.shown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import workshop.grading.bill.Bill;
import workshop.grading.step.StepFolder;

/** Writes files for the tests that produce what the slides show; it is copied with each of them. */
public final class Shown {

    private static final Path FOLDER = Path.of(System.getProperty("workshop.shown"));

    private Shown() {}

    /** Writes an output, with the same line ends on every system. */
    public static void write(String name, String text) throws IOException {
        Files.writeString(FOLDER.resolve(name), text.replace("\r\n", "\n"));
    }

    /**
     * Writes the bill of the step that runs: for its own solution and those of the steps before it.
     */
    public static void writeBill() throws IOException {
        var step = StepFolder.here();
        write(
                "bill.txt",
                Bill.of(StepFolder.at(step.root().resolve("solutions").resolve(step.name())))
                        .indent(-2)
                        .strip());
    }
}
