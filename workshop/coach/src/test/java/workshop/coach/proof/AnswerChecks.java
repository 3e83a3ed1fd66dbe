package workshop.coach.proof;

import static workshop.coach.proof.Check.require;
import static workshop.coach.proof.FailureText.requireGreen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import workshop.coach.proof.Check.Claim;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;

/** Other right answers than the solution are green, and wrong ones red for what is wrong. */
final class AnswerChecks {

    private final StepAnswers answers;
    private final Set<String> ids;
    private final StepBuilds builds;
    private final boolean everywhere;
    private final Map<AnswerGroup<RightAnswer>, Optional<ExerciseResult>> red = new HashMap<>();
    private final List<String> again = new ArrayList<>();

    AnswerChecks(Manifest manifest, StepBuilds builds) {
        ids = SolutionChecks.ids(manifest);
        this.builds = builds;
        answers = builds.answers();
        everywhere = builds.everywhere();
    }

    /** Begins to run what the checks, which go one by one, will ask for. */
    void begin() throws IOException {
        for (var together : answers.right()) {
            builds.begin(builds.answeredBy(together), ids);
        }
        for (var together : answers.wrong()) {
            builds.begin(builds.answeredBy(together), judges(together.exercises()));
        }
    }

    /** The exercises that wrong answers run against. */
    private Set<String> judges(Set<String> named) {
        return everywhere ? ids : named;
    }

    List<Check> all() {
        var checks = new ArrayList<Check>();
        for (var together : answers.right()) {
            for (var right : together.members()) {
                var name = "right answer %s is green".formatted(right.name());
                checks.add(
                        new Check(
                                Claim.SOLUTION,
                                right.exercises(),
                                name,
                                () -> right(right, together)));
            }
            if (together.isOfMany()) {
                var name = "right answers are green together: " + together.names();
                checks.add(Check.of(Claim.SOLUTION, name, () -> together(together)));
            }
        }
        for (var together : answers.wrong()) {
            for (var wrong : together.members()) {
                var about = wrong.exercises();
                var name =
                        (everywhere
                                        ? "wrong answer %s is red in %s only"
                                        : "wrong answer %s is red in %s")
                                .formatted(wrong.name(), about);
                checks.add(new Check(Claim.WRONG, about, name, () -> wrong(wrong, together)));
            }
        }
        return checks;
    }

    private void right(RightAnswer right, AnswerGroup<RightAnswer> together) throws Exception {
        var where = right.answer().display();
        var replaced = new TreeSet<>(right.answer().texts().keySet());
        replaced.retainAll(builds.solved().files().keySet());
        require(!replaced.isEmpty(), "%s replaces no file of the step.", where);
        require(
                ids.containsAll(right.exercises()),
                "%s begins with no exercise of the step. It should, as in 1.4-a-lambda.",
                where);
        if (!areGreen(together)) {
            var alone = red(AnswerGroup.of(right));
            if (alone.isPresent()) {
                requireGreen(
                        alone.get(),
                        "%s is red in %s: the exercise takes a right answer for a wrong one."
                                .formatted(where, alone.get().id()));
            }
        }
    }

    /** A learner may give them all. When one of them is red alone, that is told elsewhere. */
    private void together(AnswerGroup<RightAnswer> together) throws Exception {
        if (areGreen(together)) {
            return;
        }
        for (var right : together.members()) {
            if (red(AnswerGroup.of(right)).isPresent()) {
                return;
            }
        }
        var variant = builds.answeredBy(together);
        require(
                builds.compiles(variant),
                "Each compiles alone, and together they do not: %s.",
                together.names());
        var red = red(together).orElseThrow();
        requireGreen(
                red,
                "Each is green alone, and together they are red in %s: %s."
                        .formatted(red.id(), together.names()));
    }

    private boolean areGreen(AnswerGroup<RightAnswer> together) throws Exception {
        return builds.compiles(builds.answeredBy(together)) && red(together).isEmpty();
    }

    /** The first exercise that is red when those answers are given; several checks ask for it. */
    private Optional<ExerciseResult> red(AnswerGroup<RightAnswer> given) throws Exception {
        var known = red.get(given);
        if (known == null) {
            known = firstRed(given);
            red.put(given, known);
        }
        return known;
    }

    private Optional<ExerciseResult> firstRed(AnswerGroup<RightAnswer> given) throws Exception {
        var variant = builds.answeredBy(given);
        for (var first : builds.run(variant, ids)) {
            var result = builds.orAgain(first, ExerciseResult::green, variant);
            if (!result.green()) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }

    /** Given alone only if it is not as it should be among the others of its group. */
    private void wrong(WrongAnswer wrong, AnswerGroup<WrongAnswer> together) throws Exception {
        requireSensible(wrong);
        if (together.isOfMany()) {
            if (isRedAsItSays(wrong, together)) {
                return;
            }
            again.add(wrong.name());
        }
        alone(wrong);
    }

    /** The wrong answers that were given alone, too. */
    List<String> again() {
        return again;
    }

    private boolean isRedAsItSays(WrongAnswer wrong, AnswerGroup<WrongAnswer> together)
            throws Exception {
        var variant = builds.answeredBy(together);
        if (!builds.compiles(variant)) {
            return false;
        }
        var asTheyShouldBe =
                builds.run(variant, judges(together.exercises())).stream()
                        .filter(it -> wrong.exercises().contains(it.id()))
                        .filter(it -> isAsItShouldBe(it, wrong))
                        .count();
        return asTheyShouldBe == wrong.exercises().size();
    }

    private void alone(WrongAnswer wrong) throws Exception {
        var variant = builds.answeredBy(AnswerGroup.of(wrong));
        var complaints = new ArrayList<String>();
        for (var first : builds.run(variant, judges(wrong.exercises()))) {
            var result = builds.orAgain(first, it -> isAsItShouldBe(it, wrong), variant);
            if (!isAsItShouldBe(result, wrong)) {
                var expected = wrong.messages().get(result.id());
                complaints.add(complaint(result, expected, wrong.answer().display()));
            }
        }
        require(complaints.isEmpty(), "%s", String.join("\n", complaints));
    }

    private static boolean isAsItShouldBe(ExerciseResult result, WrongAnswer wrong) {
        var expected = wrong.messages().get(result.id());
        return expected == null ? result.green() : FailureText.say(result, expected);
    }

    private static String complaint(ExerciseResult result, String expected, String where) {
        var id = result.id();
        if (expected == null) {
            return """
            %s makes %s red, too. Let it do less, or name %s in its wrong.properties. It says:
            %s\
            """
                    .formatted(where, id, id, FailureText.of(result));
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
                .formatted(where, id, expected, FailureText.of(result));
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
