package workshop.step02.races;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workshop.interleavings.Exploration;

/** Risk by approach: how many of all schedules end badly. */
final class Matrix {

    private final List<Row> rows = new ArrayList<>();

    /** What came of one risk, under every approach. */
    record Row(String risk, Map<Approach, Exploration> cells) {

        Row(String risk) {
            this(risk, new TreeMap<>());
        }
    }

    void add(Row row) {
        rows.add(row);
    }

    private int schedules() {
        return rows.stream()
                .flatMap(row -> row.cells().values().stream())
                .mapToInt(Exploration::schedules)
                .sum();
    }

    private double seconds() {
        return rows.stream()
                .flatMap(row -> row.cells().values().stream())
                .mapToDouble(
                        exploration -> exploration.schedules() / exploration.schedulesPerSecond())
                .sum();
    }

    /** At most 80 columns wide; the numbers stand below the exercise that brings the cure. */
    @Override
    public String toString() {
        var text =
                new StringBuilder(
                        """

                        Bad schedules out of all, for each risk and each approach. An approach
                        keeps the cures to its left; the numbers are those of the exercises.

                        """);
        text.append("%-24s".formatted(""));
        for (var approach : Approach.values()) {
            text.append("%8s".formatted(approach.number()));
        }
        text.append("%n%-24s".formatted("risk"));
        for (var approach : Approach.values()) {
            text.append("%8s".formatted(approach.cure()));
        }
        text.append("%n".formatted());
        for (var row : rows) {
            text.append("%-24s".formatted(row.risk()));
            row.cells()
                    .values()
                    .forEach(
                            cell ->
                                    text.append(
                                            "%8s".formatted(cell.bad() + "/" + cell.schedules())));
            text.append("%n".formatted());
        }
        text.append(
                "%n%,d schedules in %.1f s, %,.0f in a second.%n"
                        .formatted(schedules(), seconds(), schedules() / seconds()));
        return text.toString().replaceAll(" +(?=\\R)", "");
    }
}
