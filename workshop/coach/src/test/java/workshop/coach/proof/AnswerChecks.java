package workshop.coach.proof;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static workshop.coach.proof.Check.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import workshop.coach.proof.Check.Claim;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;
import workshop.grading.Status;
import workshop.grading.TestResult;

/** Answers get the verdicts that they deserve: the starter, the solution, the wrong ones. */
final class AnswerChecks {

    /** Reasons to be red that are nobody's lesson. */
    private static final Pattern ACCIDENT =
            Pattern.compile(
                    "\\b("
                            + "NullPointerException|ClassNotFoundException|ClassCastException"
                            + "|\\w+(Def|Method|Field|Initializer)\\w*Error"
                            + "|StackOverflowError|OutOfMemoryError"
                            + "|BindException|ConnectException|JedisConnectionException"
                            + "|NoSuchBeanDefinitionException|BeanCreationException"
                            + "|ParameterResolutionException"
                            + ")\\b"
                            + "|The application does not start|exit code \\d+|was not done after");

    private final StepFiles files;
    private final Manifest manifest;
    private final StepBuilds builds;

    AnswerChecks(StepFiles files, Manifest manifest, StepBuilds builds) {
        this.files = files;
        this.manifest = manifest;
        this.builds = builds;
    }

    /** Begins to run what the checks, which go one by one, will ask for. */
    void begin() throws IOException {
        builds.begin(builds.starter(), ids());
        builds.begin(builds.solution(), ids());
        for (var wrong : files.wrongAnswers()) {
            builds.begin(builds.answeredBy(wrong), ids());
        }
        for (var exercise : manifest.exercises()) {
            builds.begin(builds.solvedOnly(until(exercise)), ids(until(exercise)));
        }
    }

    List<Check> all() throws IOException {
        var checks = new ArrayList<Check>();
        for (var exercise : manifest.exercises()) {
            checks.add(
                    about(
                            exercise,
                            Claim.STARTER,
                            "the starter of %s is red, and says why",
                            () -> starter(exercise)));
        }
        for (var exercise : manifest.exercises()) {
            checks.add(
                    about(
                            exercise,
                            Claim.SOLUTION,
                            "the solution of %s is green",
                            () -> solution(exercise)));
        }
        for (var wrong : files.wrongAnswers()) {
            var ids = wrong.messages().keySet();
            var name = "wrong answer %s is red in %s only".formatted(wrong.name(), ids);
            checks.add(new Check(Claim.WRONG, ids, name, () -> wrong(wrong)));
        }
        for (var exercise : manifest.exercises()) {
            checks.add(
                    about(
                            exercise,
                            Claim.ORDER,
                            "%s can be solved with what came before",
                            () -> order(exercise)));
        }
        return checks;
    }

    private static Check about(ExerciseResult exercise, Claim claim, String name, Check.Body body) {
        return new Check(claim, Set.of(exercise.id()), name.formatted(exercise.id()), body);
    }

    private void starter(ExerciseResult exercise) throws Exception {
        var id = exercise.id();
        var expected = files.starterMessages().getOrDefault(id, "TODO " + id);
        Predicate<ExerciseResult> asItShouldBe = it -> !it.green() && says(it, expected);
        var result = find(id, builds.run(builds.starter(), ids()));
        var last = builds.orAgain(result, asItShouldBe, builds.starter());
        require(
                !last.green(),
                "%s is green in the starter: nothing is left to do. Take the answer out of %s.",
                id,
                exercise.edit());
        require(
                says(last, expected),
                "%s is red in the starter, but no failure says \"%s\". Let the starter throw it,"
                        + " or, when the starter is a naive answer, name a part of its message in"
                        + " %s. It says:\n%s",
                id,
                expected,
                files.display(files.starterProperties()),
                failures(last));
        for (var test : last.tests()) {
            if (isAccident(test, expected)) {
                throw new AssertionError(
                        ("%s is red in the starter by accident, and a learner cannot know that."
                             + " Cure it in the test \"%s\" or in the starter. It says:\n"
                             + "%s")
                                .formatted(id, test.name(), Check.indented(test.message())));
            }
        }
    }

    private static boolean isAccident(TestResult test, String expected) {
        return test.status() == Status.FAILED
                && !test.message().contains(expected)
                && ACCIDENT.matcher(test.message()).find();
    }

