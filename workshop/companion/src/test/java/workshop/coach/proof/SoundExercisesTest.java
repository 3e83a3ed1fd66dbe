package workshop.coach.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import workshop.coach.engine.Engine;
import workshop.coach.engine.StepSources;

/** The exercises of every step are sound. */
class SoundExercisesTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    /** More than JUnit allows any test, also those with a time limit of their own, on a busy machine. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final List<Proof> PROOFS = new ArrayList<>();
    private static Engine engine;

    @BeforeAll
    static void warmUp() throws IOException {
        engine = new Engine(DEADLINE);
    }

    @AfterAll
    static void report() throws IOException {
        engine.close();
        if (!PROOFS.isEmpty()) {
            System.out.println("\n" + Proof.HEAD);
            PROOFS.forEach(proof -> System.out.print(proof.table()));
        }
    }

    /** Steps whose tests hold at least one exercise. */
    static List<StepSources> steps() {
        return StepSources.all(ROOT).stream().filter(SoundExercisesTest::hasExercises).toList();
    }

    private static boolean hasExercises(StepSources step) {
        return step.tests().java().stream().anyMatch(file -> read(file).contains("@Exercise("));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void there_are_steps_to_prove() {
        assertThat(steps()).as("steps with exercises in " + ROOT).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicNode> each_step() {
        return steps().stream().map(step -> dynamicContainer(step.folder().getFileName().toString(), checks(step)));
    }

    private static Stream<DynamicTest> checks(StepSources step) {
        try {
            var proof = new Proof(engine, step);
            PROOFS.add(proof);
            return proof.checks().stream().map(check -> dynamicTest(check.name(), () -> proof.run(check)));
        } catch (IOException | AssertionError e) {
            return Stream.of(dynamicTest("the starter compiles", () -> {
                throw e;
            }));
        }
    }

    @TestFactory
    Stream<DynamicTest> manifests_fit_the_tests() {
        return steps().stream().map(step -> dynamicTest(step.folder().getFileName().toString(), () -> new Proof(engine, step).manifest()));
    }
}
