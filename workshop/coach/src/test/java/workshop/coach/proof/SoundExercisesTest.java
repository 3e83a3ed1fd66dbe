package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import workshop.coach.engine.StepSources;

/** The exercises of every step are sound. */
class SoundExercisesTest {

    /**
     * More than JUnit allows any test, also those with a time limit of their own, on a busy
     * machine.
     */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /**
     * One for each core; one more made all of them slower, on two cores. Beyond four it is memory
     * that is short.
     */
    private static final int ENGINES = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final List<ProofTable> TABLES = new ArrayList<>();
    private static final long STARTED = System.nanoTime();
    private static EnginePool bench;

    @BeforeAll
    static void warmUp() throws IOException, InterruptedException {
        bench = new EnginePool(ENGINES, DEADLINE);
    }

    @AfterAll
    static void report() throws IOException {
        bench.close();
        System.out.println("\n" + ProofTable.HEAD);
        TABLES.forEach(System.out::println);
        System.out.println(ProofTable.total(TABLES));
        System.out.printf("Proved in %.0f s, by %s.%n", (System.nanoTime() - STARTED) / 1e9, bench);
    }

    /** Steps whose tests hold at least one exercise. */
    static List<StepSources> steps() {
        return ChosenSteps.all().stream()
                .filter(step -> step.tests().mentions("@Exercise("))
                .toList();
    }

    @Test
    void there_are_steps_to_prove() {
        assertThat(steps()).as("steps with exercises").isNotEmpty();
    }

    /**
     * All steps are put on the bench before the first check waits for anything: so no engine idles.
     */
    @TestFactory
    List<DynamicNode> each_step() throws IOException, InterruptedException {
        var nodes = new ArrayList<DynamicNode>();
        var proofs = new ArrayList<Proof>();
        for (var step : steps()) {
            try {
                proofs.add(new Proof(bench, step));
            } catch (AssertionError unsound) {
                nodes.add(
                        dynamicTest(
                                step.folder().getFileName() + " compiles, and has exercises",
                                () -> {
                                    throw unsound;
                                }));
            }
        }
        for (var proof : proofs) {
            proof.begin();
        }
        for (var proof : proofs) {
            TABLES.add(proof.table());
            nodes.add(
                    dynamicContainer(
                            proof.name(),
                            proof.checks().stream()
                                    .map(
                                            check ->
                                                    dynamicTest(
                                                            check.name(),
                                                            () -> proof.run(check)))));
        }
        return nodes;
    }
}
