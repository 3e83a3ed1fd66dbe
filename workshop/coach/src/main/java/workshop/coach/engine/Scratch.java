package workshop.coach.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * This coach's folder for temporary files. It goes when the JVM ends; if that was killed, the next
 * coach deletes it.
 */
public final class Scratch {

    private static final String PREFIX = "workshop-coach-";
    private static final Pattern OF_A_COACH = Pattern.compile(PREFIX + "(\\d+)-.*");

    private static Path folder;

    private Scratch() {}

    /** A new folder in it. */
    public static Path folder(String name) throws IOException {
        return Files.createTempDirectory(own(), name);
    }

    private static synchronized Path own() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "scratch"));
            deleteLeftovers(folder.getParent());
        }
        return folder;
    }

    private static void deleteLeftovers(Path temporary) throws IOException {
        try (var leftovers = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (var leftover : leftovers) {
                var pid = OF_A_COACH.matcher(leftover.getFileName().toString());
                if (pid.matches() && ProcessHandle.of(Long.parseLong(pid.group(1))).isEmpty()) {
                    delete(leftover);
                }
            }
        }
    }

    /** Deletes such a folder. What another program still holds stays until the next coach. */
    public static void delete(Path tree) {
        try (var files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException busy) {
            // a process that is ending writes into it
        }
    }
}
