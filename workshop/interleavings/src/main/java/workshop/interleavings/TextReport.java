package workshop.interleavings;

import java.util.Locale;

/**
 * An exploration as text: the outcome table, after the model of jcstress; the lanes of the shortest
 * bad schedule; the free runs.
 */
final class TextReport {

    /** 80 columns, less the indent that the score gives a message. */
    static final int WIDTH = 74;

    private static final int BESIDE_THE_OUTCOME = 24;
    private static final char NO_BREAK = '\u00a0';
    private static final String INDENT = "      ";

    private TextReport() {}

    static String of(Exploration exploration) {
        var text = new StringBuilder(headline(exploration)).append("\n\n");
        text.append(table(exploration));
        exploration
                .shortestBad()
                .ifPresent(bad -> text.append('\n').append(Lanes.of(exploration, bad)));
        exploration
                .freeRuns()
                .ifPresent(runs -> text.append('\n').append(wrap("  ", runs.toString())));
        return text.toString();
    }

    static String headline(Exploration exploration) {
        int schedules = exploration.schedules();
        String noun = schedules == 1 ? "interleaving" : "interleavings";
        String all = String.format(Locale.ROOT, "%,d %s of your code", schedules, noun);
        String end = endings(exploration.bad());
        if (exploration.isComplete()) {
            return "%s · %s".formatted(all, end);
        }
        String why =
                exploration.isEnough()
                        ? "That is proof enough, so no more were tried."
                        : String.format(
                                Locale.ROOT,
                                "NOT ALL WERE TRIED: the limit is %,d schedules.",
                                exploration.limit());
        return "Only the first %s · %s\n%s".formatted(all, end, why);
    }

    private static String endings(int bad) {
        return switch (bad) {
            case 0 -> "none ends badly";
            case 1 -> "1 ends badly";
            default -> String.format(Locale.ROOT, "%,d end badly", bad);
        };
    }

    private static String table(Exploration exploration) {
        int longest =
                exploration.outcomes().stream()
                        .mapToInt(outcome -> outcome.name().length())
                        .max()
                        .orElse(0);
        int column = Math.min(Math.max(longest, "outcome".length()), WIDTH - BESIDE_THE_OUTCOME);
        String row = "  %-" + column + "s  %6s  %s\n";
        var text = new StringBuilder(row.formatted("outcome", "count", "verdict"));
        for (var outcome : exploration.outcomes()) {
            String name = cut(outcome.name(), column);
            String count = String.format(Locale.ROOT, "%,d", outcome.count());
            if (!outcome.isForbidden()) {
                text.append(row.formatted(name, count, "acceptable"));
                continue;
            }
            text.append(row.formatted(name, count, "FORBIDDEN"));
            if (!outcome.why().isEmpty()) {
                text.append(wrap(INDENT, outcome.why()));
            }
            text.append(wrap(INDENT, example(exploration, outcome.example())));
        }
        return text.toString();
    }

    private static String example(Exploration exploration, Trace trace) {
        var text = new StringBuilder("e.g.");
        int turn = exploration.pointOfNoReturn(trace);
        for (int i = 0; i < trace.steps().size(); i++) {
            String step = trace.steps().get(i) + (i == turn ? " ✘" : "");
            text.append(' ').append(step.replace(' ', NO_BREAK));
        }
        return text.toString();
    }

    /** At most that long. */
    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** The text in lines that fit the width; it breaks at spaces only. */
    static String wrap(String indent, String text) {
        var lines = new StringBuilder();
        var line = new StringBuilder(indent);
        for (var word : text.split("[ \\n]+")) {
            if (line.length() > indent.length() && line.length() + word.length() > WIDTH) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(cut(word, WIDTH - indent.length())).append(' ');
        }
        return lines.append(line.toString().stripTrailing())
                .append('\n')
                .toString()
                .replace(NO_BREAK, ' ');
    }
}
