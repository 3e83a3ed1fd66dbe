package workshop.coach.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import workshop.grading.step.StepFolder;

/**
 * Writes the local branch {@code solutions}: what HEAD holds, with every step's solution over its
 * starter. So {@code git diff -R solutions -- :/step-05-model-name} compares your answers with the
 * workshop's, and {@code git switch solutions} shows a workshop in which every step is green. The
 * folder solutions has the same name: the dashes tell git which of them is meant.
 *
 * <p>It is done by plumbing: neither your files nor your index are touched. The commit's parent is
 * HEAD, its author and its date are always the same for the same HEAD, and so is its id.
 */
public final class SolutionsBranch {

    private static final String BRANCH = "refs/heads/solutions";
    private static final String AUTHOR = "The coach";
    private static final String EMAIL = "coach@workshop.invalid";
    private static final String TITLE = "The solutions, over the starters";
    private static final String MESSAGE =
            TITLE
                    + """


                    Every step is green under mvn test. Written by ./coach branch, and written again
                    when the branch below it moves on: do not build on it. mvn verify -f solutions
                    proves that starters are red, so it belongs to the branch below.
                    """;

    /** What git ls-tree -z says of a file: mode, object, path. */
    private static final Pattern ENTRY = Pattern.compile("(\\d+) blob (\\p{XDigit}+)\t([^\0]+)\0");

    private static final Pattern SOLUTION =
            Pattern.compile("solutions/(" + StepFolder.NAME + "/src/main/.+)");
    private static final Pattern COMMITTED =
            Pattern.compile("(?m)^committer .*> (\\d+ [+-]\\d{4})$");

    private SolutionsBranch() {}

    /**
     * Writes the branch, or leaves it as it is when nothing has changed.
     *
     * @param root the workshop's folder
     * @return what was done, for a person
     * @throws IllegalStateException when it cannot be done; the message says why, and what to do
     */
    public static String write(Path root) {
        return write("git", root);
    }

    static String write(String command, Path root) {
        try (var git = new Git(command, root)) {
            var place = git.ask("", "rev-parse", "--show-prefix");
            require(
                    place.good(),
                    "%s is not in a usable git repository, so there can be no branch. git"
                            + " says:\n"
                            + "%s",
                    root,
                    place.complaints().indent(4));
            var head = git.ask("", "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
            require(
                    head.good(),
                    "There is no commit yet, so there is nothing to start a branch from. Commit"
                            + " first.");
            var before = before(git);
            var after = commit(git, place.output().stripTrailing(), head.output().strip());
            if (after.equals(before)) {
                return "The branch solutions is up to date (%.7s).".formatted(after);
            }
            git.run("update-ref", "-m", "coach: " + TITLE, BRANCH, after, before);
            return """
            The branch solutions is written (%.7s, on top of %.7s).
            Your files and your index are unchanged.
              git diff -R solutions -- :/step-05-model-name   yours is -, the solution is +
              git switch solutions                            every step solved
              git switch -                                    back to your own branch\
            """
                    .formatted(after, head.output());
        }
    }

    /**
     * The commit that the branch is at, if it may be replaced; nothing when there is no such
     * branch.
     */
    private static String before(Git git) {
        // -z would be safer with strange paths, but old gits do not know it, and a branch is on its
        // own line anyway
        for (var tree : Git.text(git.run("worktree", "list", "--porcelain")).split("\n\n")) {
            require(
                    tree.lines().noneMatch(("branch " + BRANCH)::equals),
                    "The branch solutions is checked out in %s, and the files there would not"
                            + " change with it. Switch to another branch there:\n"
                            + "    git switch -",
                    tree.lines().findFirst().orElseThrow().replaceFirst("^worktree ", ""));
        }
        var tip = git.ask("", "rev-parse", "--verify", "--quiet", BRANCH);
        if (!tip.good()) {
            return "";
        }
        var commit = git.run("cat-file", "commit", BRANCH);
        require(
                commit.contains("\ncommitter %s <%s> ".formatted(AUTHOR, EMAIL)),
                "There is already a branch solutions, and the coach did not make its last commit."
                        + " Give it another name, so that nothing is lost:\n"
                        + "    git branch -m solutions my-solutions");
        return tip.output().strip();
    }

    private static String commit(Git git, String prefix, String head) {
        var entries = entries(git.run("ls-tree", "-r", "-z", "--full-tree", head), prefix);
        require(
                !entries.isEmpty(),
                "HEAD has no files such as solutions/step-01-…/src/main/…. Were they deleted?");
        git.run("read-tree", head);
        git.feed(String.join("", entries), "update-index", "-z", "--index-info");
        var committed = COMMITTED.matcher(git.run("cat-file", "commit", head));
        require(committed.find(), "The commit %s has no date.", head);
        git.sign(AUTHOR, EMAIL, committed.group(1));
        return git.feed(MESSAGE, "commit-tree", git.run("write-tree"), "-p", head);
    }

    /** The solutions' files, at the paths of the starters. */
    private static List<String> entries(String tree, String prefix) {
        var entries = new ArrayList<String>();
        for (var entry = ENTRY.matcher(tree); entry.find(); ) {
            var path = entry.group(3);
            var solution =
                    SOLUTION.matcher(
                            path.startsWith(prefix) ? path.substring(prefix.length()) : "");
            if (solution.matches()) {
                entries.add(
                        "%s %s\t%s\0"
                                .formatted(
                                        entry.group(1),
                                        entry.group(2),
                                        prefix + solution.group(1)));
            }
        }
        return entries;
    }

    private static void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new IllegalStateException(message.formatted(arguments));
        }
    }
}
