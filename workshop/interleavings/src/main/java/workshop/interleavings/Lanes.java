package workshop.interleavings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A schedule as text: one lane for each actor, time running downwards, and on the right what others
 * can see.
 */
final class Lanes {

    private static final int GUTTER = 6;
    private static final String IDLE = "│";

    private Lanes() {}

    static String of(Exploration exploration, Trace trace) {
        var rows = rows(exploration.actors(), trace);
        int[] widths = widths(rows);
        int turn = exploration.pointOfNoReturn(trace);
        var text = new StringBuilder();
        text.append(line("", rows.get(0), widths));
        for (int i = 1; i < rows.size(); i++) {
            text.append(line("%s%3s".formatted(i - 1 == turn ? "✘" : " ", i), rows.get(i), widths));
        }
        text.append('\n')
                .append(TextReport.wrap("  ", "The outcome: %s.".formatted(trace.outcome())));
        trace.remarks().forEach(remark -> text.append(TextReport.wrap("      ", remark)));
        if (exploration.isBad(trace)) {
            text.append(TextReport.wrap("  ", exploration.meaning(trace)));
        }
        return text.toString();
    }

    private static List<List<String>> rows(List<String> actors, Trace trace) {
        var rows = new ArrayList<List<String>>();
        boolean publishes = trace.steps().stream().anyMatch(step -> !step.publishes().isEmpty());
        rows.add(new ArrayList<>(actors));
        if (publishes) {
            rows.get(0).add("others see");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (var step : trace.steps()) {
            var row = new ArrayList<String>();
            actors.forEach(actor -> row.add(actor.equals(step.actor()) ? step.text() : IDLE));
            if (publishes) {
                row.add(
                        step.publishes().isEmpty()
                                ? (seen.isEmpty() ? "" : "┃")
                                : String.join(", ", step.publishes()));
            }
            seen.addAll(step.publishes());
            rows.add(row);
        }
        return rows;
    }

    /** As wide as the content; the widest lane gives way when all of them are too wide. */
    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        while (sum(widths) > TextReport.WIDTH - GUTTER) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int width : widths) {
            sum += width + 2;
        }
        return sum;
    }

    private static String line(String gutter, List<String> cells, int[] widths) {
        var text = new StringBuilder("%-6s".formatted(gutter));
        for (int i = 0; i < widths.length; i++) {
            text.append(
                    ("%-" + widths[i] + "s  ").formatted(TextReport.cut(cells.get(i), widths[i])));
        }
        return text.toString().stripTrailing() + "\n";
    }
}
