package workshop.coach.watch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All the ways in which editors save. What must not be heard is followed by something that must, so
 * that no test waits for nothing.
 */
class SourceWatcherTest {

    @TempDir private Path source;
    private Path file;
    private Path other;
    private SourceWatcher watcher;
    private final BlockingQueue<Set<Path>> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void watch() throws Exception {
        file = source.resolve("main/java/Answer.java");
        other = source.resolve("main/java/Other.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "class Answer {\n}\n");
        Files.writeString(other, "class Other {\n}\n");
        watcher = new SourceWatcher(source, heard::add);
    }

    @AfterEach
    void stop() {
        watcher.close();
    }

    @Test
    void writing_into_the_file() throws Exception {
        Files.writeString(file, "class Answer {\n // 1\n}\n");
        assertThat(next()).containsExactly(file);
        Files.writeString(file, "class Answer {\n // 2\n}\n");
        assertThat(next())
                .as("the same length, in the same tick of the clock")
                .containsExactly(file);
    }

    @Test
    void a_new_file_renamed_over_it() throws Exception {
        var draft =
                Files.writeString(
                        file.resolveSibling("Answer.java___jb_tmp___"),
                        "class Answer {\n // new\n}\n");
        Files.move(
                draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        assertThat(next()).containsExactly(file);
    }

    @Test
    void a_backup_first_and_the_file_anew() throws Exception {
        Files.move(file, file.resolveSibling("Answer.java~"));
        Files.writeString(file, "class Answer {\n // new\n}\n");
        assertThat(next()).containsExactly(file);
    }

    @Test
    void emptied_first_and_then_written() throws Exception {
        Files.writeString(file, "");
        Files.writeString(file, "class Answer {\n // new\n}\n");
        assertThat(next()).containsExactly(file);
        assertThat(Files.size(file))
                .as("what was heard of is the file as it was meant")
                .isPositive();
    }

    @Test
    void a_file_that_is_deleted_or_new() throws Exception {
        Files.delete(file);
        assertThat(next()).containsExactly(file);
        var fresh =
                Files.writeString(
                        Files.createDirectories(source.resolve("main/java/fresh"))
                                .resolve("Fresh.java"),
                        "class Fresh { }");
        assertThat(next()).containsExactly(fresh);
    }

    @Test
    void a_touch_and_what_editors_leave_beside_a_file_are_no_saves() throws Exception {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        Files.writeString(file.resolveSibling(".Answer.java.swp"), "swap");
        Files.writeString(file.resolveSibling("Answer.java~"), "backup");
        Files.writeString(file, "class Answer {\r\n}\r\n"); // other line ends are no other text
        Files.writeString(other, "class Other {\n // changed\n}\n");
        assertThat(next()).containsExactly(other);
    }

    private Set<Path> next() throws InterruptedException {
        var changes = heard.poll(20, SECONDS);
        assertThat(changes).as("what the watcher tells, within 20 seconds").isNotNull();
        return changes;
    }
}
