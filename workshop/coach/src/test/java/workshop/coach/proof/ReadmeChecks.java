package workshop.coach.proof;

import static java.util.stream.Collectors.joining;
import static workshop.coach.proof.Check.require;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import workshop.coach.engine.StepSources;
import workshop.coach.proof.Check.Claim;
import workshop.coach.steps.ReadmeTotals;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.bill.Bill;
import workshop.grading.step.StepFolder;

/**
 * The README of a step says of each exercise what {@code @Exercise} says: the score takes it from
 * there, and the slides take it from the README.
 */
final class ReadmeChecks {

    private static final int HINTS = 3;
    private static final String BILL = "The bill, counted in your code";
    private static final Pattern EDIT = Pattern.compile(" · edit (.*?) · test ");
    private static final Pattern FILE = Pattern.compile("`([^`]+)`");

    private final StepSources sources;
    private final StepFiles files;
    private final Manifest manifest;

    ReadmeChecks(StepSources sources, Manifest manifest) {
        this.sources = sources;
        this.files = new StepFiles(sources);
        this.manifest = manifest;
    }

    List<Check> all() {
        var checks = new ArrayList<Check>();
        for (var exercise : manifest.exercises()) {
            var id = exercise.id();
            checks.add(check(id, "the README tells %s as its test does", () -> line(exercise)));
            checks.add(check(id, "%s has three hints and a TODO", () -> hintsAndTodo(exercise)));
            if (Files.exists(files.slides())) {
                checks.add(check(id, "%s has one slide", () -> slide(exercise)));
            }
        }
        checks.add(
                Check.of(
                        Claim.README,
                        "the README has the exercises of the step, and the minutes of all",
                        this::allExercises));
        checks.add(Check.of(Claim.README, "the README has the solution's bill", this::bill));
        return checks;
    }

    private static Check check(String id, String name, Check.Body body) {
        return new Check(Claim.README, Set.of(id), name.formatted(id), body);
    }

    private void line(ExerciseResult exercise) throws IOException {
        var lines = section(exercise.id()).lines().filter(line -> !line.isBlank()).toList();
        var found = lines.stream().limit(2).collect(joining("\n\n"));
        var right = heading(exercise) + "\n\n" + facts(exercise, lines);
        require(
                found.equals(right),
                "%s says:\n%sThe test %s says otherwise. These are the right lines:\n%s",
                files.display(files.readme()),
                Check.indented(found),
                simpleName(exercise),
                Check.indented(right));
    }

    private static String heading(ExerciseResult exercise) {
        return "### %s %s".formatted(exercise.id(), exercise.title());
    }

    /** Minutes stand in the README alone; more files to edit may stand there. */
    private String facts(ExerciseResult exercise, List<String> lines) {
        var told = lines.size() < 2 ? "" : lines.get(1);
        var minutes = ReadmeTotals.minutes(told);
        return "%s · %d points · %d minutes · edit %s · test `%s`"
                .formatted(
                        "★".repeat(exercise.stars())
                                + "☆".repeat(Math.max(0, 3 - exercise.stars())),
                        exercise.points(),
                        minutes == 0 ? 10 : minutes,
                        filesToEdit(exercise, told),
                        simpleName(exercise));
    }

    private String filesToEdit(ExerciseResult exercise, String told) {
        var main = exercise.edit().replaceFirst(".*/", "");
        var edit = EDIT.matcher(told);
        var named = new ArrayList<String>();
        if (edit.find()) {
            FILE.matcher(edit.group(1)).results().forEach(file -> named.add(file.group(1)));
            named.removeIf(file -> !file.equals(main) && !isEditedFile(file));
        }
        if (!named.contains(main)) {
            named.add(0, main);
        }
        return named.stream().map(file -> "`" + file + "`").collect(joining(" and "));
    }

    /** Whether there is such a file in the solution: all others stay as they are. */
    private boolean isEditedFile(String name) {
        return sources.solution().files().keySet().stream().anyMatch(it -> it.endsWith("/" + name));
    }

