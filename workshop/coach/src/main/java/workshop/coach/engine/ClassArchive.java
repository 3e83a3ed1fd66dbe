package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The classes of the libraries as a JVM maps them into its memory (AppCDS): with them, a runner
 * starts in half the time. One file for this Java and these libraries, in the user's cache folder.
 * A JVM that cannot use it, because it is damaged or was made by another one, does without.
 */
final class ClassArchive {

    /** In the user's own cache folder, as the Redis server is. */
    static final Path FOLDER =
            Path.of(System.getProperty("user.home"), ".cache", "serializing-things", "classes");

    private static final int NAME_LENGTH = 8;
    private static final String MAKING = "making";
    private static final Duration LONGEST_MAKING = Duration.ofHours(1);

    private final List<Path> jars;
    private final Path file;

    /**
     * An archive that is there already, or is not.
     *
     * @param folder where it is kept
     * @param jars what it holds, first on the runner's class path and in that order; folders cannot
     *     be archived
     */
    ClassArchive(Path folder, List<Path> jars) throws IOException {
        this.jars = jars;
        file = folder.resolve(name(java()) + "-" + name(fingerprint(jars)) + ".jsa");
    }

    private static String java() {
        return System.getProperty("java.home") + System.getProperty("java.vm.version");
    }

    /** What these jars and folders are: after a change of any it is another one. */
    static String fingerprint(List<Path> libraries) throws IOException {
        var text = new StringBuilder();
        for (var library : libraries) {
            try (var files = Files.walk(library)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    text.append(
                            "%s %s %s%n"
                                    .formatted(
                                            file,
                                            Files.size(file),
                                            Files.getLastModifiedTime(file)));
                }
            }
        }
        return text.toString();
    }

    private static String name(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(UTF_8));
        return "%08x".formatted(sum.getValue());
    }

    Path file() {
        return file;
    }

    List<Path> jars() {
        return jars;
    }

    boolean exists() {
        return Files.isRegularFile(file);
    }

    /** What a runner is started with. */
    List<String> options() {
        return exists()
                ? List.of(
                        "-XX:SharedArchiveFile=" + file,
                        "-XX:+VerifySharedSpaces",
                        "-Xshare:auto",
                        "-Xlog:disable")
                : List.of();
    }

    /** Away with it: a runner that used it did not start. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Makes the archive of all classes that a JVM has loaded.
     *
     * @param classList what such a JVM has written because of {@code -XX:DumpLoadedClassList}
     * @return whether there is one now; if not, runners start as they did before
     */
    boolean make(Path classList) throws IOException, InterruptedException {
        var folder = Files.createDirectories(file.getParent());
        forgetLeftovers(folder);
        var made = Files.createTempDirectory(folder, MAKING);
        var archive = made.resolve(file.getFileName());
        try {
            var builder =
                    new ProcessBuilder(
                            Runner.java(),
                            "-Xshare:dump",
                            "-Xlog:disable",
                            "-XX:SharedClassListFile=" + classList,
                            "-XX:SharedArchiveFile=" + archive);
            builder.environment().put("CLASSPATH", Runner.classPath(jars));
            var dump =
                    builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                if (dump.waitFor() != 0 || !Files.exists(archive)) {
                    return false;
                }
            } finally {
                dump.destroyForcibly();
            }
            try {
                Files.move(archive, file, StandardCopyOption.ATOMIC_MOVE); // nobody sees half of it
            } catch (FileSystemException inUse) {
                // on Windows: another coach was faster, and its runner uses what that one made
            }
            forgetOthers(folder);
            return exists();
        } finally {
            Files.deleteIfExists(archive);
            Files.delete(made);
        }
    }

    /** What coaches left that were ended meanwhile. What is young may be another coach's work. */
    private static void forgetLeftovers(Path folder) throws IOException {
        try (var leftovers = Files.newDirectoryStream(folder, MAKING + "*")) {
            for (var leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover)
                        .toInstant()
                        .isBefore(Instant.now().minus(LONGEST_MAKING))) {
                    CompiledStep.delete(leftover);
                }
            }
        }
    }

    /**
     * Archives of this Java with other libraries, or with these before an update: some 100 MB each.
     */
    private void forgetOthers(Path folder) throws IOException {
        var java = file.getFileName().toString().substring(0, NAME_LENGTH + 1);
        try (var files = Files.newDirectoryStream(folder, java + "*.jsa")) {
            for (var other : files) {
                if (!other.equals(file)) {
                    other.toFile().delete(); // on Windows it stays as long as somebody uses it
                }
            }
        }
    }
}
