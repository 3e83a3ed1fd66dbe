package workshop.grading.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopVersionTest {

    @TempDir private Path root;

    @BeforeEach
    void a_workshop_as_git_has_it() throws Exception {
        Files.createDirectory(root.resolve("workshop"));
        Files.writeString(root.resolve("workshop/version.txt"), "$Format:%h of %cs$\n");
    }

    @Test
    void a_clone_asks_git_and_a_tag_is_part_of_the_answer() throws Exception {
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "one");
        assertThat(WorkshopVersion.of(root)).matches("[0-9a-f]{7,}");

        git("tag", "v1.2");
        Files.writeString(root.resolve("workshop/version.txt"), "edited\n");
        assertThat(WorkshopVersion.of(root))
                .as("a learner's edits make no version of their own")
                .isEqualTo("v1.2");
    }

    @Test
    void a_zip_says_which_commit_it_was_made_from() throws Exception {
        Files.writeString(root.resolve("workshop/version.txt"), "d2bc8c9 of 2026-11-23\n");
        assertThat(WorkshopVersion.of(root)).isEqualTo("d2bc8c9 of 2026-11-23");
    }

    @Test
    void without_either_it_is_unknown() throws Exception {
        assertThat(WorkshopVersion.of(root)).isEqualTo("unknown");
        Files.delete(root.resolve("workshop/version.txt"));
        assertThat(WorkshopVersion.of(root)).isEqualTo("unknown");
    }

    private void git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var git = new ProcessBuilder(command).directory(root.toFile()).inheritIO().start();
        assertThat(git.waitFor()).as(String.join(" ", command)).isZero();
    }
}
