package workshop.coach.proof;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workshop.coach.engine.StepSources;
import workshop.coach.steps.StoredAnswer;
import workshop.grading.step.StepFolder;

/**
 * The exercises of every step are sound. What fails is told here, once, under the name of the step,
 * the exercise and the answer; the test itself only says how much that is.
 */
class SoundExercisesTest {

    /** More than JUnit allows any test, also those with a limit of their own, on a busy machine. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /**
     * One for each core; one more made all of them slower, on two cores. Beyond four it is memory
     * that is short.
     */
    private static final int ENGINES = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final long STARTED = System.nanoTime();
    private static EnginePool pool;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        pool = new EnginePool(ENGINES, DEADLINE);
    }

    @AfterAll
    static void stop() throws IOException {
        pool.close();
    }

    @Test
    @Timeout(3600)
    void every_exercise_is_sound() throws Exception {
        var steps = steps();
        assertThat(steps).as("steps with exercises").isNotEmpty();
        requireFitting(steps);
        var builds = new ArrayList<StepBuilds>();
        for (var step : steps) {
            builds.add(new StepBuilds(pool, step, Extent.chosen()));
        }
        requireCompiled(builds);
        var proofs = new ArrayList<Proof>();
        for (var i = 0; i < steps.size(); i++) {
            proofs.add(new Proof(steps.get(i), builds.get(i)));
        }
        // All begin before the first check waits for anything: so no engine idles.
        for (var proof : proofs) {
            proof.begin();
        }
        var checks = 0;
        var failures = 0;
        for (var proof : proofs) {
            for (var check : proof.checks()) {
                checks++;
                failures += holds(proof, check) ? 0 : 1;
            }
        }
        report(proofs);
        if (failures > 0) {
            fail("%d of %d checks failed. They are listed above.", failures, checks);
        }
    }

    /** Steps whose tests hold at least one exercise. */
    private static List<StepSources> steps() {
        return ChosenSteps.all().stream()
                .filter(step -> step.tests().mentions("@Exercise("))
                .toList();
    }

    private static void requireFitting(List<StepSources> steps) throws IOException {
        var trouble = StoredAnswer.trouble(StoredAnswer.all(steps));
        if (!trouble.isEmpty()) {
            System.out.println("\n" + trouble);
            fail("Nothing was run: answers no longer fit the solution. They are listed above.");
        }
    }

    private static void requireCompiled(List<StepBuilds> builds)
            throws IOException, InterruptedException {
        var errors = StepBuilds.compile(builds);
        if (!errors.isEmpty()) {
            var list = CompileErrors.list(errors, ChosenSteps.ROOT);
            System.out.printf("%nThis does not compile:%n%n%s%n%n", list);
            if (list.contains(StoredAnswer.UNPACKED)) {
                System.out.printf(
                        "What is in %s is stored as a patch. This gives whole files to edit:%n"
                                + "    %s answers --whole 1.4-prefix%n%n",
                        StoredAnswer.UNPACKED, StepFolder.COACH);
            }
            fail(
                    "Nothing was run: %d places do not compile. They are listed above.",
                    list.lines().count());
        }
    }

    private static boolean holds(Proof proof, Check check) throws Exception {
        try {
            proof.run(check);
            return true;
        } catch (AssertionError failure) {
            System.out.printf(
                    "%n✘ %s · %s%n%s",
                    proof.name(), check.name(), Check.indented(failure.getMessage()));
            return false;
        }
    }

    private static void report(List<Proof> proofs) {
        var tables = proofs.stream().map(Proof::table).toList();
        System.out.println("\n" + ProofTable.HEAD);
        tables.forEach(System.out::println);
        System.out.println(ProofTable.total(tables));
        System.out.printf("Proved in %.0f s, by %s.%n", (System.nanoTime() - STARTED) / 1e9, pool);
        list(
                "Wrong answers given alone, too, for beside others they say something else",
                proofs,
                Proof::again);
        list("Too slow beside others, and as it should be alone", proofs, Proof::slow);
    }

    private static void list(
            String what, List<Proof> proofs, Function<Proof, List<String>> ofEach) {
        var names = proofs.stream().map(ofEach).flatMap(List::stream).collect(joining(", "));
        if (!names.isEmpty()) {
            System.out.println(what + ": " + names);
        }
    }
}
