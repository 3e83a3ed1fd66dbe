package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Files by their path below a source folder, with slashes: {@code java/workshop/step01/Inbox.java},
 * {@code resources/application.properties}. Stacks lie over one another; a file above hides the one
 * with the same path below.
 */
public record SourceStack(SortedMap<String, Path> files) {

    private static final String RESOURCES = "resources/";

    public SourceStack {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The files in a folder such as {@code src/main}; none when there is no such folder. */
    public static SourceStack of(Path folder) {
        var files = new TreeMap<String, Path>();
        if (Files.isDirectory(folder)) {
            try (var walk = Files.walk(folder)) {
                walk.filter(Files::isRegularFile)
                        .forEach(file -> files.put(path(folder, file), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new SourceStack(files);
    }

    private static String path(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** This stack with another one on top. */
    public SourceStack under(SourceStack top) {
        var both = new TreeMap<>(files);
        both.putAll(top.files);
        return new SourceStack(both);
    }

    /** The part of this stack whose paths are wanted. */
    public SourceStack only(Predicate<String> wanted) {
        var some = new TreeMap<>(files);
        some.keySet().removeIf(wanted.negate());
        return new SourceStack(some);
    }

    /** Whether some Java source has that ASCII text in it. */
    public boolean mentions(String text) {
        return java().stream().anyMatch(file -> read(file).contains(text));
    }

    /** In an encoding that has a character for whatever bytes a learner's file has. */
    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What javac gets. */
    public Collection<Path> java() {
        return sources().files.values();
    }

    /** The part of this stack that javac gets. */
    SourceStack sources() {
        return only(path -> path.startsWith("java/") && path.endsWith(".java"));
    }

    /** Copies what is below {@code resources/} into a folder. */
    void copyResources(Path target) throws IOException {
        var resources = only(path -> path.startsWith(RESOURCES));
        for (var resource : resources.files.entrySet()) {
            var copy = target.resolve(resource.getKey().substring(RESOURCES.length()));
            Files.createDirectories(copy.getParent());
            Files.copy(resource.getValue(), copy);
        }
    }
}
