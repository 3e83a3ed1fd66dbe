package workshop.coach.machine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import workshop.coach.engine.Scratch;
import workshop.coach.git.Git;
import workshop.coach.steps.UserError;
import workshop.coach.steps.Workshop;

/** What a laptop without a network needs: the workshop, Maven's downloads, and a script. */
public final class Stick {

    private static final List<String> FILES =
            List.of("README.txt", "start.sh", "start.command", "start.cmd");

    /**
     * Maven's notes on where it got a file from: elsewhere, under a mirror, it would not believe.
     */
    private static final List<String> NOTES =
            List.of("_remote.repositories", "resolver-status.properties");

    private final Workshop workshop;
    private final Path folder;

    /**
     * @param folder where to write it; it is made when it is not there
     * @throws UserError when there is something in it
     */
    public Stick(Workshop workshop, Path folder) throws IOException {
        this.workshop = workshop;
        this.folder = folder.toAbsolutePath().normalize();
        if (this.folder.startsWith(workshop.root())) {
            throw new UserError("%s is in the workshop itself. Name a folder elsewhere.", folder);
        }
        if (Files.exists(this.folder) && !Files.isDirectory(this.folder)) {
            throw new UserError("%s is a file. Name a folder.", folder);
        }
        if (Files.isDirectory(this.folder)) {
            try (var files = Files.list(this.folder)) {
                if (files.findAny().isPresent()) {
                    throw new UserError("%s is not empty. Name a new folder.", folder);
                }
            }
        }
    }

    /** The workshop's history, as one file: cloned from a file, it does not matter who owns it. */
    public void bundle() throws IOException {
        try (var git = new Git(workshop.root())) {
            if (!git.ask("", "rev-parse", "HEAD").good()) {
                throw new UserError(
                        "This needs the workshop's git history, and %s has none. Clone it.",
                        workshop.root());
            }
            // Git would make a bundle without a word, and its clones would break at "reset".
            if (git.run("rev-parse", "--is-shallow-repository").equals("true")) {
                throw new UserError(
                        "This clone lacks the workshop's history. Type: git fetch --unshallow");
            }
            Files.createDirectories(folder);
            git.run("bundle", "create", folder.resolve("workshop.bundle").toString(), "HEAD");
        }
    }

    /** Of this machine's downloads those that the workshop needs, and no more. */
    public void repository() throws IOException, InterruptedException {
        var settings = Scratch.folder("stick").resolve("settings.xml");
        try {
            // Maven "downloads" from this machine's own repository, so it takes what it needs.
            Files.writeString(
                    settings,
                    """
                    <settings><mirrors><mirror>
                      <id>this-machine</id><mirrorOf>*</mirrorOf><url>%s</url>
                    </mirror></mirrors></settings>
                    """
                            .formatted(downloads().toUri()));
            for (var goals : List.of(Repository.steps(workshop), Repository.solutions())) {
                Repository.run(workshop, goals, line -> {}, "-s", settings.toString(), local());
            }
        } catch (UserError e) {
            throw new UserError(
                    "Something is missing on this machine. ./coach offline downloads it.\n%s",
                    e.getMessage());
        }
        try (var files = Files.walk(folder.resolve("repository"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                if (NOTES.contains(name) || name.endsWith(".lastUpdated")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Runs Maven with nothing but the stick. */
    public void prove() throws IOException, InterruptedException {
        for (var goals : List.of(Repository.steps(workshop), Repository.solutions())) {
            Repository.run(workshop, goals, line -> {}, "-o", local());
        }
    }

    /** The scripts for three systems. */
    public void scripts() throws IOException {
        for (var name : FILES) {
            try (var in = Stick.class.getResourceAsStream("/workshop/coach/stick/" + name)) {
                var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                var file = folder.resolve(name);
                var forWindows = name.endsWith(".cmd") || name.endsWith(".txt");
                Files.writeString(file, forWindows ? text.replaceAll("\r?\n", "\r\n") : text);
                if (!forWindows) {
                    file.toFile().setExecutable(true, false);
                }
            }
        }
    }

    /** How large it is, in bytes. */
    public long size() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private String local() {
        return "-Dmaven.repo.local=" + folder.resolve("repository");
    }

    /** Where the coach's own libraries lie: group, name, version and file below it. */
    private static Path downloads() {
        try {
            var library =
                    Path.of(
                            CommandLine.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return library.resolve("../../../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a library is a file", e);
        }
    }
}
