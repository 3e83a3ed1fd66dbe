package workshop.coach.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.coach.Fixture;

class CheckupTest {

    private static final Map<String, String> NOTHING = Map.of();

    @TempDir private Path home;

    @Test
    void a_proxy_that_maven_does_not_know_is_told_with_what_to_type() throws IOException {
        var shell = Map.of("https_proxy", "http://proxy.example:3128");
        assertThatThrownBy(() -> Checkup.download(home, shell))
                .hasMessageContainingAll(
                        "http://proxy.example:3128",
                        "MAVEN_OPTS=-Dhttps.proxyHost=proxy.example -Dhttps.proxyPort=3128");

        var known = Map.of("https_proxy", "proxy:3128", "MAVEN_OPTS", "-Dhttps.proxyHost=proxy");
        assertThat(Checkup.download(home, known)).startsWith("MAVEN_OPTS says");

        var settings = Files.createDirectory(home.resolve(".m2")).resolve("settings.xml");
        Files.writeString(settings, "<settings><proxies><proxy>…</proxy></proxies></settings>");
        assertThat(Checkup.download(home, shell)).startsWith(settings.toString());
    }

    @Test
    void a_laptop_that_was_prepared_needs_no_network() throws IOException {
        var library = ".m2/repository/com/github/codemonstur/embedded-redis";
        Files.createDirectories(home.resolve(library));
        assertThat(Checkup.download(home, NOTHING)).contains("already");
    }

    @Test
    void what_a_killed_doctor_left_goes_away_at_the_next() throws Exception {
        var killed = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(killed, "-version").start();
        process.waitFor();
        var left = Files.createDirectories(home.resolve(".coach/checkup-" + process.pid()));
        Files.writeString(left.resolve("1.class"), "half");

        assertThat(Checkup.files(home)).contains("a small file");

        assertThat(home.resolve(".coach")).as("what the doctor leaves").isEmptyDirectory();
    }

    @Test
    void a_learner_s_compile_error_is_not_the_network_s() throws Exception {
        var workshop = Fixture.in(home.resolve("a clone"));
        try (var copy = new CleanCopy(workshop)) {
            var error = "[ERROR] %s:[3,8] cannot find symbol";
            var maven = List.of("[INFO] …", error.formatted(copy.folder().resolve(Fixture.SUM)));
            assertThat(Repository.refusal(copy, maven))
                    .isInstanceOf(Repository.DoesNotCompile.class)
                    .hasMessageStartingWith(Fixture.SUM + " does not compile")
                    .hasMessageContainingAll("line 3, cannot find symbol", "./coach reset");
            assertThat(Repository.file("/C:/a clone/Sum.java")).hasToString("C:/a clone/Sum.java");
            assertThat(Repository.file("/home/Sum.java")).isEqualTo(Path.of("/home/Sum.java"));
            assertThat(Repository.refusal(copy, List.of("[ERROR] no network")))
                    .isNotInstanceOf(Repository.DoesNotCompile.class)
                    .hasMessage("[ERROR] no network");
        }
    }
}
