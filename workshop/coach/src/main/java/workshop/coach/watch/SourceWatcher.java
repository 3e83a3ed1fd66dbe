package workshop.coach.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import workshop.grading.Manifest;

/**
 * Reports when the text of a step's sources has changed, however an editor saves: by writing into
 * the file, by renaming a new one over it, with backups beside it. It polls the folders, about
 * thirty files, many times a second. It does not rely on the system's notifications: some file
 * systems send none (network, containers), on a Mac the JDK gets them late, and they report
 * operations where only the text matters. A poll reads only files whose time or size has changed.
 */
final class SourceWatcher implements AutoCloseable {

    private static final long PAUSE = 25;

    /** Between two polls that must agree, because an editor may be in the middle of saving. */
    private static final long DEBOUNCE = 15;

    /** How long a file that is empty or gone is given to come back: some editors save that way. */
    private static final long COME_BACK = 200;

    /** A file so young may change again within the tick of the file system's clock. */
    private static final long YOUNG = 2_500;

    private record State(FileTime time, long size, Object key, String sum) {}

    private final Path folder;
    private final Consumer<Set<Path>> listener;
    private final Thread thread = new Thread(this::watch, "watcher");
    private Map<Path, State> known;

    /**
     * Watches from now on.
     *
     * @param folder a step's {@code src}
     * @param listener hears which files have another text now, are new, or are gone; on the
     *     watcher's thread
     */
    SourceWatcher(Path folder, Consumer<Set<Path>> listener) {
        this.folder = folder;
        this.listener = listener;
        known = look(Map.of());
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                var now = look(known);
                if (!changes(known, now).isEmpty()) {
                    now = settled(now);
                }
                var changes = changes(known, now);
                known = now;
                if (!changes.isEmpty()) {
                    listener.accept(changes);
                }
            }
        } catch (InterruptedException closed) {
            // nobody listens any more
        }
    }

    private Map<Path, State> settled(Map<Path, State> now) throws InterruptedException {
        var deadline = System.nanoTime() + COME_BACK * 1_000_000;
        while (true) {
            Thread.sleep(DEBOUNCE);
            var next = look(now);
            if (changes(now, next).isEmpty()
                    && (System.nanoTime() > deadline || !halfSaved(next))) {
                return next;
            }
            now = next;
        }
    }

    private boolean halfSaved(Map<Path, State> now) {
        return changes(known, now).stream()
                .anyMatch(file -> !now.containsKey(file) || now.get(file).size() == 0);
    }

    private static Set<Path> changes(Map<Path, State> before, Map<Path, State> after) {
        var changes = new HashSet<>(before.keySet());
        changes.addAll(after.keySet());
        changes.removeIf(
                file ->
                        before.containsKey(file)
                                && after.containsKey(file)
                                && before.get(file).sum().equals(after.get(file).sum()));
        return changes;
    }

    private Map<Path, State> look(Map<Path, State> before) {
        var now = System.currentTimeMillis();
        var states = new HashMap<Path, State>();
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile() && isSource(file)) {
                                try {
                                    states.put(
                                            file, state(file, attributes, before.get(file), now));
                                } catch (NoSuchFileException gone) {
                                    // between the listing and the reading
                                } catch (IOException locked) {
                                    states.put(file, unreadable(attributes));
                                }
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException gone) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException | UncheckedIOException away) {
            return before; // a folder that git or an editor has moved for a moment
        }
        return states;
    }

    /** It is looked at again at every poll, and when it can be read, that is a change. */
    private static State unreadable(BasicFileAttributes now) {
        return new State(FileTime.fromMillis(Long.MAX_VALUE), now.size(), now.fileKey(), "");
    }

    private static State state(Path file, BasicFileAttributes now, State before, long time)
            throws IOException {
        var modified = now.lastModifiedTime();
        var same =
                before != null
                        && before.time().equals(modified)
                        && before.size() == now.size()
                        && Objects.equals(before.key(), now.fileKey())
                        && time - modified.toMillis() > YOUNG;
        return same
                ? before
                : new State(
                        modified,
                        now.size(),
                        now.fileKey(),
                        Manifest.fingerprint(Files.readAllBytes(file)));
    }

    /** Backups and other things that editors leave beside a file are not sources. */
    private static boolean isSource(Path file) {
        var name = file.getFileName().toString();
        return !name.startsWith(".")
                && !name.endsWith("~")
                && (name.endsWith(".java") || file.toString().contains("resources"));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
