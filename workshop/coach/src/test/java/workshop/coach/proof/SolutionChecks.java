package workshop.coach.proof;

import static java.util.stream.Collectors.toCollection;
import static workshop.coach.proof.Check.require;
import static workshop.coach.proof.FailureText.requireGreen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import workshop.coach.proof.Check.Claim;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;

/** The starter is red, the solution is green, and so is every stage on the way between them. */
final class SolutionChecks {

    private final StepFiles files;
    private final Manifest manifest;
    private final StepBuilds builds;

    SolutionChecks(StepFiles files, Manifest manifest, StepBuilds builds) {
        this.files = files;
        this.manifest = manifest;
        this.builds = builds;
    }

    /** Begins to run what the checks, which go one by one, will ask for. */
    void begin() {
        builds.begin(builds.starter(), ids(manifest));
        builds.begin(builds.solution(), ids(manifest));
        for (var exercise : manifest.exercises()) {
            builds.begin(builds.solvedOnly(until(exercise)), ids(until(exercise)));
        }
    }

    List<Check> all() {
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
        Predicate<ExerciseResult> asItShouldBe = it -> !it.green() && FailureText.say(it, expected);
        var result = find(id, builds.run(builds.starter(), ids(manifest)));
        var last = builds.orAgain(result, asItShouldBe, builds.starter());
        require(
                !last.green(),
                "%s is green in the starter: nothing is left to do. Take the answer out of %s.",
                id,
                exercise.edit());
        require(
                FailureText.say(last, expected),
                "%s is red in the starter, but no failure says \"%s\". Let the starter throw it,"
                        + " or, when the starter is a naive answer, name a part of its message in"
                        + " %s. It says:\n%s",
                id,
                expected,
                files.display(files.starterProperties()),
                FailureText.of(last));
        for (var test : FailureText.byAccident(last, expected)) {
            throw new AssertionError(
                    """
                    %s is red in the starter by accident, and a learner cannot know that. Cure it \
                    in the test "%s" or in the starter. It says:
                    %s\
                    """
                            .formatted(id, test.name(), Check.indented(test.message())));
        }
    }

    private void solution(ExerciseResult exercise) throws Exception {
        var id = exercise.id();
        var solution = builds.solution();
        var result = find(id, builds.run(solution, ids(manifest)));
        requireGreen(
                builds.orAgain(result, ExerciseResult::green, solution),
                "%s is red with the solution in %s.".formatted(id, files.solutionFolder()));
        requireGreen(
                builds.orAgain(builds.alone(id), ExerciseResult::green, solution),
                ("%s is red with the solution in %s when it runs alone, and green after the"
                                + " ones before.")
                        .formatted(id, files.solutionFolder()));
    }

    private void order(ExerciseResult exercise) throws IOException, InterruptedException {
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

    /** The exercises of a step. */
    static Set<String> ids(Manifest manifest) {
        return ids(manifest.exercises());
    }

    private static Set<String> ids(List<ExerciseResult> exercises) {
        return exercises.stream().map(ExerciseResult::id).collect(toCollection(TreeSet::new));
    }

    private static ExerciseResult find(String id, List<ExerciseResult> results) {
        return results.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }
}
