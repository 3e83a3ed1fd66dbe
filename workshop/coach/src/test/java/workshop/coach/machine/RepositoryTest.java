package workshop.coach.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepositoryTest {

    private static String[] testsOfTheSolutions() {
        var goals = Repository.solutions();
        return goals.get(goals.size() - 1).replace("-Dtest=", "").split(",");
    }

    /** Maven would run none of another name, and be content. */
    @ParameterizedTest
    @MethodSource("testsOfTheSolutions")
    void a_test_that_is_run_to_fetch_what_it_needs_is_there(String test) throws IOException {
        try (var files = Files.walk(Path.of("../.."))) {
            assertThat(files).anyMatch(file -> file.endsWith(test + ".java"));
        }
    }
}
