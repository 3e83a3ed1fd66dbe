package workshop.redis;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.springframework.util.FileSystemUtils;
import redis.embedded.Redis;
import redis.embedded.core.ExecutableProvider;

/**
 * The {@code redis-server} that embedded-redis carries for this machine, unpacked once into the
 * user's own cache folder. In a shared folder, another user could plant a program for us to run.
 */
final class RedisBinary {

    private static final String UNPACKING = "unpacking";

    private RedisBinary() {}

    /** The server's file, ready to run; it is unpacked when it is not there yet. */
    static Path path() throws IOException {
        Path cached = cached();
        if (!Files.isExecutable(cached)) {
            unpack(cached);
        }
        return cached;
    }

    /** Deletes the unpacked server; the next {@link #path} unpacks it again. */
    static void delete() throws IOException {
        // Windows does not delete a program that runs; but then it is not damaged.
        cached().toFile().delete();
    }

    static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static Path cached() throws IOException {
        return CacheFolder.path()
                .resolve(carrier())
                .resolve(isWindows() ? "redis-server.exe" : "redis-server");
    }

    /** The name of the jar that carries it, which includes the jar's version. */
    private static String carrier() {
        URL jar = Redis.class.getProtectionDomain().getCodeSource().getLocation();
        return new File(jar.getPath()).getName();
    }

    /** Deletes what runs have left that were killed meanwhile. Unpacking takes a second. */
    private static void forgetLeftovers(Path folder) throws IOException {
        Instant aMinuteAgo = Instant.now().minusSeconds(60);
        try (var leftovers = Files.newDirectoryStream(folder, UNPACKING + "*")) {
            for (Path leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover).toInstant().isBefore(aMinuteAgo)) {
                    FileSystemUtils.deleteRecursively(leftover.toFile());
                }
            }
        }
    }

    /** Moves it into place in one step, so that another run never sees half a file. */
    private static void unpack(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        forgetLeftovers(target.getParent());
        Path folder = Files.createTempDirectory(target.getParent(), UNPACKING);
        Path unpacked = ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
        unpacked.toFile().setExecutable(true);
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unpacked, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unpacked);
            Files.deleteIfExists(folder);
        }
    }
}
