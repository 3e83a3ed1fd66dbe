package workshop.coach;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.coach.commands.Coach;
import workshop.coach.machine.CleanCopy;
import workshop.coach.steps.Workshop;

/** {@code ./coach} itself, as a process. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "Windows has a script of its own, which is read and not run by a test")
class ScriptTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir private Path elsewhere;
    private String out;
    private String err;

    @Test
    void it_builds_itself_once_and_again_when_its_sources_are_newer() throws Exception {
        try (var clone = new CleanCopy(new Workshop(ROOT))) {
            var script = clone.folder().resolve("coach");
            script.toFile().setExecutable(true);

            assertThat(run(script, System.getenv("PATH"), "hint", "5.3")).as(() -> err).isZero();
            assertThat(err).hasLineCount(1).startsWith("First start: the coach builds itself, ");
            assertThat(out).contains("5.3 A lazy proxy is still a Question");

            assertThat(run(script, System.getenv("PATH"), "hint", "5.3", "2")).isZero();
            assertThat(err).as("nothing to build").isEmpty();

            assertThat(run(script, System.getenv("PATH"), "hint", "5.3", "4"))
                    .as("the exit code is the coach's")
                    .isEqualTo(Coach.REFUSED);
            assertThat(err).isEqualToIgnoringNewLines("5.3 has 3 hints.");

            var link = Files.createSymbolicLink(elsewhere.resolve("a link"), script);
            assertThat(run(link, System.getenv("PATH"), "--version")).isZero();
            assertThat(err).as("nothing to build").isEmpty();
            assertThat(out).startsWith("Workshop version ");

            var copy = elsewhere.resolve("a copy");
            Fixture.copy(clone.folder(), copy);
            copy.resolve("coach").toFile().setExecutable(true);
            var edited = "step-05-model-name/src/main/java/workshop/step05/Refs.java";
            Files.writeString(copy.resolve(edited), "class Refs {}");
            assertThat(run(copy.resolve("coach"), System.getenv("PATH"), "run", "5.1"))
                    .isEqualTo(1);
            assertThat(err).contains("this folder, or a library, is not where it was");
            assertThat(out).contains("cannot find symbol");

            // Newer than anything that the build will write.
            var later = FileTime.fromMillis(System.currentTimeMillis() + 60_000);
            Files.setLastModifiedTime(
                    clone.folder()
                            .resolve("workshop/grading/src/main/java/workshop/grading/Score.java"),
                    later);
            assertThat(run(script, System.getenv("PATH"), "hint", "5.3")).isZero();
            assertThat(err)
                    .hasLineCount(1)
                    .startsWith("The coach builds itself again: its sources have changed.");
        }
    }

    @Test
    void a_path_with_a_colon_is_refused_in_words() throws Exception {
        var script =
                Files.copy(
                        ROOT.resolve("coach"),
                        Files.createDirectories(elsewhere.resolve("a:b")).resolve("coach"));
        script.toFile().setExecutable(true);
        assertThat(run(script, System.getenv("PATH"), "list")).isEqualTo(Coach.REFUSED);
        assertThat(err).contains("has a colon", "Move the workshop");
    }

    @Test
    void it_says_what_is_missing() throws Exception {
        var script =
                Files.copy(
                        ROOT.resolve("coach"),
                        Files.createDirectories(elsewhere.resolve("a clone/workshop"))
                                .resolve("coach"));
        script.toFile().setExecutable(true);
        var bin = Files.createDirectory(elsewhere.resolve("bin"));
        for (var tool : List.of("dirname", "sed", "ls", "mkdir", "find")) {
            program(bin.resolve(tool), "exec " + onPath(tool) + " \"$@\"");
        }

        assertThat(run(script, bin.toString())).isEqualTo(Coach.REFUSED);
        assertThat(err).contains("The coach needs a JDK, 17 or newer, and finds no \"java\".");

        program(bin.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        assertThat(run(script, bin.toString())).isEqualTo(Coach.REFUSED);
        assertThat(err).contains("The coach needs Java 17 or newer, and java is Java 11.");

        program(bin.resolve("java"), "echo 'openjdk version \"25\" 2025-09-16' >&2");
        assertThat(run(script, bin.toString())).isEqualTo(Coach.REFUSED);
        assertThat(err)
                .contains(
                        "The coach needs Maven, 3.8.7 or newer, to build itself, and finds no"
                                + " \"mvn\" on the PATH.");

        program(bin.resolve("mvn"), "echo '[ERROR] no network'; exit 1");
        assertThat(run(script, bin.toString())).isEqualTo(Coach.REFUSED);
        assertThat(err)
                .contains(
                        "[ERROR] no network",
                        "The coach could not be built: the first [ERROR] says why.");
    }

    @ParameterizedTest(name = "kill -9: {0}")
    @ValueSource(booleans = {false, true})
    void a_build_ends_with_its_script(boolean forcibly) throws Exception {
        var clone = Files.createDirectories(elsewhere.resolve("a clone"));
        var script = Files.copy(ROOT.resolve("coach"), clone.resolve("coach"));
        script.toFile().setExecutable(true);
        var bin = Files.createDirectory(elsewhere.resolve("bin"));
        program(bin.resolve("mvn"), "echo all run; exec sleep 600");
        var builder = new ProcessBuilder(script.toString(), "list").inheritIO();
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var started = builder.start();
        var log = clone.resolve(".coach/build.log");
        while (Files.notExists(log) || Files.size(log) == 0 || started.descendants().count() < 2) {
            Thread.sleep(20); // until Maven and what looks after it are there, or the time is up
        }
        var below = started.descendants().toList();

        if (forcibly) {
            started.destroyForcibly();
        } else {
            started.destroy();
        }

        for (var process : below) {
            process.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void the_doctor_looks_at_the_machine_before_anything_is_built() throws Exception {
        var clone = Files.createDirectories(elsewhere.resolve("a clone"));
        var script = Files.copy(ROOT.resolve("coach"), clone.resolve("coach"));
        script.toFile().setExecutable(true);
        var checkup = "workshop/coach/src/main/java/workshop/coach/machine/Checkup.java";
        Files.createDirectories(clone.resolve(checkup).getParent());
        Files.copy(ROOT.resolve(checkup), clone.resolve(checkup));
        var bin = Files.createDirectory(elsewhere.resolve("bin"));
        for (var tool : List.of("dirname", "sed", "ls", "mkdir", "find")) {
            program(bin.resolve(tool), "exec " + onPath(tool) + " \"$@\"");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        program(bin.resolve("java"), "exec '" + java + "' \"$@\"");

        assertThat(run(script, bin.toString(), "doctor")).isEqualTo(1);
        assertThat(err).contains("!!  Maven", "There is no \"mvn\" on the PATH. Install Maven");
        assertThat(err).doesNotContain("!!  JDK", "builds itself", "Exception");

        program(bin.resolve("mvn"), "[ \"$1\" = -v ] && echo 'Apache Maven 3.9.9' || exit 1");
        assertThat(run(script, bin.toString(), "doctor")).isEqualTo(Coach.REFUSED);
        assertThat(err).contains("First start: the coach builds itself").doesNotContain("Maven  ");
    }

    private int run(Path script, String path, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var stdout = elsewhere.resolve("out");
        var stderr = elsewhere.resolve("err");
        var builder =
                new ProcessBuilder(command)
                        .directory(elsewhere.toFile())
                        .redirectOutput(stdout.toFile())
                        .redirectError(stderr.toFile());
        builder.environment().put("PATH", path);
        if (path.equals(System.getenv("PATH"))) {
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            var repository = System.getProperty("maven.repo.local");
            builder.environment()
                    .put(
                            "MAVEN_OPTS",
                            repository == null ? "" : "-Dmaven.repo.local=" + repository);
        } else {
            builder.environment().remove("JAVA_HOME");
        }
        var code = builder.start().waitFor();
        out = Files.readString(stdout);
        err = Files.readString(stderr);
        return code;
    }

    private static Path onPath(String tool) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private void program(Path file, String line) throws IOException {
        var draft = Files.writeString(elsewhere.resolve("draft"), "#!/bin/sh\n" + line + "\n");
        draft.toFile().setExecutable(true);
        Files.move(draft, file, REPLACE_EXISTING);
    }
}
