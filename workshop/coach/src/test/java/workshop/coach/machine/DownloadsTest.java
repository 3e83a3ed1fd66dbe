package workshop.coach.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DownloadsTest {

    private static final String LINE =
            "[INFO] Downloaded from central: https://repo.example/org/x/%s (%s at 2.1 MB/s)";

    private final Downloads downloads = new Downloads(85);

    @Test
    void each_download_says_how_much_has_come_and_what_it_was() {
        assertThat(downloads.hear(LINE.formatted("a-1.0.pom", "512 B")))
                .hasValue("  0 of about 85 MB  a-1.0.pom");
        assertThat(downloads.hear(LINE.formatted("a-1.0.jar", "950 kB")))
                .hasValue("  1 of about 85 MB  a-1.0.jar");
        assertThat(downloads.hear(LINE.formatted("b-2.jar", "15.3 MB")))
                .hasValue("  16 of about 85 MB  b-2.jar");
        assertThat(downloads.megabytes()).isEqualTo(16);
    }

    @Test
    void a_long_name_stays_in_one_row_and_other_lines_say_nothing() {
        var line = LINE.formatted("x".repeat(200), "1 kB");
        assertThat(downloads.hear(line)).hasValueSatisfying(row -> assertThat(row).hasSize(78));
        assertThat(downloads.hear("[INFO] Downloading from central: https://repo.example/a.jar"))
                .isEmpty();
    }
}
