package workshop.coach.proof;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which classes the JVMs of one engine have loaded and initialized. HotSpot writes that down, one
 * line each, before it runs anything of a class (JLS 12.2, 12.4.1; {@code java -Xlog:help}).
 * Another JVM would leave the log empty.
 */
final class ClassLog implements AutoCloseable {

    private static final Pattern LOADED = Pattern.compile("(?m)^(\\S+) source: ");
    private static final Pattern INITIALIZED = Pattern.compile("Initializing '([^']+)'");

    /**
     * Classes, by their names.
     *
     * @param loaded whose shape may have been seen
     * @param initialized whose code may have run
     */
    record Classes(Set<String> loaded, Set<String> initialized) {}

    private final Path folder;

    /**
     * A log that lies below the working folder: an absolute path has a colon on Windows, and these
     * options give it a meaning.
     */
    ClassLog() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "classes");
    }

    /** What makes a JVM write it: a file for each process. */
    List<String> options() {
        return List.of(
                "-Xlog:class+load=info,class+init=info:file=%s/%%p.log:none:filecount=0"
                        .formatted(folder));
    }

    /** Where the log ends now. */
    Map<Path, Long> end() throws IOException {
        try (var files = Files.list(folder)) {
            return files.collect(toMap(file -> file, file -> file.toFile().length()));
        }
    }

    /** What was written since then. */
    Classes since(Map<Path, Long> end) throws IOException {
        var classes = new Classes(new TreeSet<>(), new TreeSet<>());
        for (var file : end().keySet()) {
            try (var log = Files.newInputStream(file)) {
                log.skipNBytes(end.getOrDefault(file, 0L));
                var text = new String(log.readAllBytes(), StandardCharsets.UTF_8);
                LOADED.matcher(text).results().forEach(it -> classes.loaded.add(it.group(1)));
                INITIALIZED
                        .matcher(text)
                        .results()
                        .forEach(it -> classes.initialized.add(it.group(1).replace('/', '.')));
            }
        }
        return classes;
    }

    @Override
    public void close() throws IOException {
        for (var file : end().keySet()) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
