package workshop.coach.watch;

import java.util.ArrayList;
import java.util.List;
import workshop.coach.steps.Hint;
import workshop.grading.ExerciseResult;

/**
 * One hint of an exercise.
 *
 * @param exercise as the manifest has it
 * @param hints all that it has
 * @param index which of them is shown
 */
record HintView(ExerciseResult exercise, List<Hint> hints, int index) implements View {

    static HintView first(WatchedStep step) {
        return new HintView(step.current(), Hint.of(step.sources(), step.current().id()), 0);
    }

    /** The next one; after the last, the last. */
    HintView next() {
        return isLast() ? this : new HintView(exercise, hints, index + 1);
    }

    boolean isFor(ExerciseResult other) {
        return exercise == other;
    }

    private boolean isLast() {
        return index >= hints.size() - 1;
    }

    @Override
    public List<String> lines(WatchedStep step, Display stage) {
        var terminal = stage.terminal();
        var lines = new ArrayList<String>();
        lines.add(stage.line(step.seen().known(exercise)));
        lines.add("");
        if (hints.isEmpty()) {
            lines.add("  The README has no hints for this exercise.");
            return lines;
        }
        var hint = hints.get(index);
        lines.add("  " + terminal.bold(terminal.plain(hint.title())));
        lines.add("");
        hint.lines(terminal.width() - 4)
                .forEach(line -> lines.add(("    " + terminal.plain(line)).stripTrailing()));
        lines.add("");
        lines.add(
                "  "
                        + (isLast()
                                ? "That was the last hint. s shows the solution, Esc goes back."
                                : "h shows the next hint. Esc goes back."));
        return lines;
    }
}
