package workshop.coach.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import workshop.coach.engine.Leash;
import workshop.coach.steps.UserError;

/** A program on the PATH, in a process of its own. */
public enum Program {
    MAVEN("mvn", "Maven"),
    NPM("npm", "Node.js");

    private final String command;
    private final String home;

    Program(String command, String home) {
        this.command = command;
        this.home = home;
    }

    /**
     * Runs it without questions.
     *
     * @param each hears of every line
     * @return its exit code
     * @throws UserError when it is not there
     */
    public int run(Path folder, List<String> arguments, Consumer<String> each)
            throws IOException, InterruptedException {
        var windows = System.getProperty("os.name").startsWith("Windows");
        var words = new ArrayList<>(windows ? List.of("cmd", "/c", command) : List.of(command));
        words.addAll(arguments);
        var code = run(new ProcessBuilder(words).directory(folder.toFile()), each);
        if (code == Leash.NO_PROGRAM) {
            throw new UserError(
                    "This needs %s, and there is no \"%s\" on the PATH.", home, command);
        }
        return code;
    }

    /** It does not outlive the coach. */
    private static int run(ProcessBuilder program, Consumer<String> each)
            throws IOException, InterruptedException {
        var process = Leash.on(program).redirectErrorStream(true).start();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(each);
            return process.waitFor();
        } finally {
            process.getOutputStream().close();
        }
    }
}
