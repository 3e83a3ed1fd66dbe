package workshop.redis;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.Redis;
import redis.embedded.core.ExecutableProvider;

/**
 * The {@code redis-server} that embedded-redis carries for this machine, unpacked once into the
 * user's own cache folder: never into a shared one, where somebody else could leave a program for
 * us to run.
 */
final class RedisBinary {

    private RedisBinary() {}

    /** Where the server lies, ready to run. */
    static Path path() throws IOException {
        Path cached = cached();
        if (!Files.isExecutable(cached)) {
            unpack(cached);
        }
        return cached;
    }

    /** Deletes the unpacked server, so that the next run unpacks it anew. */
    static void forget() {
        cached().toFile().delete(); // Windows keeps it while it runs; then it is not damaged
    }

    static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static Path cached() {
        return Path.of(
                System.getProperty("user.home"),
                ".cache",
                "serializing-things",
                carrier(),
                isWindows() ? "redis-server.exe" : "redis-server");
    }

    /** The jar's file name, which holds its version. */
    private static String carrier() {
        URL jar = Redis.class.getProtectionDomain().getCodeSource().getLocation();
        return new File(jar.getPath()).getName();
    }

    /** Moves it into place in one go, so that two runs at once cannot see half a file. */
    private static void unpack(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path folder = Files.createTempDirectory(target.getParent(), "unpacking");
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
