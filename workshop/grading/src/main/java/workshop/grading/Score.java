package workshop.grading;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a learner reads at the end of a run: first what is red and why, then the score, then the
 * trail. No line is wider than the terminal.
 */
public final class Score {

    /** Of a trail's line: what stands before the steps, and one of them. */
    private static final String TRAIL = "  Trail";

    private static final int STOP = "  01 ░░░░░░░░░░ 100".length();

    /** In the table of a race: its head, and what is no reason to be red. */
    private static final Pattern NO_REASON =
            Pattern.compile("(?m)^ {2}\\S.* {2}(verdict|acceptable)\\R");

    private final StepResult result;
    private final Trail trail;
    private final String coach;
    private final TextStyle terminal;
    private final StringBuilder out = new StringBuilder();

    private Score(StepResult result, Trail trail, String coach, TextStyle terminal) {
        this.result = result;
        this.trail = trail;
        this.coach = coach;
        this.terminal = terminal;
    }

    /**
     * The whole text, with an empty line before it and after it.
     *
     * @param told the exercises that come with all their reasons when they are red
     * @param coach see {@link StepFolder#coach()}
     */
    static String of(
            StepResult result,
            List<ExerciseResult> told,
            Trail trail,
            String coach,
            TextStyle terminal) {
        var score = new Score(result, trail, coach, terminal);
        told.stream().filter(Score::hasMoreToSay).forEach(score::failures);
        score.header();
        result.exercises().forEach(score::exercise);
        score.line("");
        score.hints();
        score.trail();
        return score.out.append('\n').toString();
    }

    /** The red tests of an exercise, and why they are red; nothing when it is green. */
    public static String reasons(ExerciseResult exercise, TextStyle terminal) {
        var score = new Score(null, null, "", terminal);
        score.reasons(exercise);
        return score.out.toString();
    }

    /** The step's title, its bar and its sums, in one line if it fits, or else in two. */
    public static String header(StepResult result, TextStyle terminal) {
        var score = new Score(result, null, "", terminal);
        score.header();
        return score.out.toString();
    }

    /** The bars of all steps. */
    public static String trail(Trail trail, TextStyle terminal) {
        var score = new Score(null, trail, "", terminal);
        score.trail();
        return score.out.toString();
    }

    /** A test that failed and is not part of an exercise. */
    static String mistake(String name, Failure failure, TextStyle terminal) {
        var score = new Score(null, null, "", terminal);
        score.line("");
        score.line(terminal.red(score.cross() + " " + terminal.plain(name)));
        score.wrapped("      ", "      ", failure.message());
        if (failure.where() != null) {
            score.where(failure.where());
        }
        return score.out.toString();
    }

    private void failures(ExerciseResult exercise) {
        line("");
        var indent = " ".repeat(cross().length() + 1);
        TextLayout.wrap(
                        terminal.plain(cross() + " " + exercise.id() + " " + exercise.title()),
                        terminal.width() - indent.length())
                .forEach(
                        text ->
                                line(
                                        terminal.red(
                                                (text.startsWith(cross()) ? "" : indent) + text)));
        reasons(exercise);
    }

    /** A TODO alone, or an exercise that did not run, has its line in the score. */
    private static boolean hasMoreToSay(ExerciseResult exercise) {
        return !exercise.absent()
                && exercise.findings().stream()
                        .anyMatch(finding -> finding.kind(exercise.id()) != Finding.Kind.TODO);
    }

    /** The most telling message, with the tests that failed with it; of the others, the names. */
    private void reasons(ExerciseResult exercise) {
        var findings = exercise.findings();
        if (findings.isEmpty()) {
            return;
        }
        var first = findings.get(0);
        var count = first.tests().size();
        if (count > 1 && count == exercise.tests().size()) {
            var all = count == 2 ? "    both tests: " : "    all %s tests: ".formatted(count);
            wrapped(all, "      ", first.message());
        } else {
            first.tests().forEach(test -> wrapped("    ", "    ", test.name()));
            wrapped("      ", "      ", first.message());
        }
        first.places().forEach(this::where);
        if (findings.size() > 1) {
            line("    red as well:");
            findings.stream()
                    .skip(1)
                    .flatMap(finding -> finding.tests().stream())
                    .forEach(test -> wrapped("      ", "      ", test.name()));
        }
    }

