package workshop.shown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import workshop.grading.bill.Bill;
import workshop.grading.step.StepFolder;

/** For the tests that write what the slides show. It is copied along with each of them. */
public final class Shown {

    private static final Path FOLDER = Path.of(System.getProperty("workshop.shown"));

    private Shown() {}

    /** Writes an output, on every system with the same line ends. */
    public static void write(String name, String text) throws IOException {
        Files.writeString(FOLDER.resolve(name), text.replace("\r\n", "\n"));
    }

    /**
     * Writes the bill at the end of the step that runs, for the solutions of that step and of those
     * before it.
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
