package workshop.coach.proof;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
record SolutionBaseline(CompiledStep build, Map<String, Alone> alone) {

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
        var known = new TreeMap<String, ExerciseResult>();
        var differing = build.codeThatDiffers(other);
        if (differing.isPresent()) {
            alone.forEach(
                    (id, exercise) -> {
                        if (exercise.result().green() && exercise.isUntouchedBy(differing.get())) {
                            known.put(id, exercise.result());
                        }
                    });
        }
        return known;
    }
}
