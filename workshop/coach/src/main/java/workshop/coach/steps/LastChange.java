package workshop.coach.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** When files were last changed. */
public final class LastChange {

    private LastChange() {}

    /**
     * The time of the last change to these files and folders, and to everything in them. A deletion
     * changes its folder.
     */
    public static FileTime of(List<Path> paths) throws IOException {
        var newest = FileTime.fromMillis(0);
        for (var path : paths) {
            try (var files = Files.walk(path)) {
                for (var file : files.toList()) {
                    var time = Files.getLastModifiedTime(file);
                    newest = time.compareTo(newest) > 0 ? time : newest;
                }
            }
        }
        return newest;
    }
}
