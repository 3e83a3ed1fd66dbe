package workshop.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    @TempDir private Path home;
    @TempDir private Path temporary;

    @Test
    void it_is_in_the_user_s_home() throws Exception {
        assertThat(CacheFolder.path(home, temporary)).isDirectory().startsWith(home);
    }

    @Test
    void where_the_home_cannot_be_written_it_is_a_folder_for_temporary_files() throws Exception {
        var noFolder = Files.createFile(home.resolve("a file"));
        var folder = CacheFolder.path(noFolder, temporary);
        assertThat(folder).isDirectory().startsWith(temporary);
        assertThat(CacheFolder.path(noFolder, temporary)).isEqualTo(folder);
        assertThat(CacheFolder.path(Path.of("?"), temporary)).isEqualTo(folder);
        assertThat(Path.of("?")).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has other permissions")
    void a_folder_that_others_can_write_is_not_trusted() throws Exception {
        var folder = CacheFolder.path(Path.of("?"), temporary);
        assertThat(folder.toFile().setWritable(true, false)).isTrue();
        assertThat(CacheFolder.path(Path.of("?"), temporary)).isNotEqualTo(folder);
    }
}
