package workshop.coach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** GitHub's jobs and {@code .ci/run} run the same. */
class WorkflowTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** GitHub has jobs of their own for these, on more systems. */
    private static final Set<String> BY_MAVEN = Set.of("solutions", "solutions_on_the_newest_jdk");

    private static final Pattern BY_DEFAULT =
            Pattern.compile("(?s)\\$# -gt 0 ] \\|\\| set -- (.*?)\\nfor ");
    private static final Pattern BY_GITHUB = Pattern.compile("run: \\.ci/run (.*)");

    @Test
    void github_runs_every_part_of_ci_run() throws IOException {
        var script = Files.readString(ROOT.resolve(".ci/run"));
        var byDefault = BY_DEFAULT.matcher(script);
        assertThat(byDefault.find()).as("a list of parts at the end of .ci/run").isTrue();
        var github = new TreeSet<>(BY_MAVEN);
        BY_GITHUB
                .matcher(Files.readString(ROOT.resolve(".github/workflows/build.yml")))
                .results()
                .forEach(line -> github.addAll(Set.of(line.group(1).split(" "))));
        assertThat(github)
                .as("the parts in .github/workflows/build.yml")
                .contains(byDefault.group(1).replace("\\\n", " ").strip().split("\\s+"));
        assertThat(github)
                .as("parts that .ci/run has")
                .allMatch(
                        part -> Pattern.compile("(?m)^" + part + "\\(\\)").matcher(script).find());
    }
}
