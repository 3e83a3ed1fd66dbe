package workshop.coach.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program on the leash ends with its coach. */
class LeashTest {

    /** A coach, the program that it has on the leash, and what that one starts. */
    static final class Family {

        public static void main(String[] member) throws IOException, InterruptedException {
            switch (member[0]) {
                case "coach" -> Leash.on(java("program")).start();
                case "program" -> java("grandchild").start();
                default -> System.out.println("all run");
            }
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static ProcessBuilder java(String member) {
        var classPath = Stream.of(Leash.class, LeashTest.class).map(LeashTest::folder).toList();
        return JavaProcess.of(classPath, List.of(Family.class.getName(), member))
                .redirectOutput(Redirect.INHERIT);
    }

    private static Path folder(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Named<Consumer<Process>>> ends() {
        return Stream.of(
                Named.of("a signal", Process::destroy),
                Named.of("kill -9", Process::destroyForcibly));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void it_ends_with_all_that_it_has_started_when_its_coach_ends(Consumer<Process> end)
            throws Exception {
        var coach = java("coach").redirectOutput(Redirect.PIPE).start();
        try (var said = coach.inputReader()) {
            assertThat(said.readLine()).isEqualTo("all run");
            var below = coach.descendants().toList();
            assertThat(below)
                    .as("leash, program, and what that one has started")
                    .hasSizeGreaterThanOrEqualTo(3); // Windows may add a console

            end.accept(coach);

            for (var process : below) {
                process.onExit().get(1, TimeUnit.MINUTES);
            }
        } finally {
            coach.destroyForcibly();
        }
    }

    @Test
    void its_exit_code_is_the_program_s() throws Exception {
        assertThat(exitCode(JavaProcess.of(List.of(), List.of("-version")))).isZero();
        assertThat(exitCode(JavaProcess.of(List.of(), List.of("NoSuchClass")))).isEqualTo(1);
        assertThat(exitCode(new ProcessBuilder("no such program"))).isEqualTo(Leash.NO_PROGRAM);
    }

    private static int exitCode(ProcessBuilder program) throws IOException, InterruptedException {
        var process = Leash.on(program).redirectOutput(Redirect.DISCARD).start();
        try {
            return process.waitFor();
        } finally {
            process.getOutputStream().close();
        }
    }
}
