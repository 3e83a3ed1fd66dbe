package workshop.coach.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EditorTest {

    private static final Path FILE = Path.of("a folder", "Sum.java");

    @Test
    void on_windows_an_editor_may_be_a_script() {
        assertThat(Editor.programs("Windows 11", "code"))
                .containsExactly("code", "code.cmd", "code.bat");
        assertThat(Editor.programs("Linux", "code")).containsExactly("code");
    }

    @Test
    void one_that_is_not_there_is_told() {
        assertThat(new Editor("no-such-editor {file}").open(FILE, "7"))
                .startsWith("The editor does not start: ")
                .contains("no-such-editor");
        assertThat(new Editor(null).open(FILE, "7")).contains("watch --edit-cmd");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs an executable file")
    void it_gets_the_file_and_the_line_each_in_its_word(@TempDir Path bin) throws Exception {
        var heard = bin.resolve("heard");
        var script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + heard + "'\n";
        var program = Files.writeString(bin.resolve("an editor"), script);
        program.toFile().setExecutable(true);
        var command = "\"%s\" -g {file}:{line}".formatted(program);
        assertThat(new Editor(command).open(FILE, "7")).isEqualTo(program + " has Sum.java");
        while (!Files.exists(heard) || Files.readString(heard).lines().count() < 2) {
            Thread.sleep(20); // until it is there, or this test's time is up
        }
        assertThat(heard).hasContent("-g\n" + FILE + ":7\n");
    }
}
