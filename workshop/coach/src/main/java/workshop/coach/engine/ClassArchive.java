package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32;
import workshop.redis.CacheFolder;

/**
 * The classes of the libraries as a JVM maps them into its memory (AppCDS): with them, a runner
 * starts in half the time. One file of over 100 MB for this Java and these libraries, in the user's
 * cache folder. A JVM that cannot use it, because it is damaged or was made by another one, does
 * without.
 *
 * <p>The JVM's own {@code -XX:+AutoCreateSharedArchive} is no replacement: it needs Java 19, a JVM
 * that ends by itself, and a class path without folders; the workshop's own classes are in folders.
 */
final class ClassArchive implements AutoCloseable {

    /** In the user's own cache folder, as the Redis server is. */
    static Path folder() throws IOException {
        return CacheFolder.path().resolve("classes");
    }

    private static final int NAME_LENGTH = 8;
    private static final String MAKING = "making-";
    private static final Duration LONGEST_MAKING = Duration.ofHours(1);

    private final List<Path> jars;
    private final Path file;
    private Process dump;
    private boolean closed;

    /**
     * An archive that is there already, or is not.
     *
     * @param folder where it is kept
     * @param jars what it holds, first on the runner's class path and in that order
     */
    ClassArchive(Path folder, List<Path> jars) throws IOException {
        this.jars = jars;
        file = folder.resolve(name(java()) + "-" + name(Libraries.fingerprint(jars)) + ".jsa");
    }

    private static String java() {
        return System.getProperty("java.home") + System.getProperty("java.vm.version");
    }

    private static String name(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(UTF_8));
        return "%08x".formatted(sum.getValue());
    }

    Path file() {
        return file;
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

    /** Deletes it: a runner that used it did not start. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Makes the archive of all classes that a JVM has loaded: the whole of it, or none.
     *
     * @param classList what such a JVM has written because of {@code -XX:DumpLoadedClassList}
     * @return whether there is one now; if not, runners start as they did before
     */
    boolean make(Path classList) throws IOException, InterruptedException {
        var folder = Files.createDirectories(file.getParent());
        var made = Files.createTempFile(folder, MAKING + ProcessHandle.current().pid() + "-", null);
        try {
            if (!dump(classList, made)) {
                return false;
            }
            try {
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException inUse) {
                // on Windows: another coach was faster, and its runner uses what that one made
            }
            forgetOthers(folder);
            return exists();
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private boolean dump(Path classList, Path target) throws IOException, InterruptedException {
        var options =
                List.of(
                        "-Xshare:dump",
                        "-Xlog:disable",
                        "-XX:SharedClassListFile=" + classList,
                        "-XX:SharedArchiveFile=" + target);
        // Such a JVM runs no code of ours, so it cannot notice by itself that the coach is gone.
        var dump = start(Leash.on(JavaProcess.of(jars, options)));
        try {
            return dump.waitFor() == 0 && Files.size(target) > 0;
        } finally {
            dump.getOutputStream().close();
        }
    }

    private synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("The coach ends.");
        }
        dump = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return dump;
    }

    /**
     * Deletes what coaches have left that were killed meanwhile. What a living one is making stays.
     */
    void forgetLeftovers() throws IOException {
        var folder = file.getParent();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var leftovers = Files.newDirectoryStream(folder, MAKING + "*")) {
            for (var leftover : leftovers) {
                if (!isBeingMade(leftover)) {
                    leftover.toFile().delete(); // on Windows not while its JVM still writes it
                }
            }
        }
    }

    private static boolean isBeingMade(Path making) throws IOException {
        var pid = making.getFileName().toString().split("-")[1];
        var begun = Files.getLastModifiedTime(making).toInstant();
        return ProcessHandle.of(Long.parseLong(pid)).isPresent()
                && begun.isAfter(Instant.now().minus(LONGEST_MAKING));
    }

    /** Archives of this Java with other libraries, or with these before an update. */
    private void forgetOthers(Path folder) throws IOException {
        var java = file.getFileName().toString().substring(0, NAME_LENGTH + 1);
        try (var files = Files.newDirectoryStream(folder, java + "*.jsa")) {
            for (var other : files) {
                if (!other.equals(file)) {
                    other.toFile().delete(); // on Windows it stays as long as a runner uses it
                }
            }
        }
    }

    /**
     * Deletes all archives in a folder: of every Java, and those that are not whole.
     *
     * @return how many bytes are free now
     */
    static long forgetAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        var freed = 0L;
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var size = Files.size(file);
                Files.delete(file);
                freed += size;
            }
        }
        return freed;
    }

    /** Ends the JVM that makes an archive, if there is one. */
    @Override
    public synchronized void close() {
        closed = true;
        if (dump != null) {
            try {
                dump.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
