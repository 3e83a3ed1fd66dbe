package workshop.interleavings;

/** The outcome table as text, after the model of jcstress. */
final class Table {

    /** 80 columns, less what the score indents a message by. */
    private static final int WIDTH = 74;

    private static final char NO_BREAK = '\u00a0';
    private static final String INDENT = "      ";

    private Table() {}

    static String of(Exploration exploration) {
        var text = new StringBuilder(headline(exploration)).append("\n\n");
        int longest =
                exploration.outcomes().stream()
                        .mapToInt(outcome -> outcome.name().length())
                        .max()
                        .orElse(0);
        int column = Math.min(Math.max(longest, "outcome".length()), WIDTH - 24);
        String row = "  %-" + column + "s  %6s  %s%n";
        text.append(row.formatted("outcome", "count", "verdict"));
        for (var outcome : exploration.outcomes()) {
            String verdict = outcome.isForbidden() ? "FORBIDDEN" : "acceptable";
            text.append(
                    row.formatted(
                            cut(outcome.name(), column),
                            "%,d".formatted(outcome.count()),
                            verdict));
            if (outcome.isForbidden()) {
                if (!outcome.why().isEmpty()) {
                    text.append(wrap(INDENT, outcome.why()));
                }
                text.append(wrap(INDENT, example(exploration, outcome.example())));
            }
        }
        return text.toString().replace("\r\n", "\n");
    }

    static String headline(Exploration exploration) {
        int bad = exploration.bad();
        String end =
                bad == 0
                        ? "none ends badly"
                        : bad == 1 ? "1 ends badly" : "%,d end badly".formatted(bad);
        String noun = exploration.schedules() == 1 ? "interleaving" : "interleavings";
        String all = "%,d %s of your code".formatted(exploration.schedules(), noun);
        if (exploration.isComplete()) {
            return "%s · %s".formatted(all, end);
        }
        String why =
                exploration.isEnough()
                        ? "That says enough: no more were tried."
                        : "NOT ALL WERE TRIED: the limit is %,d schedules."
                                .formatted(exploration.limit());
        return "Only the first %s · %s%n%s".formatted(all, end, why);
    }

    /** At most that long. */
    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
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

    /** The text in lines of at most 74 columns; it breaks at spaces only. */
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
