package workshop.redis;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where the workshop keeps what it makes once for a user: the unpacked Redis server, and the
 * coach's archive of classes. It is in the user's home, or, where that cannot be written, in a
 * folder for temporary files that belongs to this user alone: in a shared one, another user could
 * plant a program for us to run.
 */
public final class CacheFolder {

    private static final String NAME = "serializing-things";
    private static final Set<PosixFilePermission> OURS_ALONE =
            PosixFilePermissions.fromString("rwx------");

    private CacheFolder() {}

    /** The folder, which is there now. */
    public static Path path() throws IOException {
        return path(
                Path.of(System.getProperty("user.home")),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Path path(Path home, Path temporary) throws IOException {
        if (home.isAbsolute()) { // it is "?" for a user that the system does not know
            var folder = home.resolve(".cache").resolve(NAME);
            try {
                Files.createDirectories(folder);
                if (Files.isWritable(folder)) {
                    return folder;
                }
            } catch (IOException readOnly) {
                // as in many containers
            }
        }
        try {
            return below(temporary);
        } catch (IOException e) {
            throw new IOException(
                    "Neither %s nor %s can be written.".formatted(home, temporary), e);
        }
    }

    private static Path below(Path temporary) throws IOException {
        var user = System.getProperty("user.name").replaceAll("[^\\w.-]", "_");
        var folder = temporary.resolve(NAME + "-" + user);
        try {
            return Files.createDirectory(folder, attributes(temporary));
        } catch (FileAlreadyExistsException earlier) {
            return isOursAlone(folder)
                    ? folder
                    : Files.createTempDirectory(temporary, NAME, attributes(temporary));
        }
    }

    private static FileAttribute<?>[] attributes(Path folder) {
        return isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OURS_ALONE)}
                : new FileAttribute<?>[0];
    }

    private static boolean isOursAlone(Path folder) throws IOException {
        var probe = Files.createTempFile(NAME, null);
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder).equals(Files.getOwner(probe))
                    && (!isPosix(folder)
                            || OURS_ALONE.containsAll(Files.getPosixFilePermissions(folder)));
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
