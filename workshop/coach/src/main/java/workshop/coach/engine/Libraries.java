package workshop.coach.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a step's classes stand on.
 *
 * @param jars libraries of others; they come first on the class path, since only they are archived
 * @param own the kit, the grading, the coach and the like, which change too often to be archived
 */
record Libraries(List<Path> jars, List<Path> own) {

    /** This JVM's class path, without the coach's own tests. */
    static Libraries ofThisJvm() {
        var entries =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(path -> !path.endsWith("test-classes"))
                        .collect(Collectors.partitioningBy(Libraries::isOwn));
        return new Libraries(entries.get(false), entries.get(true));
    }

    /** Whether a build has put it there: a folder of classes, or a module's jar beside one. */
    private static boolean isOwn(Path entry) {
        return Files.isDirectory(entry) || entry.toAbsolutePath().getParent().endsWith("target");
    }

    List<Path> all() {
        return Stream.of(jars, own).flatMap(List::stream).toList();
    }

    /** All files with their sizes and times: after a change of any it is another text. */
    static String fingerprint(List<Path> libraries) throws IOException {
        var text = new StringBuilder();
        for (var library : libraries) {
            try (var files = Files.walk(library)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    var time = Files.getLastModifiedTime(file);
                    text.append("%s %s %s%n".formatted(file, Files.size(file), time));
                }
            }
        }
        return text.toString();
    }
}
