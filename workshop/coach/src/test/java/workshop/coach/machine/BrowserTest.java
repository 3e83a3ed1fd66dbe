package workshop.coach.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workshop.coach.steps.Workshop;

class BrowserTest {

    @Test
    void windows_and_a_mac_always_have_one() {
        assertThat(Browser.command("Windows 11", Map.of())).first().isEqualTo("rundll32");
        assertThat(Browser.command("Mac OS X", Map.of())).containsExactly("open");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such programs")
    void where_no_browser_opens_the_page_is_named(@TempDir Path root) {
        var workshop = new Workshop(root);
        var page = root.resolve("report.html");
        assertThat(Browser.show(page, workshop, List.of("false"))).isEqualTo("The page is " + page);
        assertThat(Browser.show(page, workshop, List.of("true")))
                .isEqualTo("Your browser shows report.html");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs an executable file")
    void elsewhere_it_takes_a_desktop_and_a_program_that_knows_the_browser(@TempDir Path bin)
            throws Exception {
        var path = bin.toString();
        assertThat(Browser.command("Linux", Map.of("DISPLAY", ":0", "PATH", path))).isEmpty();
        Files.createFile(bin.resolve("xdg-open")).toFile().setExecutable(true);
        assertThat(Browser.command("Linux", Map.of("DISPLAY", ":0", "PATH", path)))
                .containsExactly("xdg-open");
        assertThat(Browser.command("Linux", Map.of("PATH", path))).as("over ssh").isEmpty();
    }
}
