package workshop.interleavings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A schedule as coordinates for the template: a lane for each actor, time downwards, a bar for each
 * table from the step on that let others see it. All lengths are in the units of the SVG's view
 * box.
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

    /** About what a character of the labels takes, so that they fit their lane. */
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
        Map<String, Lane> lanes = new LinkedHashMap<>();
        int bottom = TOP + trace.steps().size() * ROW + ROW / 2;
        int x = MARGIN;
        for (var actor : exploration.actors()) {
            lanes.put(actor, new Lane(actor, x, x - 6, bottom));
            x +=
                    trace.steps().stream()
                            .filter(step -> step.actor().equals(actor))
                            .mapToInt(step -> step.text().length() * CHARACTER + BESIDE_THE_LABEL)
                            .reduce(LEAST_LANE, Math::max);
        }
        int turn = exploration.pointOfNoReturn(trace);
        var dots = new ArrayList<Dot>();
        Map<String, Bar> bars = new LinkedHashMap<>();
        int right = x;
        for (int i = 0; i < trace.steps().size(); i++) {
            var step = trace.steps().get(i);
            int y = TOP + ROW / 2 + i * ROW;
            int laneX = lanes.get(step.actor()).x();
            dots.add(
                    new Dot(
                            i + 1,
                            laneX,
                            y,
                            laneX + 16,
                            y + 5,
                            step.text(),
                            i == turn,
                            step.kind() == Kind.CRASH));
            int labelEnd = laneX + BESIDE_THE_LABEL / 2 + step.text().length() * CHARACTER;
            for (var table : step.publishes()) {
                if (!bars.containsKey(table)) {
                    String text = table + ": others see it";
                    int width = text.length() * CHARACTER + 20;
                    bars.put(
                            table,
                            new Bar(
                                    text,
                                    labelEnd,
                                    right,
                                    y,
                                    width,
                                    bottom - y,
                                    right + 10,
                                    y + 20));
                    right += width + 10;
                }
            }
        }
        return new Picture(
                right,
                bottom + 12,
                "%s: %s".formatted(exploration.name(), trace.outcome()),
                "A lane for each of %s, time downwards. %d steps; the outcome is \"%s\". The steps are listed as text below."
                        .formatted(
                                String.join(", ", exploration.actors()),
                                trace.steps().size(),
                                trace.outcome()),
                List.copyOf(lanes.values()),
                dots,
                List.copyOf(bars.values()));
    }
}
