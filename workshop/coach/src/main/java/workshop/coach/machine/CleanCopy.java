package workshop.coach.machine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import workshop.coach.engine.Scratch;
import workshop.coach.steps.Workshop;

/**
 * The workshop as in a fresh clone, without anything that was built. It is for runs that must not
 * touch the learner's folders.
 */
public final class CleanCopy implements AutoCloseable {

    private static final Set<String> LEFT_OUT =
            Set.of("target", ".git", "node_modules", ".idea", ".coach");

    private final Path folder;

    /** Copies the workshop into a folder for temporary files. */
    public CleanCopy(Workshop workshop) throws IOException {
        folder = Scratch.folder("workshop copy ");
        Files.walkFileTree(
                workshop.root(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path from, BasicFileAttributes attributes) throws IOException {
                        if (LEFT_OUT.contains(from.getFileName().toString())) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to(from));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isRegularFile()) {
                            Files.copy(from, to(from));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    private Path to(Path from) {
                        return folder.resolve(workshop.root().relativize(from).toString());
                    }
                });
    }

    /** The copy's folder; it goes when this is closed. */
    public Path folder() {
        return folder;
    }

    /** Which file of the workshop that is a copy of: its path from the root, with slashes. */
    String original(Path file) throws IOException {
        var path = file.isAbsolute() && Files.exists(file) ? file.toRealPath() : file;
        var root = folder.toRealPath();
        return (path.startsWith(root) ? root.relativize(path) : path).toString().replace('\\', '/');
    }

    @Override
    public void close() {
        Scratch.delete(folder);
    }
}
