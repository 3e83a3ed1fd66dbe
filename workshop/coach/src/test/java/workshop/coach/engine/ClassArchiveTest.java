package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.Executors;
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
                .as("what lies in the cache folder")
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
    void what_a_coach_left_that_was_ended_goes_away_and_what_another_one_makes_stays()
            throws Exception {
        var old = Files.createDirectory(folder.resolve("making1"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        var young = Files.createDirectory(folder.resolve("making2"));
        var classList = classList();

        var archive = new ClassArchive(folder, spring());
        archive.make(classList);

        assertThat(Files.list(folder))
                .as("what lies in the cache folder")
                .containsExactlyInAnyOrder(archive.file(), classList, young);
    }

    private static List<Path> spring() {
        return Engine.libraries().stream()
                .filter(path -> path.toString().contains("spring-core"))
                .toList();
    }

    private Path classList() throws IOException {
        return Files.writeString(
                folder.resolve("list"), "org/springframework/core/SpringVersion id: 1\n");
    }

    private static boolean starts(ClassArchive archive, String share)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Runner.java()));
        command.addAll(archive.options());
        command.addAll(List.of(share, "-version"));
        var builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", Runner.classPath(archive.jars()));
        return builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
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
