package workshop.grading.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import workshop.grading.step.StepFolder;

/** What each design costs, side by side: not in money, but in what the next change will take. */
public final class Bill {

    private static final String ROW = "  %-36s";
    private static final String CELL = "%8s";

    private Bill() {}

    /**
     * The bill at the end of a step: a column for each design that the learner has built in it and
     * in the steps before it.
     *
     * @return lines of at most 80 characters after an empty line; nothing if the step has no
     *     finished design
     */
    public static String of(StepFolder step) {
        return Design.of(step).stream().anyMatch(Design::isBuilt) ? table(designsUntil(step)) : "";
    }

    private static List<Design> designsUntil(StepFolder step) {
        return step.all().stream()
                .filter(one -> one.name().compareTo(step.name()) <= 0)
                .flatMap(one -> Design.of(one).stream())
                .filter(Design::isBuilt)
                .toList();
    }

    private static String table(List<Design> designs) {
        var costs = designs.stream().map(Cost::of).toList();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(
                row("The bill, counted in your code", designs.stream().map(Design::step).toList()));
        lines.add(row("", designs.stream().map(Design::name).toList()));
        lines.add(row("tasks that a worker must know", costs, Cost::tasks));
        lines.add(
                row(
                        "parameters of a task",
                        costs.stream().map(Cost::parameters).map(Bill::known).toList()));
        lines.add(row("branches that ask for the type", costs, Cost::branches));
        lines.add(row("for one more type: files to open", costs, Cost::files));
        lines.add(row("for one more type: places to change", costs, Cost::places));
        lines.add(row("for one more type: lines to repeat", costs, Cost::lines));
        return String.join("\n", lines) + "\n";
    }

    private static String known(int count) {
        return count == 0 ? "?" : String.valueOf(count);
    }

    private static String row(String label, List<Cost> costs, ToIntFunction<Cost> number) {
        return row(label, costs.stream().mapToInt(number).mapToObj(String::valueOf).toList());
    }

    private static String row(String label, List<String> cells) {
        return ROW.formatted(label) + CELL.repeat(cells.size()).formatted(cells.toArray());
    }
}
