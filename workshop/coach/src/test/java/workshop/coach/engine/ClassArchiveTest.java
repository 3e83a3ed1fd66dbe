package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes is of use, and never in the way. */
class ClassArchiveTest {

    @TempDir private Path folder;

    @Test
    void it_is_used_and_does_no_harm_when_it_is_damaged() throws Exception {
        var archive = new ClassArchive(folder, spring());
        assertThat(archive.options()).as("the options of a JVM when there is no archive").isEmpty();
        var classList = classList();
        assertThat(archive.make(classList)).as("whether an archive was made").isTrue();
        assertThat(Files.list(folder))
                .as("what is in the cache folder")
                .containsExactlyInAnyOrder(archive.file(), classList);
        assertThat(starts(archive, "-Xshare:on"))
                .as(
                        "Whether a JVM takes classes from the archive. One that cannot says"
                                + " nothing, and is slow.")
                .isTrue();

        for (var position : List.of(Files.size(archive.file()) / 2, 0L)) {
            damage(archive.file(), position);
            assertThat(starts(archive, "-Xshare:on"))
                    .as(
                            "Whether a JVM takes classes from an archive with a wrong byte at %d.",
                            position)
                    .isFalse();
            assertThat(starts(archive, "-Xshare:auto"))
                    .as(
                            "Whether a JVM starts in spite of an archive with a wrong byte at %d.",
                            position)
                    .isTrue();
        }
    }

    @Test
    void two_coaches_may_make_it_at_once() throws Exception {
        var classList = classList();
        var others = Executors.newFixedThreadPool(2);
        Callable<Boolean> make = () -> new ClassArchive(folder, spring()).make(classList);
        try {
            for (var made : others.invokeAll(List.of(make, make))) {
                assertThat(made.get()).as("whether there is an archive").isTrue();
            }
        } finally {
            others.shutdown();
        }
        assertThat(starts(new ClassArchive(folder, spring()), "-Xshare:on"))
                .as("whether a JVM takes classes from it")
                .isTrue();
    }

    @Test
    void an_archive_is_there_whole_or_not_at_all_when_its_coach_ends_early() throws Exception {
        var archive = new ClassArchive(folder, spring());
        var classList = classList();
        archive.close();

        assertThatThrownBy(() -> archive.make(classList)).hasMessage("The coach ends.");

        assertThat(Files.list(folder))
                .as("what is in the cache folder after a coach ended before its archive was made")
                .containsExactly(classList);
    }

    @Test
    void the_jvm_that_makes_an_archive_ends_with_its_coach() throws Exception {
        var archive = new ClassArchive(folder, spring());
        var classList = classList();
        var others = ProcessHandle.current().descendants().toList();
        var making = CompletableFuture.supplyAsync(() -> make(archive, classList));
        var leashAndDump = two(others);

        archive.close();

        assertThat(making.get(1, TimeUnit.MINUTES))
                .as("whether an archive was made, although the coach ended meanwhile")
                .isFalse();
        for (var process : leashAndDump) {
            process.onExit().get(1, TimeUnit.MINUTES);
        }
        assertThat(Files.list(folder))
                .as("what is in the cache folder after the coach ended")
                .containsExactly(classList);
    }

    private static boolean make(ClassArchive archive, Path classList) {
        try {
            return archive.make(classList);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ProcessHandle> two(List<ProcessHandle> others) {
        while (true) {
            var processes =
                    ProcessHandle.current()
                            .descendants()
                            .filter(process -> !others.contains(process))
                            .toList();
            if (processes.size() == 2) {
                return processes;
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void what_a_killed_coach_left_goes_away_at_the_next_start() throws Exception {
        var killed = JavaProcess.of(List.of(), List.of("-version")).start();
        killed.waitFor();
        Files.createFile(folder.resolve("making-%d-1.tmp".formatted(killed.pid())));
        var own = ProcessHandle.current().pid();
        var young = Files.createFile(folder.resolve("making-%d-2.tmp".formatted(own)));
        var old = Files.createFile(folder.resolve("making-%d-3.tmp".formatted(own)));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        new ClassArchive(folder, spring()).forgetLeftovers();

        assertThat(Files.list(folder))
                .as("what is in the cache folder: only what a living coach makes right now")
                .containsExactly(young);
    }

    @Test
    void all_archives_can_be_deleted() throws Exception {
        Files.writeString(folder.resolve("0-1.jsa"), "an archive");
        Files.writeString(folder.resolve("making-1-1.tmp"), "half");

        assertThat(ClassArchive.forgetAll(folder)).as("bytes that are free now").isEqualTo(14);
        assertThat(Files.list(folder)).as("what is in the cache folder").isEmpty();
        assertThat(ClassArchive.forgetAll(folder.resolve("none")))
                .as("bytes that are free now, when there never was an archive")
                .isZero();
    }

    private static List<Path> spring() {
        return Libraries.ofThisJvm().jars().stream()
                .filter(path -> path.toString().contains("spring-core"))
                .toList();
    }

    private Path classList() throws IOException {
        return Files.writeString(
                folder.resolve("list"), "org/springframework/core/SpringVersion id: 1\n");
    }

    private static boolean starts(ClassArchive archive, String share)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(archive.options());
        arguments.addAll(List.of(share, "-version"));
        var process =
                JavaProcess.of(spring(), arguments)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    private static void damage(Path file, long position) throws IOException {
        file.toFile().setWritable(true);
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.allocate(1);
            channel.read(bytes, position);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) ~bytes.get(0)}), position);
        }
    }
}
