package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes is of use, and never in the way. */
class ClassArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void it_is_used_and_does_no_harm_when_it_is_damaged() throws Exception {
        var spring = Engine.libraries().stream().filter(path -> path.toString().contains("spring-core")).toList();
        var archive = new ClassArchive(folder, spring);
        assertThat(archive.options()).as("the options of a JVM when there is no archive").isEmpty();
        var classList = Files.writeString(folder.resolve("list"), "org/springframework/core/SpringVersion id: 1\n");
        assertThat(archive.make(classList)).as("whether an archive was made").isTrue();
        assertThat(Files.list(folder)).as("what lies in the cache folder").containsExactlyInAnyOrder(archive.file(), classList);
        assertThat(starts(archive, "-Xshare:on"))
                .as("Whether a JVM takes classes from the archive. One that cannot says nothing, and is slow.")
                .isTrue();

        for (var position : List.of(Files.size(archive.file()) / 2, 0L)) {
            damage(archive.file(), position);
            assertThat(starts(archive, "-Xshare:on"))
                    .as("Whether a JVM takes classes from an archive with a wrong byte at %d.", position).isFalse();
            assertThat(starts(archive, "-Xshare:auto"))
                    .as("Whether a JVM starts in spite of an archive with a wrong byte at %d.", position).isTrue();
        }
    }

    private static boolean starts(ClassArchive archive, String share) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Runner.java()));
        command.addAll(archive.options());
        command.addAll(List.of(share, "-version"));
        var builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", Runner.classPath(archive.jars()));
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    private static void damage(Path file, long position) throws IOException {
        file.toFile().setWritable(true);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.allocate(1);
            channel.read(bytes, position);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) ~bytes.get(0)}), position);
        }
    }
}
