package workshop.coach.proof;

import static workshop.coach.proof.Check.require;
import static workshop.coach.proof.Failures.requireGreen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import workshop.coach.engine.StepSources;
import workshop.coach.proof.Check.Claim;
import workshop.coach.steps.Answer;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;

/** Other right answers than the solution are green, and wrong ones red for what is wrong. */
final class AnswerChecks {

    private final StepSources sources;
    private final List<RightAnswers> rights;
    private final Set<String> ids;
    private final StepBuilds builds;
    private final boolean everywhere;
    private final Map<List<Answer>, Optional<ExerciseResult>> red = new HashMap<>();

    /**
     * The answers of a step.
     *
     * @param everywhere whether each right answer is given alone, and a wrong one must be green in
     *     the exercises that it does not name
     */
    AnswerChecks(StepSources sources, Manifest manifest, StepBuilds builds, boolean everywhere)
            throws IOException {
        this.sources = sources;
        rights = RightAnswers.in(sources, everywhere ? 1 : Integer.MAX_VALUE);
        this.ids = SolutionChecks.ids(manifest);
        this.builds = builds;
        this.everywhere = everywhere;
    }

    /** Begins to run what the checks, which go one by one, will ask for. */
    void begin() throws IOException {
        for (var together : rights) {
            builds.begin(builds.answeredBy(together.answers()), ids);
        }
        for (var wrong : new StepFiles(sources).wrongAnswers()) {
            builds.begin(builds.answeredBy(List.of(wrong.answer())), judges(wrong));
        }
    }

    /** The exercises that a wrong answer runs against. */
    private Set<String> judges(WrongAnswer wrong) {
        return everywhere ? ids : wrong.messages().keySet();
    }

    List<Check> all() throws IOException {
        var checks = new ArrayList<Check>();
        for (var together : rights) {
            for (var right : together.answers()) {
                var about = Set.of(RightAnswers.exercise(right));
                var name = "right answer %s is green".formatted(right.name());
                checks.add(
                        new Check(
                                Claim.SOLUTION, about, name, () -> right(right, about, together)));
            }
            if (together.answers().size() > 1) {
                var name = "right answers are green together: " + together.names();
                checks.add(Check.of(Claim.SOLUTION, name, () -> together(together)));
            }
        }
        for (var wrong : new StepFiles(sources).wrongAnswers()) {
            var about = wrong.messages().keySet();
            var name =
                    (everywhere
                                    ? "wrong answer %s is red in %s only"
                                    : "wrong answer %s is red in %s")
                            .formatted(wrong.answer().name(), about);
            checks.add(new Check(Claim.WRONG, about, name, () -> wrong(wrong)));
        }
        return checks;
    }

    private void right(Answer right, Set<String> about, RightAnswers together) throws Exception {
        var where = right.display();
        var replaced = new TreeSet<>(right.texts().keySet());
        replaced.retainAll(builds.solved().files().keySet());
        require(!replaced.isEmpty(), "%s replaces no file of the step.", where);
        require(
                ids.containsAll(about),
                "%s begins with no exercise of the step. It should, as in 1.4-a-lambda.",
                where);
        if (!areGreen(together)) {
            var alone = red(List.of(right));
            if (alone.isPresent()) {
                requireGreen(
                        alone.get(),
                        "%s is red in %s: the exercise takes a right answer for a wrong one."
                                .formatted(where, alone.get().id()));
            }
        }
    }

    /** A learner may give them all. When one of them is red alone, that is told elsewhere. */
    private void together(RightAnswers together) throws Exception {
        if (areGreen(together)) {
            return;
        }
        for (var right : together.answers()) {
            if (red(List.of(right)).isPresent()) {
                return;
            }
        }
        var variant = builds.answeredBy(together.answers());
        require(
                builds.compiles(variant),
                "Each compiles alone, and together they do not: %s.",
                together.names());
        var red = red(together.answers()).orElseThrow();
        requireGreen(
                red,
                "Each is green alone, and together they are red in %s: %s."
                        .formatted(red.id(), together.names()));
    }

    private boolean areGreen(RightAnswers together) throws Exception {
        return builds.compiles(builds.answeredBy(together.answers()))
                && red(together.answers()).isEmpty();
    }

    /** The first exercise that is red when those answers are given; several checks ask for it. */
    private Optional<ExerciseResult> red(List<Answer> answers) throws Exception {
        var known = red.get(answers);
        if (known == null) {
            known = firstRed(answers);
            red.put(answers, known);
        }
        return known;
    }

    private Optional<ExerciseResult> firstRed(List<Answer> answers) throws Exception {
        var variant = builds.answeredBy(answers);
        for (var first : builds.run(variant, ids)) {
            var result = builds.orAgain(first, ExerciseResult::green, variant);
            if (!result.green()) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }

    private void wrong(WrongAnswer wrong) throws Exception {
        requireSensible(wrong);
        var variant = builds.answeredBy(List.of(wrong.answer()));
        var complaints = new ArrayList<String>();
        for (var first : builds.run(variant, judges(wrong))) {
            var expected = wrong.messages().get(first.id());
            Predicate<ExerciseResult> asItShouldBe =
                    it -> expected == null ? it.green() : !it.green() && Failures.say(it, expected);
            var result = builds.orAgain(first, asItShouldBe, variant);
            if (!asItShouldBe.test(result)) {
                complaints.add(complaint(result, expected, wrong.answer().display()));
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
                    .formatted(where, id, id, Failures.of(result));
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
                .formatted(where, id, expected, Failures.of(result));
    }

    private void requireSensible(WrongAnswer wrong) throws IOException {
        var where = wrong.answer().display();
        require(
                !wrong.messages().isEmpty(),
                "%s has no line such as \"1.4 = part of the message\" in wrong.properties.",
                where);
        var unknown = new TreeSet<>(wrong.messages().keySet());
        unknown.removeAll(ids);
        require(
                unknown.isEmpty(),
                "%s/wrong.properties names %s, which the step does not have.",
                where,
                unknown);
        var paths = wrong.answer().texts().keySet();
        var astray = new TreeSet<>(paths);
        astray.removeAll(builds.solved().files().keySet());
        require(
                astray.isEmpty(),
                "%s replaces no file of the step with %s. Is the path right?",
                where,
                astray);
        require(
                !paths.isEmpty(),
                "%s has no answer.patch, and no file below java/ or resources/.",
                where);
    }
}
