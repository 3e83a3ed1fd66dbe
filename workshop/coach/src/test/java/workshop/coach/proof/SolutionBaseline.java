package workshop.coach.proof;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import workshop.coach.engine.CompiledStep;
import workshop.grading.ExerciseResult;

/**
 * A step's solution, whose exercises ran one by one, each in classes of its own. What an exercise
 * says of other sources is known without running it when they differ in nothing but the code of
 * classes that it has not initialized: before that, no code of a class runs.
 *
 * @param build the solution's classes
 * @param alone what each exercise said, and the classes that were initialized meanwhile, by its id;
 *     empty when it does not compile
 */
record SolutionBaseline(CompiledStep build, Map<String, Alone> alone) implements AutoCloseable {

    /** An exercise that ran alone. */
    record Alone(ExerciseResult result, Set<String> initialized) {

        /** Its own class is missing from the log of a JVM that writes none. */
        private boolean isUntouchedBy(Set<String> classes) {
            return initialized.contains(result.testClass())
                    && Collections.disjoint(initialized, classes);
        }
    }

    /** What is known of another build without running it, by the ids of the exercises. */
    Map<String, ExerciseResult> known(CompiledStep other) throws IOException {
        return build.codeThatDiffers(other)
                .map(
                        classes ->
                                alone.entrySet().stream()
                                        .filter(
                                                exercise ->
                                                        exercise.getValue().result().green()
                                                                && exercise.getValue()
                                                                        .isUntouchedBy(classes))
                                        .collect(
                                                toMap(
                                                        Map.Entry::getKey,
                                                        exercise -> exercise.getValue().result())))
                .orElse(Map.of());
    }

    @Override
    public void close() throws IOException {
        build.close();
    }
}