    private void solution(ExerciseResult exercise) throws Exception {
        var id = exercise.id();
        var solution = builds.solution();
        var result = find(id, builds.run(solution, ids()));
        requireGreen(
                builds.orAgain(result, ExerciseResult::green, solution),
                "%s is red with the solution in %s.".formatted(id, files.solutionFolder()));
        requireGreen(
                builds.orAgain(builds.alone(id), ExerciseResult::green, solution),
                ("%s is red with the solution in %s when it runs alone, and green after the"
                                + " ones before.")
                        .formatted(id, files.solutionFolder()));
    }

    private void wrong(WrongAnswer wrong) throws Exception {
        var where = files.display(wrong.folder());
        requireSensible(wrong, where);
        var variant = builds.answeredBy(wrong);
        var complaints = new ArrayList<String>();
        for (var first : builds.run(variant, ids())) {
            var expected = wrong.messages().get(first.id());
            Predicate<ExerciseResult> asItShouldBe =
                    it -> expected == null ? it.green() : !it.green() && says(it, expected);
            var result = builds.orAgain(first, asItShouldBe, variant);
            if (!asItShouldBe.test(result)) {
                complaints.add(complaint(result, expected, where));
            }
        }
        require(complaints.isEmpty(), "%s", String.join("\n", complaints));
    }

    private static String complaint(ExerciseResult result, String expected, String where) {
        var id = result.id();
        if (expected == null) {
            return """
            %s makes %s red, too. Let it do less, or name %s in its wrong.properties. It says:
            %s\
            """
                    .formatted(where, id, id, failures(result));
        }
        if (result.green()) {
            return """
            %s is green in %s: the exercise takes a wrong answer for a right one.
            Add a test that tells the two apart.\
            """
                    .formatted(where, id);
        }
        return """
        %s is red in %s as it should be, but no failure says "%s". It says:
        %s\
        """
                .formatted(where, id, expected, failures(result));
    }

    private void requireSensible(WrongAnswer wrong, String where) {
        require(
                !wrong.messages().isEmpty(),
                "%s has no line such as \"1.4 = part of the message\" in wrong.properties.",
                where);
        var unknown = new TreeSet<>(wrong.messages().keySet());
        unknown.removeAll(ids());
        require(
                unknown.isEmpty(),
                "%s/wrong.properties names %s, which the step does not have.",
                where,
                unknown);
        var astray = new TreeSet<>(wrong.sources().files().keySet());
        astray.removeAll(builds.solved().files().keySet());
        require(
                astray.isEmpty(),
                "%s replaces no file of the step with %s. Is the path right?",
                where,
                astray);
        require(
                !wrong.sources().files().isEmpty(),
                "%s has no file below java/ or resources/.",
                where);
    }

    private void order(ExerciseResult exercise) throws Exception {
        var ids = ids(until(exercise));
        var variant = builds.solvedOnly(until(exercise));
        for (var first : builds.run(variant, ids)) {
            var result = builds.orAgain(first, ExerciseResult::green, variant);
            requireGreen(
                    result,
                    ("With %s solved and the rest as in the starter, %s is red. It may need a file"
                                    + " that only a later exercise edits.")
                            .formatted(ids, result.id()));
        }
    }

    private List<ExerciseResult> until(ExerciseResult exercise) {
        return manifest.exercises().subList(0, manifest.exercises().indexOf(exercise) + 1);
    }

    private Set<String> ids() {
        return ids(manifest.exercises());
    }

    private static Set<String> ids(List<ExerciseResult> exercises) {
        return exercises.stream().map(ExerciseResult::id).collect(toCollection(TreeSet::new));
    }

    private static ExerciseResult find(String id, List<ExerciseResult> results) {
        return results.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private static void requireGreen(ExerciseResult result, String otherwise) {
        require(result.green(), "%s It says:\n%s", otherwise, failures(result));
    }

    /** Whether a failure says that; where its lines break does not matter. */
    private static boolean says(ExerciseResult result, String expected) {
        // "TODO 1.1" is no part of "TODO 1.10".
        var end = expected.startsWith("TODO ") ? "(?!\\d)" : "";
        var text = Pattern.compile(Pattern.quote(expected) + end);
        return result.tests().stream()
                .filter(test -> test.status() == Status.FAILED)
                .anyMatch(test -> text.matcher(test.message().replaceAll("\\s+", " ")).find());
    }

    private static String failures(ExerciseResult result) {
        return result.tests().stream()
                .filter(test -> !test.green())
                .map(AnswerChecks::failure)
                .collect(joining());
    }

    private static String failure(TestResult test) {
        var where = test.where() == null ? "" : "\nat " + test.where();
        return Check.indented("%s: %s%s".formatted(test.name(), test.message(), where));
    }
}
