package workshop.interleavings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A schedule as coordinates for the template: one lane for each actor, time running downwards, and
 * a bar for each table from the step on that lets others see its change. All lengths are in units
 * of the SVG's view box.
 */
record Picture(
        int width,
        int height,
        String title,
        String description,
        List<Lane> lanes,
        List<Dot> dots,
        List<Bar> bars) {

    private static final int MARGIN = 40;
    private static final int TOP = 48;
    private static final int ROW = 34;
    private static final int LEAST_LANE = 150;

    /** About the width of a label's character, so that labels fit their lane. */
    private static final int CHARACTER = 9;

    private static final int BESIDE_THE_LABEL = 40;

    record Lane(String name, int x, int textX, int bottom) {}

    record Dot(
            int number,
            int x,
            int y,
            int textX,
            int textY,
            String text,
            boolean bad,
            boolean crash) {}

    record Bar(String text, int from, int x, int y, int width, int height, int textX, int textY) {}

    static Picture of(Exploration exploration, Trace trace) {
        int bottom = TOP + trace.steps().size() * ROW + ROW / 2;
        Map<String, Lane> lanes = new LinkedHashMap<>();
        int right = MARGIN;
        for (var actor : exploration.actors()) {
            lanes.put(actor, new Lane(actor, right, right - 6, bottom));
            right += laneWidth(actor, trace);
        }
        int turn = exploration.pointOfNoReturn(trace);
        var dots = new ArrayList<Dot>();
        Map<String, Bar> bars = new LinkedHashMap<>();
        for (int i = 0; i < trace.steps().size(); i++) {
            var step = trace.steps().get(i);
            var dot = dot(i, step, lanes.get(step.actor()).x(), i == turn);
            dots.add(dot);
            for (var table : step.publishes()) {
                if (!bars.containsKey(table)) {
                    var bar = bar(table, dot, right, bottom);
                    bars.put(table, bar);
                    right += bar.width() + 10;
                }
            }
        }
        return new Picture(
                right,
                bottom + 12,
                "%s: %s".formatted(exploration.name(), trace.outcome()),
                description(exploration, trace),
                List.copyOf(lanes.values()),
                dots,
                List.copyOf(bars.values()));
    }

    private static int laneWidth(String actor, Trace trace) {
        return trace.steps().stream()
                .filter(step -> step.actor().equals(actor))
                .mapToInt(step -> textWidth(step.text()) + BESIDE_THE_LABEL)
                .reduce(LEAST_LANE, Math::max);
    }

    private static Dot dot(int index, ScheduleStep step, int x, boolean bad) {
        int y = TOP + ROW / 2 + index * ROW;
        boolean crash = step.kind() == Kind.CRASH;
        return new Dot(index + 1, x, y, x + 16, y + 5, step.text(), bad, crash);
    }

    private static Bar bar(String table, Dot dot, int x, int bottom) {
        String text = table + ": others see it";
        int labelEnd = dot.x() + BESIDE_THE_LABEL / 2 + textWidth(dot.text());
        int width = textWidth(text) + 20;
        return new Bar(text, labelEnd, x, dot.y(), width, bottom - dot.y(), x + 10, dot.y() + 20);
    }

    private static int textWidth(String text) {
        return text.length() * CHARACTER;
    }

    private static String description(Exploration exploration, Trace trace) {
        return """
        One lane each for %s; time runs downwards. %s steps; the outcome is "%s". \
        The steps are listed as text below.\
        """
                .formatted(
                        String.join(", ", exploration.actors()),
                        trace.steps().size(),
                        trace.outcome());
    }
}