    private void header() {
        var title = terminal.plain(result.title());
        var green = result.exercises().stream().filter(ExerciseResult::green).count();
        var sum =
                terminal.plain(
                        "  %s/%s exercises · %s/%s points"
                                .formatted(
                                        green,
                                        result.exercises().size(),
                                        result.earned(),
                                        result.points()));
        var bar = terminal.bar(result.percent());
        var gap = terminal.width() - TextLayout.width(title) - bar.length() - sum.length();
        line("");
        if (gap < 2) {
            line(terminal.bold(title));
            line("  " + terminal.green(bar) + sum);
        } else {
            line(terminal.bold(title) + " ".repeat(gap) + terminal.green(bar) + sum);
        }
    }

    private void exercise(ExerciseResult exercise) {
        var points = exercise.green() ? String.valueOf(exercise.points()) : terminal.plain("–");
        var start =
                "  "
                        + mark(exercise)
                        + " "
                        + exercise.id()
                        + " "
                        + terminal.stars(exercise.stars())
                        + " ";
        var title =
                TextLayout.wrap(
                        terminal.plain(exercise.title()), terminal.width() - start.length() - 5);
        for (var i = 0; i < title.size(); i++) {
            var text = (i == 0 ? start : " ".repeat(start.length())) + title.get(i);
            var gap = terminal.width() - TextLayout.width(text) - points.length();
            var end = i == title.size() - 1 ? " ".repeat(gap) + points : "";
            line(exercise.green() ? terminal.green(text) + end : text + end);
        }
        if (exercise.green()) {
            return;
        }
        var findings = exercise.findings();
        var message = findings.isEmpty() ? "has no tests" : findings.get(0).message();
        message = NO_REASON.matcher(message).replaceAll("");
        TextLayout.shorten(
                        terminal.plain(message),
                        terminal.width() - 6,
                        exercise.absent() ? 1 : 3,
                        terminal.plain("…"))
                .forEach(
                        text ->
                                line(
                                        "      "
                                                + (exercise.absent()
                                                        ? terminal.dim(text)
                                                        : terminal.red(text))));
        if (exercise.place() != null && !exercise.absent()) {
            TextLayout.path("edit  ", exercise.place(), 6, terminal.width()).forEach(this::line);
        }
    }

    private void hints() {
        result.exercises().stream()
                .filter(exercise -> !exercise.green())
                .findFirst()
                .ifPresent(
                        next -> {
                            var readme =
                                    "%s/README.md, folded under each exercise"
                                            .formatted(result.step());
                            var indent = " ".repeat("  Hints  ".length());
                            if (coach.isEmpty()) {
                                wrapped("  Hints  ", indent, readme);
                            } else {
                                line("  Hints  " + coach + " hint " + next.id());
                                wrapped(indent, indent, readme);
                            }
                        });
    }

    /** Three steps to a line, or as many as fit. */
    private void trail() {
        var perLine = Math.max(1, Math.min(3, (terminal.width() - TRAIL.length()) / STOP));
        var line = new StringBuilder(TRAIL);
        for (var i = 0; i < trail.stops().size(); i++) {
            var stop = trail.stops().get(i);
            if (i > 0 && i % perLine == 0) {
                line(line.toString());
                line = new StringBuilder(" ".repeat(TRAIL.length()));
            }
            line.append(
                    stop.exists()
                            ? "  %s %s %3s"
                                    .formatted(
                                            stop.number(),
                                            terminal.bar(stop.percent()),
                                            stop.earned())
                            : "  %s %-10s %3s".formatted(stop.number(), "", terminal.plain("–")));
        }
        line(line.toString());
    }

    private String mark(ExerciseResult exercise) {
        return exercise.green()
                ? terminal.plain("✔")
                : exercise.absent() ? terminal.unicode() ? "–" : "[-]" : cross();
    }

    private String cross() {
        return terminal.plain("✘");
    }

    private void where(String place) {
        TextLayout.path("at ", place, 6, terminal.width())
                .forEach(text -> line(terminal.dim(text)));
    }

    private void wrapped(String first, String indent, String text) {
        // The first line has less room: its indentation makes up for the words before it.
        var lines =
                TextLayout.wrap(
                        "x".repeat(first.length() - indent.length()) + terminal.plain(text),
                        terminal.width() - indent.length());
        for (var i = 0; i < lines.size(); i++) {
            line(
                    i == 0
                            ? first + lines.get(0).substring(first.length() - indent.length())
                            : indent + lines.get(i));
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
