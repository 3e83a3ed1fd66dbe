package workshop.step02.races;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workshop.interleavings.Exploration;

/** For each risk and each approach: how many of all schedules end badly. */
final class Matrix {

    private final List<Row> rows = new ArrayList<>();

    /** One risk, explored under every approach. */
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

    /** At most 80 columns wide; above each cure is the number of its exercise. */
    @Override
    public String toString() {
        var text =
                new StringBuilder(
                        """

                        Bad schedules out of all, for each risk and each approach. Each approach
                        keeps the cures to its left. The numbers above are those of the exercises.

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
            for (var cell : row.cells().values()) {
                text.append("%8s".formatted(cell.bad() + "/" + cell.schedules()));
            }
            text.append("%n".formatted());
        }
        text.append(
                "%n%,d schedules in %.1f s, %,.0f per second.%n"
                        .formatted(schedules(), seconds(), schedules() / seconds()));
        return text.toString().replaceAll(" +(?=\\R)", "");
    }
}
