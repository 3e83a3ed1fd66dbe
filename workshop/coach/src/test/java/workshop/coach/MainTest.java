package workshop.coach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script of Windows is told by an exit code. */
class MainTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final FileTime LATER =
            FileTime.fromMillis(System.currentTimeMillis() + 3_600_000);

    @TempDir private Path clone;

    /** As much of a clone as Main looks at; the classes are those of this build. */
    @BeforeEach
    void clone_that_was_built() throws IOException {
        Files.createFile(clone.resolve("pom.xml"));
        for (var module : List.of("kit", "interleavings", "grading", "coach")) {
            var folder = clone.resolve("workshop").resolve(module);
            Files.createDirectories(folder.resolve("src/main"));
            Files.createDirectories(clone.resolve(".coach/classes").resolve(module));
            Files.createFile(folder.resolve("pom.xml"));
        }
        for (var arguments : List.of("java.args", "java-with-more.args")) {
            var file = Files.createFile(clone.resolve(".coach").resolve(arguments));
            Files.setLastModifiedTime(file, LATER);
        }
    }

    @Test
    void the_exit_code_says_that_java_has_started() throws Exception {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dworkshop.root=" + ROOT,
                        "-Dworkshop.coach.checks=",
                        Main.class.getName(),
                        "no-such-command");
        var program = new ProcessBuilder(command).redirectErrorStream(true);
        program.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        assertThat(program.start().waitFor()).as("10, and the coach's own 2").isEqualTo(12);
    }

    @Test
    void newer_sources_and_another_folder_ask_for_a_build() throws Exception {
        var classes = clone.resolve(".coach/classes/coach");
        assertThat(wish("java.args", "list")).as("all is well").isEmpty();
        assertThat(Main.wish(clone, "java.args", ROOT.toString(), "list"))
                .as("classes of another folder")
                .hasValue(75);
        assertThat(Main.wish(clone, "java.args", classes + "-gone", "list"))
                .as("a library that is gone")
                .hasValue(75);

        Files.delete(classes);
        Files.createDirectory(classes.resolveSibling("other"));
        assertThat(Main.wish(clone, "java.args", classes.resolveSibling("other").toString()))
                .as("classes that are gone")
                .hasValue(75);
        Files.createDirectory(classes);

        var newer = FileTime.fromMillis(LATER.toMillis() + 60_000);
        Files.setLastModifiedTime(clone.resolve("pom.xml"), newer);
        assertThat(wish("java.args", "list")).as("newer sources").hasValue(75);
    }

    @Test
    void more_libraries_need_another_class_path() throws Exception {
        for (var more : List.of("-Dworkshop.db=jdbc:h2:mem:x", "-Dworkshop.redis=testcontainers")) {
            assertThat(wish("java.args", more, "list")).as(more).hasValue(76);
            assertThat(wish("java-with-more.args", more, "list")).as(more).isEmpty();
        }
        assertThat(wish("java.args", "-Dworkshop.redis=redis://localhost:1", "list")).isEmpty();
    }

    private OptionalInt wish(String arguments, String... args) throws IOException {
        var classes = clone.resolve(".coach/classes/coach");
        return Main.wish(clone, arguments, classes.toString(), args);
    }
}
