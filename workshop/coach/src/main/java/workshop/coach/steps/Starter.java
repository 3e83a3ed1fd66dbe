package workshop.coach.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import workshop.coach.git.Git;
import workshop.coach.steps.Workshop.Target;
import workshop.grading.Manifest;

/**
 * The files of a step as the learner got them. Git has them, and the step's manifest has their
 * fingerprints, so it does not matter in which commit they are, or what the learner has committed
 * since.
 */
public final class Starter {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH.mm.ss.SSS", Locale.ROOT);

    /**
     * What else differs from the start, below a folder.
     *
     * @param commit the start
     * @param files from the workshop's folder, with slashes
     */
    public record Others(String commit, List<String> files) {}

    /** How much of a commit's name tells it from all others. */
    private static final int SHORT = 12;

    private final Workshop workshop;
    private final Target target;
    private final Map<Path, String> fingerprints = new TreeMap<>();

    /**
     * For a step: all Java files, tests included. For an exercise: the file to edit.
     *
     * @throws UserError when the step's manifest is gone
     */
    public Starter(Workshop workshop, Target target) {
        this.workshop = workshop;
        this.target = target;
        workshop.requireManifest(target.sources());
        var folder = target.sources().folder();
        var manifest = Manifest.read(target.sources().step());
        manifest.mainSources()
                .forEach(
                        (path, sum) -> {
                            if (target.whole()
                                    || Path.of(path).endsWith(target.exercises().get(0).edit())) {
                                fingerprints.put(
                                        folder.resolve("src/main/java").resolve(path), sum);
                            }
                        });
        if (target.whole()) {
            manifest.testSources()
                    .forEach(
                            (path, sum) ->
                                    fingerprints.put(
                                            folder.resolve("src/test/java").resolve(path), sum));
        }
    }

    /**
     * The files that have changed, with their original content.
     *
     * @throws UserError when git does not know one of them
     */
    public Map<Path, byte[]> changed() throws IOException {
        var originals = new TreeMap<Path, byte[]>();
        for (var entry : fingerprints.entrySet()) {
            var file = entry.getKey();
            if (!Files.exists(file)
                    || !Manifest.fingerprint(Files.readAllBytes(file)).equals(entry.getValue())) {
                originals.put(file, original(file, entry.getValue()));
            }
        }
        return originals;
    }

    /**
     * Files of a whole step that are not as they were, and are not put back: no Java, or a file of
     * the learner's own. Nothing without a git clone.
     */
    public Others others() {
        if (!target.whole()) {
            return new Others("", List.of());
        }
        var step = "./" + workshop.display(target.sources().folder());
        try (var git = new Git(workshop.root())) {
            var cloned = git.ask("", "merge-base", "HEAD", "refs/remotes/origin/HEAD");
            var commit = cloned.good() ? cloned.output().substring(0, SHORT) : "HEAD";
            if (!git.ask("", "read-tree", commit).good()) {
                return new Others(commit, List.of());
            }
            var changed = git.run("diff", "--name-only", "--relative", "-z", "--", step);
            var added = git.run("ls-files", "--others", "--exclude-standard", "-z", "--", step);
            var files = new ArrayList<String>();
            Stream.of((changed + added).split("\0"))
                    .map(Git::text)
                    .filter(file -> !file.isEmpty())
                    .filter(file -> !fingerprints.containsKey(workshop.root().resolve(file)))
                    .forEach(files::add);
            return new Others(commit, files);
        }
    }

    /** Files that belong to the exercise, too, but hold what was written for another one. */
    public List<String> shared() throws IOException {
        if (target.whole()) {
            return List.of();
        }
        var exercise = target.exercises().get(0);
        return StoredAnswer.stillToDo(target.sources(), exercise.id()).keySet().stream()
                .map(path -> Path.of(path).getFileName().toString())
                .filter(name -> !name.equals(exercise.edit()))
                .toList();
    }

    private byte[] original(Path file, String fingerprint) {
        var path = "./" + workshop.display(file);
        try (var git = new Git(workshop.root())) {
            var commits = git.ask("", "log", "--all", "--format=%H", "--", path);
            if (!commits.good()) {
                throw new UserError(
                        "This needs the workshop's git history, and %s is not a git clone.",
                        workshop.root());
            }
            return commits.output()
                    .lines()
                    .map(commit -> git.ask("", "show", commit + ":" + path))
                    .filter(Git.Result::good)
                    .map(Git.Result::bytes)
                    .filter(bytes -> Manifest.fingerprint(bytes).equals(fingerprint))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new UserError(
                                            "Git has no version of %s that is identical to the one"
                                                    + " you started from. A fresh clone has one.",
                                            workshop.display(file)));
        }
    }

    /**
     * Puts the originals in place.
     *
     * @return the folder that now holds what was there before; none when nothing was there
     */
    public Optional<Path> restore(Map<Path, byte[]> originals) throws IOException {
        var kept =
                workshop.root().resolve(".coach/kept").resolve(LocalDateTime.now().format(STAMP));
        for (var file : originals.keySet()) {
            if (Files.exists(file)) {
                var copy = kept.resolve(workshop.root().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        for (var entry : originals.entrySet()) {
            Files.createDirectories(entry.getKey().getParent());
            Files.write(entry.getKey(), entry.getValue());
        }
        return Optional.of(kept).filter(Files::exists);
    }
}
