package workshop.coach.steps;

import java.util.ArrayList;
import java.util.List;
import workshop.grading.ExerciseResult;
import workshop.grading.Score;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;

/** Exercises as the coach shows them. */
public final class Exercises {

    private Exercises() {}

    /** Mark, number, stars and title, with the points at the right. */
    public static String line(ExerciseResult exercise, TextStyle terminal) {
        var mark = exercise.green() ? "✔" : exercise.absent() ? "·" : "✘";
        var text =
                terminal.plain("%s %s ".formatted(mark, exercise.id()))
                        + terminal.stars(exercise.stars())
                        + terminal.plain(" " + exercise.title());
        var points = exercise.points() + " points";
        var line =
                text
                        + " "
                                .repeat(
                                        Math.max(
                                                1,
                                                TextStyle.WIDTH
                                                        - 2
                                                        - text.length()
                                                        - points.length()))
                        + points;
        return "  "
                + (exercise.green()
                        ? terminal.green(line)
                        : exercise.absent() ? line : terminal.red(line));
    }

    /** The same to be heard. */
    public static String words(ExerciseResult exercise) {
        return "%s %s: %s, %s of 3 stars, %s points"
                .formatted(
                        exercise.id(),
                        exercise.title(),
                        exercise.green() ? "green" : exercise.absent() ? "not run yet" : "red",
                        exercise.stars(),
                        exercise.points());
    }

    /** What is wrong with a red one, and where to edit; nothing of a green one. */
    public static List<String> reasons(ExerciseResult exercise, TextStyle terminal) {
        var lines = new ArrayList<String>();
        if (!exercise.green()) {
            lines.add("");
            Score.reasons(exercise, terminal).lines().forEach(lines::add);
            if (exercise.place() != null) {
                lines.add("");
                lines.add(
                        "    edit  "
                                + TextLayout.path(
                                        exercise.place(),
                                        TextStyle.WIDTH - 10,
                                        terminal.plain("…")));
            }
        }
        return lines;
    }
}
