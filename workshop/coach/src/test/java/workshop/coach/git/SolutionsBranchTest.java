package workshop.coach.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On real repositories, with spaces and more in their names. */
class SolutionsBranchTest {

    private static final String STARTER = "step-05-model-name/src/main/java/Lödt ref.java";
    private static final String UNTOUCHED = "step-05-model-name/src/main/java/Post.java";
    private static final String SOLUTION = "solutions/" + STARTER;
    private static final String WRONG = "solutions/step-05-model-name/wrong/5.1/java/Lödt ref.java";

    @TempDir private Path folder;
    private Path root;

    @BeforeEach
    void aWorkshopWithOneCommit() throws Exception {
        root = Files.createDirectory(folder.resolve("a workshop's folder"));
        git("init", "--quiet", "--initial-branch=main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        write(STARTER, "TODO 5.1\n");
        write(UNTOUCHED, "class Post\n");
        write(SOLUTION, "solved\n");
        write(WRONG, "wrong\n");
        commit("A workshop");
    }

    // --- what is on the branch

    @Test
    void every_solution_lies_over_its_starter_and_nothing_else_differs() throws Exception {
        assertThat(SolutionsBranch.write(root))
                .startsWith("The branch solutions is written (")
                .contains("git diff -R solutions -- :/step-05-model-name");

        assertThat(
                        git(
                                "-c",
                                "core.quotePath=false",
                                "diff",
                                "--name-only",
                                "main",
                                "solutions",
                                "--"))
                .isEqualTo(STARTER);
        assertThat(git("show", "solutions:" + STARTER)).isEqualTo("solved");
        assertThat(git("rev-parse", "solutions^")).isEqualTo(git("rev-parse", "main"));
    }

    /** Where a learner's clone may have a branch of that name. */
    enum Branch {
        LOCAL,
        REMOTE,
        BOTH
    }

    /** Every command that README, guide, slides and coach give for comparing with the branch. */
    @ParameterizedTest
    @EnumSource(Branch.class)
    void the_commands_work_in_every_clone_and_in_every_folder(Branch branch) throws Exception {
        if (branch != Branch.LOCAL) {
            SolutionsBranch.write(root);
        }
        git("clone", "--quiet", ".", "../clone");
        root = root.resolveSibling("clone");
        git("config", "user.name", "Grace");
        git("config", "user.email", "grace@example.org");
        if (branch != Branch.REMOTE) {
            SolutionsBranch.write(root);
        }
        SolutionsBranch.write(root); // ./coach branch, which the texts name first
        write(STARTER, "an attempt\n");
        for (var folder : List.of("", "step-05-model-name", "solutions")) {
            assertThat(gitIn(folder, "diff", "-R", "solutions", "--", ":/step-05-model-name"))
                    .contains("\n-an attempt\n+solved");
        }
        git("checkout", "--quiet", "--", STARTER);
        git("switch", "solutions");
        assertThat(root.resolve(STARTER)).hasContent("solved");
        git("switch", "-");
        assertThat(root.resolve(STARTER)).hasContent("TODO 5.1");
    }

    @Test
    void no_text_gives_another_command_that_names_the_branch() throws Exception {
        var workshop = Path.of("../..").toAbsolutePath().normalize();
        var tried =
                List.of(
                        "git diff -R solutions -- :/step-05-model-name",
                        "git switch solutions",
                        "git branch -m solutions my-solutions",
                        "git push --force origin refs/heads/solutions");
        var command = Pattern.compile("git (?!-C)[a-z]+( -+[\\w]+)* \\S*solutions\\b[^\\n`*|]*");
        var texts =
                Stream.of("README.md", "CONTRIBUTING.md", "workshop", "slides", ".github")
                        .map(workshop::resolve)
                        .flatMap(SolutionsBranchTest::texts)
                        .toList();
        assertThat(texts).hasSizeGreaterThan(20);
        for (var text : texts) {
            var commands =
                    command.matcher(Files.readString(text)).results().map(MatchResult::group);
            assertThat(commands.map(String::strip))
                    .as("commands in " + text)
                    .allSatisfy(given -> assertThat(tried).anyMatch(given::startsWith));
        }
    }

    private static final Pattern MADE_OR_TEST =
            Pattern.compile("[/\\\\](target|node_modules|build|test)[/\\\\]");

    private static Stream<Path> texts(Path place) {
        try (var files = Files.walk(place)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(md|adoc|yml|java)"))
                    .filter(file -> !MADE_OR_TEST.matcher(file.toString()).find())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void neither_the_files_nor_the_index_are_touched() throws Exception {
        write(STARTER, "added to the index\n");
        git("add", STARTER);
        write(STARTER, "and changed again\n");
        Files.delete(root.resolve(UNTOUCHED));
        write("notes.txt", "not in git\n");
        var status = git("status", "--porcelain=v2", "--branch");
        var index = Files.readAllBytes(root.resolve(".git/index"));

        SolutionsBranch.write(root);

        assertThat(root.resolve(".git/index")).hasBinaryContent(index);
        assertThat(git("status", "--porcelain=v2", "--branch")).isEqualTo(status);
        assertThat(root.resolve(STARTER)).hasContent("and changed again");
        assertThat(git("show", "solutions:" + STARTER))
                .as("HEAD counts, not what is not committed")
                .isEqualTo("solved");
    }

    @Test
    void the_same_commit_gives_the_same_branch_wherever_it_is_written() throws Exception {
        git("clone", "--quiet", ".", "../elsewhere");
        SolutionsBranch.write(root);
        var here = git("rev-parse", "solutions");

        root = root.resolveSibling("elsewhere");
        git("config", "user.name", "Grace");
        git("config", "i18n.commitEncoding", "ISO-8859-1");
        SolutionsBranch.write(root);

        assertThat(git("rev-parse", "solutions")).isEqualTo(here);
    }

    @Test
    void it_is_written_anew_only_when_something_changed() throws Exception {
        SolutionsBranch.write(root);
        assertThat(SolutionsBranch.write(root)).startsWith("The branch solutions is up to date (");

        write(SOLUTION, "solved better\n");
        commit("A better solution");
        assertThat(SolutionsBranch.write(root)).contains("is written");
        assertThat(git("show", "solutions:" + STARTER)).isEqualTo("solved better");
    }

    @Test
    void line_ends_are_those_of_the_commit() throws Exception {
        git("config", "core.autocrlf", "true");
        SolutionsBranch.write(root);
        assertThat(git("cat-file", "-s", "solutions:" + STARTER)).isEqualTo("7");
    }

    @Test
    void a_head_without_a_branch_serves_as_well() throws Exception {
        git("checkout", "--quiet", "--detach");
        assertThat(SolutionsBranch.write(root)).contains("is written");
    }

    @Test
    void a_workshop_may_be_a_folder_of_a_larger_repository() throws Exception {
        Files.delete(root.resolve(SOLUTION));
        write("courses/java/" + STARTER, "TODO 5.1\n");
        write("courses/java/" + SOLUTION, "solved here\n");
        commit("A second workshop");

        SolutionsBranch.write(root.resolve("courses/java"));

        assertThat(git("show", "solutions:courses/java/" + STARTER)).isEqualTo("solved here");
        assertThat(git("show", "solutions:" + STARTER)).isEqualTo("TODO 5.1");
    }

    // --- what is refused

    @Test
    void it_does_not_replace_the_branch_that_you_stand_on() throws Exception {
        SolutionsBranch.write(root);
        git("checkout", "--quiet", "solutions");
        refused()
                .withMessageContaining(
                        "is checked out in " + root.toRealPath().toString().replace('\\', '/'))
                .withMessageContaining("git switch -");
    }

    @Test
    void nor_the_branch_that_another_worktree_stands_on() throws Exception {
        SolutionsBranch.write(root);
        git("worktree", "add", "--quiet", "../second place", "solutions");
        refused().withMessageContaining("is checked out in").withMessageContaining("second place");
    }

    @Test
    void nor_a_branch_of_that_name_that_is_yours() throws Exception {
        SolutionsBranch.write(root);
        git("checkout", "--quiet", "solutions");
        write("notes.txt", "my notes\n");
        commit("My notes on the solutions");
        git("checkout", "--quiet", "main");
        var mine = git("rev-parse", "solutions");

        refused()
                .withMessageContaining("the coach did not make its last commit")
                .withMessageContaining("git branch -m solutions my-solutions");

        assertThat(git("rev-parse", "solutions")).isEqualTo(mine);
    }

    @Test
    void a_folder_without_git_is_told_so() throws Exception {
        root = Files.createDirectory(folder.resolve("no repository"));
        refused()
                .withMessageContaining("no repository is not in a usable git repository")
                .withMessageContaining("not a git repository");
    }

    @Test
    void a_computer_without_git_is_told_so() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SolutionsBranch.write("git-that-is-not-there", root))
                .withMessage(
                        "There is no git on this machine: \"git-that-is-not-there\" does not start."
                                + " Install git, and put it on the PATH.");
    }

    @Test
    void a_repository_without_a_commit_is_told_so() throws Exception {
        root = Files.createDirectory(folder.resolve("empty"));
        git("init", "--quiet");
        refused().withMessageStartingWith("There is no commit yet");
    }

    @Test
    void a_commit_without_solutions_is_told_so() throws Exception {
        Files.delete(root.resolve(SOLUTION));
        commit("No solutions");
        refused().withMessageStartingWith("HEAD has no files such as solutions/step-01-");
    }

    @Test
    void what_git_cannot_do_is_said_in_its_own_words() throws Exception {
        git("branch", "solutions/mine");
        refused()
                .withMessageStartingWith("git update-ref failed")
                .withMessageContaining("solutions/mine");
    }

    // --- helpers

    private ThrowableAssertAlternative<IllegalStateException> refused() {
        return assertThatIllegalStateException().isThrownBy(() -> SolutionsBranch.write(root));
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit(String message) throws Exception {
        git("add", "--all");
        git("commit", "--quiet", "--message", message);
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        return gitIn("", arguments);
    }

    private String gitIn(String folder, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(root.resolve(folder).toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s says: %s", command, output).isZero();
        return output.stripTrailing();
    }
}
