package workshop.coach.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import workshop.coach.steps.UserError;

/** The Maven on the PATH, in a process of its own. */
public final class Maven {

    private Maven() {}

    /**
     * Runs Maven, quietly and without questions.
     *
     * @param each hears of every line
     * @return its exit code
     * @throws UserError when there is no Maven
     */
    public static int run(Path folder, List<String> arguments, Consumer<String> each)
            throws InterruptedException {
        var windows = System.getProperty("os.name").startsWith("Windows");
        var command = new ArrayList<>(windows ? List.of("cmd", "/c", "mvn") : List.of("mvn"));
        command.addAll(arguments);
        try {
            var maven =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            maven.getOutputStream().close();
            try (var lines = maven.inputReader()) {
                lines.lines().forEach(each);
            }
            return maven.waitFor();
        } catch (IOException e) {
            throw new UserError("This needs Maven, and there is no \"mvn\" on the PATH.");
        }
    }
}