    private void hintsAndTodo(ExerciseResult exercise) throws IOException {
        var id = exercise.id();
        var hints = section(id).split("<details>", -1).length - 1;
        require(
                hints == HINTS,
                "%s has %d hints (<details>) under \"### %s\", and should have %d: a nudge, an"
                        + " approach, nearly the code.",
                files.display(files.readme()),
                hints,
                id,
                HINTS);

        var file = sources.main().only(path -> StepBuilds.edits(exercise, path)).files();
        require(
                file.size() == 1,
                "%s says edit = \"%s\", and %s of the starter have that name.",
                id,
                exercise.edit(),
                file.keySet());
        var todo = Pattern.compile("TODO " + Pattern.quote(id) + "(?!\\d)");
        require(
                todo.matcher(Files.readString(file.get(file.firstKey()))).find(),
                "%s has no \"TODO %s\". Put one where the learner is to edit.",
                files.display(file.get(file.firstKey())),
                id);
    }

    private void slide(ExerciseResult exercise) throws IOException {
        var id = exercise.id();
        var slide =
                Pattern.compile(
                        "(?m)^\\[\\.exercise,exercise=%s[,\\]].*\\R(.*)$"
                                .formatted(Pattern.quote(id)));
        var titles =
                slide.matcher(Files.readString(files.slides()))
                        .results()
                        .map(it -> it.group(1))
                        .toList();
        var right = "=== %s %s".formatted(id, exercise.title());
        require(
                titles.equals(List.of(right)),
                "%s should have one slide for %s, and has %s. It begins so:\n"
                        + "    [.exercise,exercise=%s,minutes=1,plan=full]\n    %s\nand has"
                        + " \"exercise::%s[]\" in it.",
                files.display(files.slides()),
                id,
                titles,
                id,
                right,
                id);
    }

    private void allExercises() throws IOException {
        var readme = Files.readString(files.readme());
        var told = new TreeSet<String>();
        Pattern.compile("(?m)^### (\\d+\\.\\d+) ")
                .matcher(readme)
                .results()
                .forEach(it -> told.add(it.group(1)));
        manifest.exercises().forEach(exercise -> told.remove(exercise.id()));
        require(
                told.isEmpty(),
                "%s tells of %s, and no test has that id.",
                files.display(files.readme()),
                told);
        var totals = ReadmeTotals.said(readme);
        require(
                totals.isPresent(),
                "%s should say at its top how many exercises there are and how long they take, as"
                        + " in \"about 40 minutes for all four exercises\".",
                files.display(files.readme()));
        var right = ReadmeTotals.said(ReadmeTotals.corrected(readme));
        require(
                totals.equals(right),
                "%s says \"%s\". By its exercises it should be \"%s\".",
                files.display(files.readme()),
                totals.orElseThrow(),
                right.orElseThrow());
    }

    private void bill() throws IOException {
        var bill =
                Bill.of(StepFolder.at(sources.solutions()))
                        .lines()
                        .filter(line -> !line.isBlank())
                        .collect(joining("\n"));
        var readme = Files.readString(files.readme());
        require(
                !readme.contains(BILL) || readme.contains(bill),
                "%s has another bill than the solution. If a new file should not count in it, name"
                        + " the file in %s. Otherwise this is the right bill, and a text or a slide"
                        + " may name one of its numbers, too:\n%s",
                files.display(files.readme()),
                files.display(sources.folder().resolve("src/test/resources/bill.properties")),
                Check.indented(bill));
    }

    private String section(String id) throws IOException {
        var section =
                Pattern.compile("(?ms)^### " + Pattern.quote(id) + "[ \\t].*?(?=^#{2,3} |\\z)")
                        .matcher(Files.readString(files.readme()));
        require(
                section.find(),
                "%s has no heading \"### %s …\".",
                files.display(files.readme()),
                id);
        return section.group();
    }

    private static String simpleName(ExerciseResult exercise) {
        return exercise.testClass().replaceFirst(".*\\.", "");
    }
}
