package workshop.coach.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import workshop.grading.ExerciseResult;
import workshop.grading.Printable;
import workshop.grading.Score;
import workshop.grading.StepResult;
import workshop.grading.TextLayout;
import workshop.grading.TextStyle;

/** Exercises as the coach shows them. */
public final class Exercises {

    /** In a stack trace. There are fifty, and the learner's own come first. */
    private static final Pattern FOREIGN_FRAME =
            Pattern.compile("(?m)^[ \\t]+at (?!\\S*workshop\\.step)\\S+\\(.*\\)\\R");

    private static final int MOST_PRINTED = 12;

    private Exercises() {}

    /** Mark, number, stars and title, with the points at the right. */
    public static String line(ExerciseResult exercise, TextStyle terminal) {
        var mark = exercise.green() ? "✔" : exercise.absent() ? "·" : "✘";
        var text =
                terminal.plain("%s %s ".formatted(mark, exercise.id()))
                        + terminal.stars(exercise.stars())
                        + terminal.plain(" " + exercise.title());
        var points = exercise.points() + " points";
        var line = TextLayout.pad(text + " ", terminal.width() - 2 - points.length()) + points;
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

    /** How a step stands, to be heard. */
    public static String words(StepResult result) {
        return "%s: %s of %s exercises are green, %s of %s points"
                .formatted(
                        result.title(),
                        result.exercises().stream().filter(ExerciseResult::green).count(),
                        result.exercises().size(),
                        result.earned(),
                        result.points());
    }

    /** The last lines that a red exercise printed; nothing of a green one. */
    public static List<String> printed(
            ExerciseResult exercise, String printed, TextStyle terminal) {
        if (exercise.green() || printed.isBlank()) {
            return List.of();
        }
        var text = FOREIGN_FRAME.matcher(Printable.of(printed)).replaceAll("");
        text = text.replace("at step//", "at "); // the name of the loader of classes
        var all = TextLayout.wrap(terminal.plain(text), terminal.width() - 6);
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("    printed" + (all.size() > MOST_PRINTED ? ", at the end:" : ":"));
        all.stream()
                .skip(Math.max(0, all.size() - MOST_PRINTED))
                .forEach(line -> lines.add(terminal.dim("      " + line)));
        return lines;
    }

    /** What is wrong with a red one, and where to edit; nothing of a green one. */
    public static List<String> reasons(ExerciseResult exercise, TextStyle terminal) {
        var lines = new ArrayList<String>();
        if (!exercise.green()) {
            lines.add("");
            Score.reasons(exercise, terminal).lines().forEach(lines::add);
            if (exercise.place() != null) {
                lines.add("");
                lines.addAll(TextLayout.path("edit  ", exercise.place(), 4, terminal.width()));
            }
        }
        return lines;
    }
}
