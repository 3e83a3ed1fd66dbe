package workshop.coach;

import java.util.ArrayList;
import java.util.List;
import workshop.grade.ExerciseResult;
import workshop.grade.Score;
import workshop.grade.Status;
import workshop.grade.Terminal;
import workshop.grade.Words;

/** Exercises as the coach shows them. */
final class Exercises {

    private Exercises() {
    }

    /** Whether any of its tests was run. */
    static boolean ran(ExerciseResult exercise) {
        return exercise.tests().stream().anyMatch(test -> test.status() != Status.MISSING);
    }

    /** Mark, number, stars and title, with the points at the right. */
    static String line(ExerciseResult exercise, Terminal terminal) {
        var mark = exercise.green() ? "✔" : ran(exercise) ? "✘" : "·";
        var text = terminal.plain("%s %s ".formatted(mark, exercise.id())) + terminal.stars(exercise.stars())
                + terminal.plain(" " + exercise.title());
        var points = exercise.points() + " points";
        var line = text + " ".repeat(Math.max(1, Terminal.WIDTH - 2 - text.length() - points.length())) + points;
        return "  " + (exercise.green() ? terminal.green(line) : ran(exercise) ? terminal.red(line) : line);
    }

    /** The same to be heard. */
    static String words(ExerciseResult exercise) {
        return "%s %s: %s, %d of 3 stars, %d points".formatted(exercise.id(), exercise.title(),
                exercise.green() ? "green" : ran(exercise) ? "red" : "not run yet", exercise.stars(), exercise.points());
    }

    /** What is wrong with a red one, and where to edit; nothing of a green one. */
    static List<String> reasons(ExerciseResult exercise, Terminal terminal) {
        var lines = new ArrayList<String>();
        if (!exercise.green()) {
            lines.add("");
            Score.reasons(exercise, terminal).lines().forEach(lines::add);
            if (exercise.place() != null) {
                lines.add("");
                lines.add("    edit  " + Words.path(exercise.place(), Terminal.WIDTH - 10, terminal.plain("…")));
            }
        }
        return lines;
    }
}
