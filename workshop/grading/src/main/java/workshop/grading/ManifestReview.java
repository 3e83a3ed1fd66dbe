package workshop.grading;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import workshop.grading.step.StepFolder;

/** For authors: what is wrong with a step's exercises, and in what two manifests differ. */
public final class ManifestReview {

    private static final int POINTS = 100;

    private ManifestReview() {}

    /** What is wrong with ids, points and stars, and with what belongs to an id. */
    public static List<String> faults(StepFolder step, Manifest manifest) {
        var faults = new ArrayList<String>();
        for (var exercise : manifest.exercises()) {
            if (!exercise.id().matches(step.ordinal() + "\\.[1-9]\\d{0,2}")) {
                faults.add(
                        "%s has the id \"%s\". It should be the step and a number, such as %s.1."
                                .formatted(exercise.testClass(), exercise.id(), step.ordinal()));
            }
            if (exercise.stars() < 1 || exercise.stars() > 3) {
                faults.add(
                        "%s has %s stars. One to three say how hard an exercise is."
                                .formatted(exercise.id(), exercise.stars()));
            }
        }
        var points = manifest.unrun().points();
        if (points != POINTS) {
            faults.add(
                    "The exercises are worth %s points together, and should be worth %s."
                            .formatted(points, POINTS));
        }
        manifest.exercises().stream()
                .collect(groupingBy(ExerciseResult::id, TreeMap::new, counting()))
                .forEach(
                        (id, count) -> {
                            if (count > 1) {
                                faults.add("%s test classes have the id %s.".formatted(count, id));
                            }
                        });
        faults.addAll(faultsOfAnswers(step, manifest));
        return faults;
    }

    private static List<String> faultsOfAnswers(StepFolder step, Manifest manifest) {
        var solutions = step.root().resolve("solutions").resolve(step.name());
        if (!Files.isDirectory(solutions)) {
            return List.of();
        }
        var faults = new ArrayList<String>();
        var ids =
                manifest.exercises().stream()
                        .map(ExerciseResult::id)
                        .collect(toCollection(TreeSet::new));
        var starter = solutions.resolve("starter.properties");
        for (var id : keys(starter)) {
            if (!ids.contains(id)) {
                faults.add(
                        "%s has a line for %s, and no test has that id."
                                .formatted(step.display(starter), id));
            }
        }
        var answered = new TreeSet<String>();
        for (var wrong : folders(solutions.resolve("wrong"))) {
            answered.addAll(keys(wrong.resolve("wrong.properties")));
        }
        for (var id : ids) {
            if (!answered.contains(id)) {
                faults.add(
                        "No wrong answer in %s turns %s red. Write one that people would give."
                                .formatted(step.display(solutions.resolve("wrong")), id));
            }
        }
        return faults;
    }

    private static Set<String> keys(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In what the exercises and files of today differ from those that were written down. */
    public static List<String> differences(Manifest written, Manifest today) {
        var differences = new ArrayList<String>();
        compare(exercises(written), exercises(today), differences);
        compare(written.mainSources(), today.mainSources(), differences);
        compare(written.testSources(), today.testSources(), differences);
        if (differences.isEmpty() && !written.equals(today)) {
            differences.add("the title of the step, or the order of exercises");
        }
        return differences;
    }

    private static SortedMap<String, String> exercises(Manifest manifest) {
        var exercises = new TreeMap<String, String>();
        for (var it : manifest.exercises()) {
            var facts = "%s\n%s points\n%s of 3 stars\nedit %s\ntest %s\nat %s";
            exercises.merge(
                    it.id(),
                    facts.formatted(
                            it.title(),
                            it.points(),
                            it.stars(),
                            it.edit(),
                            it.testClass(),
                            it.place()),
                    (one, other) -> one + "\n" + other);
        }
        return exercises;
    }

    private static void compare(
            SortedMap<String, String> before, SortedMap<String, String> now, List<String> found) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            if (!before.containsKey(name)) {
                found.add(name + " is new");
            } else if (!now.containsKey(name)) {
                found.add(name + " is gone");
            } else if (!Objects.equals(before.get(name), now.get(name))) {
                found.add(change(name, before.get(name), now.get(name)));
            }
        }
    }

    /** Only what differs of an exercise; a check sum says nothing to anyone. */
    private static String change(String name, String before, String now) {
        return name.endsWith(".java")
                ? name + " has changed"
                : "%s was: %s\n%s is now: %s"
                        .formatted(name, without(now, before), name, without(before, now));
    }

    private static String without(String known, String facts) {
        var others = facts.lines().collect(toCollection(ArrayList::new));
        known.lines().forEach(others::remove);
        return String.join(", ", others);
    }
}
