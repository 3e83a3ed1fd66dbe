package workshop.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathLinksTest {

    @TempDir private Path root;

    @ParameterizedTest(name = "{0}, terminal {1}: links {2}")
    @CsvSource({
        "TERM=xterm-256color, true, false",
        "TERM=xterm-kitty, true, true",
        "TERM=xterm-kitty, false, false",
        "TERM=xterm-kitty NO_COLOR=1, true, true",
        "TERM=dumb WT_SESSION=1, true, false",
        "TERM=xterm-256color VTE_VERSION=6800, true, true",
        "TERM=xterm-256color VTE_VERSION=5000, true, false",
        "TERM=xterm-256color VTE_VERSION=, true, false",
        "TERM=xterm-256color TERM_PROGRAM=WezTerm, true, true",
        "TERM=xterm-256color TERM_PROGRAM=vscode WT_SESSION=1, true, false",
        "TERM=xterm-256color TERMINAL_EMULATOR=JetBrains-JediTerm VTE_VERSION=6800, true, false",
        "TERM=xterm-256color TERM_PROGRAM=tmux VTE_VERSION=6800, true, false",
        "WT_SESSION=1, true, true",
        "FORCE_HYPERLINK=1, false, true",
        "FORCE_HYPERLINK=0 TERM=xterm-kitty, true, false",
    })
    void links_are_for_terminals_that_have_them(String variables, boolean terminal, boolean links) {
        var environment = new HashMap<String, String>();
        Stream.of(variables.split(" "))
                .map(variable -> variable.split("=", 2))
                .forEach(variable -> environment.put(variable[0], variable[1]));
        assertThat(PathLinks.understood(environment, terminal)).isEqualTo(links);
    }

    @Test
    void a_path_to_a_file_that_is_there_leads_to_it() throws Exception {
        var path = "step-09-a/src/main/java/B.java";
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        var links = new PathLinks(root, true);

        var start = "\u001B]8;;" + file.toUri() + "\u001B\\";
        var end = "\u001B]8;;\u001B\\";
        assertThat(links.in("  edit  " + path + ":7 and so on"))
                .isEqualTo("  edit  " + start + path + ":7" + end + " and so on");
        assertThat(links.in("\u001B[1m" + path + "\u001B[0m"))
                .as("in bold type")
                .isEqualTo("\u001B[1m" + start + path + end + "\u001B[0m");
        assertThat(links.in("at step-09-a/src/main/java/C.java:1"))
                .as("a file that is not there")
                .isEqualTo("at step-09-a/src/main/java/C.java:1");
        assertThat(new PathLinks(root, false).in(path)).isEqualTo(path);
    }
}
