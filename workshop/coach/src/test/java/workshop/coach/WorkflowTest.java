package workshop.coach;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** GitHub's jobs and {@code .ci/run} run the same, and what a table says that they run. */
class WorkflowTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** GitHub has jobs of their own for these, on more systems. */
    private static final Set<String> BY_MAVEN = Set.of("solutions", "solutions_on_the_newest_jdk");

    private static final Pattern BY_DEFAULT =
            Pattern.compile("(?ms)^(?:alone|here|beside)=\\((.*?)\\)$");
    private static final Pattern BY_GITHUB = Pattern.compile("run: \\.ci/run (.*)");

    /** A version in a POM, of something else than the workshop. */
    private static final Pattern OWN_VERSION =
            Pattern.compile("<([\\w.-]+\\.version>|version>(?!1\\.0<))\\w");

    private static final Pattern ACTION = Pattern.compile("(?m)^ *- uses: ");
    private static final Set<String> OTHERS_CODE =
            Set.of(".git", ".coach", "node_modules", "target");

    private static final Pattern PART = Pattern.compile("(?m)((?:^#.*\\n)+)^(\\w+)\\(\\)");

    /** The last cell of a row, and each name in it. */
    private static final Pattern HELD_BY = Pattern.compile("(?m)\\| ([^|]*) \\|$");

    private static final Pattern NAME = Pattern.compile("`([^`]+)`(, on demand)?");

    @Test
    void the_table_of_machines_names_tests_and_parts_that_are_there() throws IOException {
        var parts = Pattern.compile("(?m)^(\\w+)\\(\\)");
        var script = Files.readString(ROOT.resolve(".ci/run"));
        var known = parts.matcher(script).results().map(part -> part.group(1)).toList();
        var tests = tests();
        var rows = HELD_BY.matcher(Files.readString(ROOT.resolve("workshop/MACHINES.md")));
        for (var row : rows.results().map(row -> row.group(1)).toList()) {
            if (row.equals("held by") || row.equals("---")) {
                continue;
            }
            assertThat(row).containsPattern("`|not run here");
            for (var name : NAME.matcher(row).results().toList()) {
                var what = name.group(1);
                if (known.contains(what)) {
                    assertThat(name.group(2) != null)
                            .as("whether %s is \"on demand\"", what)
                            .isEqualTo(!byDefault(script).contains(what));
                } else if (!tests.contains(what + ".java")) {
                    assertThat(ROOT.resolve(what)).as("\"%s\", in a row's last cell", row).exists();
                }
            }
        }
    }

    private static Set<String> tests() throws IOException {
        try (var files = Files.walk(ROOT.resolve("workshop"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .collect(toSet());
        }
    }

    private static Set<String> byDefault(String script) {
        var lists = BY_DEFAULT.matcher(script).results().map(list -> list.group(1)).toList();
        assertThat(lists).as("lists of parts at the end of .ci/run").hasSize(3);
        return lists.stream().flatMap(list -> Stream.of(list.split("\\s+"))).collect(toSet());
    }

    @Test
    void github_runs_every_part_of_ci_run() throws IOException {
        var script = Files.readString(ROOT.resolve(".ci/run"));
        var github = new TreeSet<>(BY_MAVEN);
        try (var workflows = Files.newDirectoryStream(ROOT.resolve(".github/workflows"))) {
            for (var workflow : workflows) {
                BY_GITHUB
                        .matcher(Files.readString(workflow))
                        .results()
                        .forEach(line -> github.addAll(Set.of(line.group(1).split(" "))));
            }
        }
        assertThat(github)
                .as("the parts in .github/workflows")
                .containsAll(byDefault(script))
                .containsAll(onDemand(script));
        assertThat(github)
                .as("parts that .ci/run has")
                .allMatch(
                        part -> Pattern.compile("(?m)^" + part + "\\(\\)").matcher(script).find());
    }

    /** Those whose comment says so. */
    private static Set<String> onDemand(String script) {
        var names =
                PART.matcher(script)
                        .results()
                        .filter(part -> part.group(1).replace("\n#", "").contains("On demand"))
                        .map(part -> part.group(2))
                        .collect(toSet());
        assertThat(names).contains("mutations", "red_nowhere_else", "leftovers", "locales");
        return names;
    }

    @Test
    void the_branch_of_solutions_is_published_after_every_other_job() throws IOException {
        var workflow = Files.readString(ROOT.resolve(".github/workflows/build.yml"));
        var jobs = workflow.substring(workflow.indexOf("\njobs:"));
        var others =
                Pattern.compile("(?m)^  ([\\w-]+):$")
                        .matcher(jobs)
                        .results()
                        .map(job -> job.group(1))
                        .filter(job -> !job.equals("solutions-branch"))
                        .collect(toSet());
        var needs = Pattern.compile("needs: \\[(.*)]").matcher(jobs);
        assertThat(needs.find()).isTrue();
        assertThat(needs.group(1).split(", ")).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void dependabot_looks_into_every_folder_that_has_versions_of_its_own() throws IOException {
        assertThat(foldersOfDependabot("maven"))
                .as("folders of Maven in dependabot.yml, and those whose pom.xml has versions")
                .isEqualTo(
                        folders(
                                path -> path.endsWith("pom.xml"),
                                text -> OWN_VERSION.matcher(text).find()));
        assertThat(foldersOfDependabot("npm"))
                .as("folders of npm in dependabot.yml, and those with a package.json")
                .isEqualTo(folders(path -> path.endsWith("package.json"), text -> true));
        var actions =
                folders(
                        path -> path.toString().matches(".*\\.ya?ml"),
                        text -> ACTION.matcher(text).find());
        assertThat(actions.remove("/.github/workflows")).isTrue();
        actions.add("/"); // means the workflows
        assertThat(foldersOfDependabot("github-actions"))
                .as("folders of actions in dependabot.yml, and those whose files use one")
                .isEqualTo(actions);
    }

    private static Set<String> foldersOfDependabot(String ecosystem) throws IOException {
        var file = Files.readString(ROOT.resolve(".github/dependabot.yml"));
        var entry =
                Pattern.compile(
                                "package-ecosystem: "
                                        + ecosystem
                                        + "\n    directories:\n((      - /.*\n)+)")
                        .matcher(file);
        assertThat(entry.find()).as("the folders of %s in dependabot.yml", ecosystem).isTrue();
        return Pattern.compile("(?m)^ *- (\\S+)")
                .matcher(entry.group(1))
                .results()
                .map(line -> line.group(1))
                .collect(toCollection(TreeSet::new));
    }

    /** Folders with such a file, as dependabot.yml names them. */
    private static Set<String> folders(Predicate<Path> name, Predicate<String> text)
            throws IOException {
        var folders = new TreeSet<String>();
        var pending = new ArrayDeque<>(List.of(ROOT));
        while (!pending.isEmpty()) {
            var folder = pending.pop();
            try (var entries = Files.newDirectoryStream(folder)) {
                for (var entry : entries) {
                    if (Files.isDirectory(entry)) {
                        if (!OTHERS_CODE.contains(entry.getFileName().toString())) {
                            pending.push(entry);
                        }
                    } else if (name.test(entry) && text.test(Files.readString(entry))) {
                        folders.add("/" + ROOT.relativize(folder).toString().replace('\\', '/'));
                    }
                }
            }
        }
        return folders;
    }
}
