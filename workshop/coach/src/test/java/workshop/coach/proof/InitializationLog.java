package workshop.coach.proof;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which classes the JVMs of one engine have initialized. HotSpot writes that down, one line each,
 * before it runs anything of a class (JLS 12.4.1; {@code java -Xlog:help}). Another JVM would leave
 * the log empty.
 */
final class InitializationLog implements AutoCloseable {

    private static final Pattern CLASS = Pattern.compile("Initializing '([^']+)'");

    private final Path folder;

    /**
     * A log that lies below the working folder: an absolute path has a colon on Windows, and these
     * options give it a meaning.
     */
    InitializationLog() throws IOException {
        folder =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target")), "initialized");
    }

    /** What makes a JVM write it: a file for each process. */
    List<String> options() {
        return List.of("-Xlog:class+init=info:file=%s/%%p.log:none:filecount=0".formatted(folder));
    }

    /** Where the log ends now. */
    Map<Path, Long> end() throws IOException {
        try (var files = Files.list(folder)) {
            return files.collect(toMap(file -> file, file -> file.toFile().length()));
        }
    }

    /** The classes initialized since then, by their names. */
    Set<String> since(Map<Path, Long> end) throws IOException {
        var classes = new TreeSet<String>();
        for (var file : end().keySet()) {
            try (var log = Files.newInputStream(file)) {
                log.skipNBytes(end.getOrDefault(file, 0L));
                var text = new String(log.readAllBytes(), StandardCharsets.UTF_8);
                classes.addAll(
                        CLASS.matcher(text)
                                .results()
                                .map(InitializationLog::name)
                                .collect(toSet()));
            }
        }
        return classes;
    }

    private static String name(MatchResult line) {
        return line.group(1).replace('/', '.');
    }

    @Override
    public void close() throws IOException {
        for (var file : end().keySet()) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
