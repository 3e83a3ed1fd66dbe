package workshop.coach.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import workshop.coach.engine.Scratch;

/**
 * The git found on this machine, in one folder. It has an index of its own, which is deleted in the
 * end. What it reads and writes are bytes in ISO 8859-1: so every path comes out as it went in,
 * whatever its encoding.
 */
public final class Git implements AutoCloseable {

    /** Set while git runs a hook: they would lead to that hook's repository and index. */
    private static final Set<String> OF_ANOTHER_GIT =
            Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX");

    private final String command;
    private final Path folder;
    private final Path scratch;
    private final Map<String, String> environment = new TreeMap<>();

    /** What git answered: its exit code, its output, and its errors. */
    public record Result(int code, String output, String complaints) {

        /** Whether git did what it was asked for. */
        public boolean good() {
            return code == 0;
        }

        /** The output, byte by byte. */
        public byte[] bytes() {
            return output.getBytes(ISO_8859_1);
        }
    }

    /** Git in a folder. */
    public Git(Path folder) {
        this("git", folder);
    }

    Git(String command, Path folder) {
        this.command = command;
        this.folder = folder;
        try {
            scratch = Scratch.folder("git");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("GIT_INDEX_FILE", scratch.resolve("index").toString());
    }

    /**
     * From now on git's commits have this author and committer, and this date in git's raw form.
     */
    void sign(String name, String email, String date) {
        for (var role : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + role + "_NAME", name);
            environment.put("GIT_" + role + "_EMAIL", email);
            environment.put("GIT_" + role + "_DATE", date);
        }
    }

    /**
     * Runs a git command that must succeed.
     *
     * @return the output, without the line's end
     * @throws IllegalStateException with git's own words, when it does not
     */
    public String run(String... arguments) {
        return feed("", arguments);
    }

    /** The same, with an input. */
    String feed(String input, String... arguments) {
        var answer = ask(input, arguments);
        if (!answer.good()) {
            throw new IllegalStateException(
                    "git %s failed. It says:\n%s"
                            .formatted(arguments[0], answer.complaints().indent(4)));
        }
        return answer.output().stripTrailing();
    }

    /**
     * Runs a git command that may fail.
     *
     * @throws IllegalStateException when there is no git
     */
    public Result ask(String input, String... arguments) {
        var line = new ArrayList<>(List.of(command, "-c", "i18n.commitEncoding=UTF-8"));
        line.addAll(List.of(arguments));
        try {
            var complaints = scratch.resolve("complaints");
            var builder =
                    new ProcessBuilder(line)
                            .directory(folder.toFile())
                            .redirectError(complaints.toFile());
            builder.environment().keySet().removeAll(OF_ANOTHER_GIT);
            builder.environment().putAll(environment);
            var process = start(builder);
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(ISO_8859_1));
            }
            var output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
            return new Result(
                    process.waitFor(),
                    output,
                    new String(Files.readAllBytes(complaints), UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while git was running. Nothing was written.", e);
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    """
                    There is no git on this machine: "%s" does not start. Install git, and put it \
                    on the PATH.\
                    """
                            .formatted(command),
                    e);
        }
    }

    /** Git's output as text for a person. */
    public static String text(String output) {
        return new String(output.getBytes(ISO_8859_1), UTF_8);
    }

    @Override
    public void close() {
        try (var files = Files.list(scratch)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
