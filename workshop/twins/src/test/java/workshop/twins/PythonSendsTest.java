package workshop.twins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Python's hypothesis makes the twins; a JVM of its own is Java's end of the pipe. */
class PythonSendsTest {

    @Test
    void a_thousand_of_each_come_back_changed() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");

        var python =
                Python.program("properties.py", java, "-cp", classes, Peer.class.getName()).start();

        try {
            List<String> lines = python.inputReader(UTF_8).lines().toList();
            assertThat(python.waitFor()).as("the exit code; what Python said is above").isZero();
            assertThat(lines)
                    .containsExactly(
                            "Report 1000",
                            "Submission 1000",
                            "Figures 1000",
                            "Shelf 1000",
                            "Verdict 1000");
        } finally {
            python.destroyForcibly();
        }
    }
}
