package workshop.coach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import workshop.coach.commands.Coach;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.Races;
import workshop.coach.steps.Workshop;
import workshop.grading.step.StepFolder;

/** What README.md and its brothers promise. */
class ReadmeTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int MOST_LINES = 90;

    @Test
    void a_learner_reads_it_in_two_minutes() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md")))
                .as("lines of README.md: what only some readers need is for workshop/README.md")
                .hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void the_trail_has_every_step_with_the_minutes_of_its_exercises() throws IOException {
        var rows =
                matches(
                        "README.md",
                        "(?m)^\\| \\[\\d\\d · .*]\\((step-[^)]*)\\) .*\\| (\\d+) \\|$");
        assertThat(rows.stream().map(row -> row.group(1)))
                .as("the steps in the trail of README.md")
                .containsExactlyElementsOf(
                        StepFolder.in(ROOT).stream().map(StepFolder::name).toList());
        for (var row : rows) {
            var minutes = matches(row.group(1) + "/README.md", " · (\\d+) minutes · edit ");
            assertThat(Integer.parseInt(row.group(2)))
                    .as("minutes of %s in the trail: the sum of its exercises", row.group(1))
                    .isEqualTo(minutes.stream().mapToInt(m -> Integer.parseInt(m.group(1))).sum());
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_link_leads_to_a_file(String text) throws IOException {
        var folder = ROOT.resolve(text).getParent();
        assertThat(matches(text, "]\\(((?!https?:)[^)#\\s]+)(#[^)]*)?\\)"))
                .as("links in " + text)
                .allSatisfy(link -> assertThat(folder.resolve(link.group(1))).exists());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_command_that_a_text_names_is_there(String text) throws IOException {
        var commands =
                Stream.of(Coach.class.getAnnotation(Command.class).subcommands())
                        .map(command -> command.getAnnotation(Command.class).name());
        assertThat(named(text, "\\./coach ([a-z]\\w*)"))
                .as("commands of the coach in " + text)
                .isSubsetOf(Stream.concat(Stream.of("help"), commands).toList());
        var npm = JsonMapper.shared().readTree(ROOT.resolve("slides/package.json").toFile());
        assertThat(named(text, "npm run (?:-s )?([a-z:]+)"))
                .as("npm's scripts in " + text)
                .isSubsetOf(npm.get("scripts").propertyNames());
    }

    private static List<String> named(String text, String pattern) throws IOException {
        return matches(text, pattern).stream().map(found -> found.group(1)).toList();
    }

    /** What people read, the slides included. */
    private static Stream<String> texts() throws IOException {
        List<String> texts;
        try (var files =
                Files.find(ROOT, 3, (file, is) -> file.toString().matches(".*\\.(md|adoc)"))) {
            texts =
                    files.map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !name.matches(".*(node_modules|build|target)/.*|\\..*"))
                            .toList();
        }
        assertThat(texts)
                .contains("README.md", "slides/GUIDE.md", "workshop/scores/README.md")
                .hasSizeGreaterThan(20);
        return texts.stream();
    }

    /**
     * The oldest Java and Maven that serve are named where a program cannot read them elsewhere.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    README.md | JDK \\((\\d+) or newer\\)
                    slides/handouts/mail.md | JDK \\((\\d+) or newer\\)
                    workshop/coach/src/main/resources/workshop/coach/stick/README.txt \
                    | JDK \\((\\d+) or newer\\)
                    coach | -ge (\\d+) ]
                    coach.cmd | a JDK, (\\d+) or newer
                    .mvn/workshop-extension/src/main/java/workshop/maven/JavaVersion.java | < (\\d+)
                    .devcontainer/devcontainer.json | temurin-(\\d+)
                    .github/workflows/build.yml | java-version: (\\d+)
                    """)
    void the_oldest_java_is_the_same_everywhere(String file, String version) throws IOException {
        var java = matches("pom.xml", "<maven.compiler.release>(\\d+)<").get(0).group(1);
        assertThat(matches(file, version).stream().map(found -> found.group(1)))
                .as("the oldest Java in %s, as maven.compiler.release in pom.xml has it", file)
                .isNotEmpty()
                .containsOnly(java);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    README.md | Maven \\(([\\d.]+) or newer\\)
                    slides/handouts/mail.md | Maven \\(([\\d.]+) or newer\\)
                    workshop/coach/src/main/resources/workshop/coach/stick/README.txt \
                    | Maven \\(([\\d.]+) or newer\\)
                    coach | Maven, ([\\d.]+) or newer
                    coach.cmd | Maven, ([\\d.]+) or newer
                    workshop/coach/src/main/java/workshop/coach/machine/Checkup.java \
                    | needs ([\\d.]+) or newer
                    """)
    void the_oldest_maven_is_the_same_everywhere(String file, String version) throws IOException {
        var maven =
                matches(".mvn/workshop-extension/pom.xml", "<maven.version>([\\d.]+)<")
                        .get(0)
                        .group(1);
        assertThat(matches(file, version).stream().map(found -> found.group(1)))
                .as("the oldest Maven in %s, as .mvn/workshop-extension/pom.xml has it", file)
                .isNotEmpty()
                .containsOnly(maven);
    }

    @Test
    void every_step_has_the_same_settings_of_maven() throws IOException {
        for (var step : StepSources.all(ROOT)) {
            var settings = Files.readString(step.folder().resolve(".mvn/maven.config"));
            assertThat(settings)
                    .as(".mvn/maven.config of " + step.folder().getFileName())
                    .isEqualTo(
                            """
                            -f
                            ..
                            -pl
                            %s
                            --also-make
                            --fail-at-end
                            --no-transfer-progress
                            -Dmaven.ext.class.path=../.mvn/workshop-extension.jar
                            """
                                    .formatted(step.folder().getFileName()));
            assertThat(step.folder().resolve(".mvn/jvm.config"))
                    .hasSameTextualContentAs(ROOT.resolve(".mvn/jvm.config"));
        }
    }

    @Test
    void an_ide_finds_every_step_and_its_races() throws IOException {
        var goals = new ArrayList<String>();
        for (var step : StepSources.all(ROOT)) {
            var number = Workshop.name(step).substring(0, "step-NN".length());
            goals.add(number);
            assertThat(ROOT.resolve(".run/%s.run.xml".formatted(number.replace("step-", "Step "))))
                    .content()
                    .contains("value=\"test\"", "value=\":" + number + "\"");
            if (Races.hasDemos(step)) {
                goals.add(number + " -Dgroups=race");
                var name = number.replace("step-", "step ");
                assertThat(ROOT.resolve(".run/Races of %s.run.xml".formatted(name)))
                        .content()
                        .contains("value=\":" + number + "\"", "value=\"-Dgroups=race\"");
            }
        }
        assertThat(ROOT.resolve(".run/Coach watch.run.xml")).content().contains("./coach watch");

        var tasks = JsonMapper.shared().readTree(ROOT.resolve(".vscode/tasks.json").toFile());
        assertThat(tasks.get("tasks").valueStream().map(task -> task.get("command").asString()))
                .contains("./coach watch")
                .containsAll(goals.stream().map("mvn test -pl "::concat).toList());
    }

    @Test
    void the_filter_of_the_page_for_monday_lets_in_what_it_names() throws Exception {
        var written =
                matches("slides/handouts/monday.md", "createFilter\\(\\s*\"([^\"]*)\"").get(0);
        var filter =
                ObjectInputFilter.Config.createFilter(
                        written.group(1).replace("com.example.Draft", Draft.class.getName()));
        assertThat(((Draft) thereAndBack(new Draft(listOf("sky")), filter)).tags)
                .containsExactly("sky");
        assertThatThrownBy(() -> thereAndBack(new Draft(listOf(Locale.ROOT)), filter))
                .isInstanceOf(InvalidClassException.class)
                .hasMessageContaining("REJECTED");
    }

    private record Draft(ArrayList<Object> tags) implements Serializable {}

    private static ArrayList<Object> listOf(Object element) {
        return new ArrayList<>(List.of(element));
    }

    private static Object thereAndBack(Object object, ObjectInputFilter filter) throws Exception {
        var bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(object);
        var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        in.setObjectInputFilter(filter);
        return in.readObject();
    }

    private static List<MatchResult> matches(String file, String pattern) throws IOException {
        var text = Files.readString(ROOT.resolve(file));
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
