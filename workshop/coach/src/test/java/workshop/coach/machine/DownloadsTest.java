package workshop.coach.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import workshop.coach.steps.Workshop;
import workshop.grading.TextStyle;

class DownloadsTest {

    private static final String LINE =
            "[INFO] Downloaded from central: https://repo.example/org/x/%s (%s at 2.1 MB/s)";
    private static final TextStyle TERMINAL = new TextStyle(false, true);

    private final Downloads downloads = new Downloads(85, TERMINAL);

    @Test
    void each_download_says_how_much_has_come_how_much_is_left_and_what_it_was() {
        assertThat(downloads.hear(LINE.formatted("a-1.0.pom", "512 B")))
                .hasValue("  ░░░░░░░░░░  0 MB, about 85 to come  a-1.0.pom");
        assertThat(downloads.hear(LINE.formatted("a-1.0.jar", "950 kB")))
                .hasValue("  ░░░░░░░░░░  1 MB, about 84 to come  a-1.0.jar");
        assertThat(downloads.hear(LINE.formatted("b-2.jar", "15.3 MB")))
                .hasValue("  █░░░░░░░░░  16 MB, about 69 to come  b-2.jar");
        assertThat(downloads.megabytes()).isEqualTo(16);
        assertThat(downloads.hear(LINE.formatted("c-3.jar", "1.0 GB")))
                .as("more than was expected")
                .hasValue("  ██████████  1016 MB, about 0 to come  c-3.jar");
    }

    @Test
    void a_long_name_stays_in_one_row_and_other_lines_say_nothing() {
        var line = LINE.formatted("x".repeat(200), "1 kB");
        assertThat(downloads.hear(line)).hasValueSatisfying(row -> assertThat(row).hasSize(78));
        assertThat(downloads.hear("[INFO] Downloading from central: https://repo.example/a.jar"))
                .isEmpty();
    }

    @Test
    void the_deck_s_packages_are_counted() throws Exception {
        var packages = new Packages(new Workshop(Path.of("../..").toAbsolutePath()), TERMINAL);
        var fetched = "npm http fetch GET 200 https://npm.example/a/-/a-1.0.tgz 12ms (cache miss)";
        assertThat(packages.hear(fetched))
                .hasValueSatisfying(
                        row ->
                                assertThat(row)
                                        .matches(
                                                " .*  1 packages, about \\d{3} to come "
                                                        + " a-1\\.0\\.tgz"));
        assertThat(packages.hear("added 300 packages in 9s")).isEmpty();
    }
}
