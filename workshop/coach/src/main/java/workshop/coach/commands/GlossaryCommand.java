package workshop.coach.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * The words that books and manuals use, from the file that the slides and READMEs have them from.
 */
@Command(
        name = "glossary",
        description = "Prints the words to search for, and the exercise where you meet each.")
final class GlossaryCommand implements Runnable {

    private static final Pattern ROW = Pattern.compile("([^,\"]+),\"([^\"]*)\",(\\d+\\.\\d+)");

    @ParentCommand private Coach coach;

    @Override
    public void run() {
        coach.out.println();
        for (var line : lines()) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                coach.out.printf("  %s · %s%n", coach.terminal.bold(row.group(1)), row.group(3));
                coach.out.printf("      %s%n", row.group(2));
            }
        }
        coach.out.println();
        coach.out.flush();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(coach.workshop.root().resolve("workshop/glossary.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
