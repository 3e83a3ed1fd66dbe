package workshop.coach.proof;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import workshop.coach.engine.CompiledStep;
import workshop.grading.ExerciseResult;

/**
 * A step's solution, whose exercises ran one by one, each in classes of its own. What an exercise
 * says of other sources is known without running it when they differ in nothing but the code of
 * classes that it has not initialized, for before that no code of a class runs, and in classes that
 * it has not even loaded.
 *
 * @param build the solution's classes
 * @param alone what each exercise said, and what became of classes meanwhile, by its id; empty when
 *     it does not compile
 */
record SolutionBaseline(CompiledStep build, Map<String, Alone> alone) {

    /** An exercise that ran alone. */
    record Alone(ExerciseResult result, ClassLog.Classes classes) {

        /** Its own class is missing from the log of a JVM that writes none. */
        private boolean isUntouchedBy(CompiledStep.Difference difference) {
            return classes.initialized().contains(result.testClass())
                    && classes.loaded().contains(result.testClass())
                    && Collections.disjoint(classes.initialized(), difference.inCode())
                    && Collections.disjoint(classes.loaded(), difference.inShape());
        }
    }

    /** What is known of another build without running it, by the ids of the exercises. */
    Map<String, ExerciseResult> known(CompiledStep other) throws IOException {
        var known = new TreeMap<String, ExerciseResult>();
        var difference = build.difference(other);
        if (difference.isPresent()) {
            alone.forEach(
                    (id, exercise) -> {
                        if (exercise.result().green() && exercise.isUntouchedBy(difference.get())) {
                            known.put(id, exercise.result());
                        }
                    });
        }
        return known;
    }
}
