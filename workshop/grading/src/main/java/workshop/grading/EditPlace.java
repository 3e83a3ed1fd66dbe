package workshop.grading;

import java.nio.file.Path;
import java.util.Optional;
import workshop.grading.step.StepFolder;

/** Where a learner should edit: at the TODO, or else where their code failed. */
public final class EditPlace {

    private EditPlace() {}

    /** The exercise with its place, as {@code path:line} from the workshop's folder. */
    public static ExerciseResult in(StepFolder step, ExerciseResult exercise) {
        return step.toEdit(exercise.edit())
                .map(file -> exercise.at(place(step, exercise, file)))
                .orElse(exercise);
    }

    private static String place(StepFolder step, ExerciseResult exercise, Path file) {
        var path = step.display(file);
        var todo = StepFolder.todo(file, exercise.id());
        if (todo.isPresent()) {
            return path + ":" + todo.getAsInt();
        }
        return failedIn(exercise, path)
                .or(() -> failedInAnotherFileToEdit(step, exercise))
                .orElse(path);
    }

    private static Optional<String> failedIn(ExerciseResult exercise, String path) {
        return exercise.red().stream()
                .map(TestResult::where)
                .filter(where -> where != null && where.startsWith(path + ":"))
                .findFirst();
    }

    /** An exercise may build on what another one has written: there, too, the code is theirs. */
    private static Optional<String> failedInAnotherFileToEdit(
            StepFolder step, ExerciseResult exercise) {
        return Manifest.read(step).exercises().stream()
                .flatMap(other -> step.toEdit(other.edit()).stream())
                .flatMap(file -> failedIn(exercise, step.display(file)).stream())
                .findFirst();
    }
}
