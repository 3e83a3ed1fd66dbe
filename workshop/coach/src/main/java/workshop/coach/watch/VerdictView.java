package workshop.coach.watch;

import java.util.ArrayList;
import java.util.List;
import workshop.coach.steps.Exercises;
import workshop.coach.steps.Grading;
import workshop.coach.steps.Workshop;
import workshop.grading.TextStyle;

/** What does not compile, or how the exercise did. */
record VerdictView(Workshop workshop) implements View {

    @Override
    public List<String> lines(WatchedStep step, Display stage) {
        if (!step.errors().isEmpty()) {
            return errors(step, stage.terminal());
        }
        // Who sees may follow the search for a red one; who listens is told what was found.
        return step.current() == null || step.seeking() && stage.spoken()
                ? List.of()
                : verdict(step, stage);
    }

    private List<String> errors(WatchedStep step, TextStyle terminal) {
        var lines = new ArrayList<String>();
        lines.add("  " + terminal.red(terminal.plain("✘ This does not compile.")));
        lines.add("");
        Grading.lines(step.errors(), workshop, terminal).forEach(line -> lines.add("  " + line));
        return lines;
    }

    private List<String> verdict(WatchedStep step, Display stage) {
        var terminal = stage.terminal();
        var seen = step.seen();
        var exercise = seen.known(step.current());
        var lines = new ArrayList<String>();
        lines.add(stage.line(exercise));
        if (!seen.ran(exercise)) {
            return lines;
        }
        lines.addAll(Exercises.reasons(exercise, terminal));
        lines.addAll(Exercises.printed(exercise, step.printed(exercise), terminal));
        if (exercise.green()) {
            lines.add("");
            lines.add("  " + terminal.plain(whatIsNext(step)));
            lines.add(terminal.plain("  s compares your file with the solution."));
        }
        seen.left().stream()
                .filter(other -> other != step.current() && seen.wasGreen(other))
                .forEach(
                        lost -> {
                            lines.add("");
                            lines.add(
                                    "  "
                                            + terminal.red(
                                                    terminal.plain(
                                                            "! %s was green, and is red again: %s"
                                                                    .formatted(
                                                                            lost.id(),
                                                                            lost.title()))));
                        });
        return lines;
    }

    private String whatIsNext(WatchedStep step) {
        var left = step.seen().left().size();
        if (left > 0) {
            return "n goes on to the next exercise; %s of %s are left."
                    .formatted(left, step.seen().exercises().size());
        }
        return "The whole step is green."
                + workshop.after(step.sources())
                        .map(next -> " n goes on to step %s.".formatted(Workshop.number(next)))
                        .orElse("");
    }
}
