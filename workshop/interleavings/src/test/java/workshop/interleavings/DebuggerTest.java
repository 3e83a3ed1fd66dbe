package workshop.interleavings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A learner at a breakpoint is not blamed for the time that passes. */
class DebuggerTest {

    private static final String DEBUG =
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    @Test
    void there_is_no_time_limit_while_someone_debugs() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        var process =
                new ProcessBuilder(java, DEBUG, "-cp", classPath, DebuggerTest.class.getName())
                        .redirectErrorStream(true)
                        .start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("It ended");
    }

    /** An actor that waits longer than the explorer would, were it not for the debugger. */
    public static void main(String[] args) {
        Interleavings.of(Object::new)
                .named("a breakpoint")
                .actor("web", world -> Thread.sleep(3_300))
                .explore();
        System.out.println("It ended");
    }
}
