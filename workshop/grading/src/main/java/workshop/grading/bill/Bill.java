package workshop.grading.bill;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
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
     * @param isRed whether an exercise failed in its last run, by its id
     * @return lines of at most 80 characters after an empty line; nothing if the step has no
     *     finished design
     */
    public static String of(StepFolder step, BiPredicate<StepFolder, String> isRed) {
        var designs = designsUntil(step, isRed);
        boolean hasOne = designs.stream().anyMatch(it -> it.step().equals(step.number()));
        return hasOne ? table(designs) : "";
    }

    /** The same, where only the sources tell what is built, as with solutions. */
    public static String of(StepFolder step) {
        return of(step, (any, exercise) -> false);
    }

    /**
     * In which places the learner named a type that came later, for those who wrote down a number
     * before; nothing if no finished design has such a type.
     */
    public static String tally(StepFolder step, BiPredicate<StepFolder, String> isRed) {
        return built(step, isRed).stream()
                .filter(design -> !design.others().isEmpty())
                .map(Bill::tally)
                .collect(joining());
    }

    private static String tally(Design design) {
        var lines = Cost.lines(design);
        return """

          %s: for %s, you touched %s places in %s files:
        %s\
        """
                .formatted(
                        design.exercises().get(design.exercises().size() - 1),
                        String.join(" and ", design.others()),
                        lines.values().stream().mapToInt(List::size).sum(),
                        lines.size(),
                        lines.entrySet().stream().map(Bill::touched).collect(joining()));
    }

    private static String touched(Map.Entry<String, List<Long>> file) {
        var lines = file.getValue().stream().map(String::valueOf).collect(joining(", "));
        return "    %s: %s\n".formatted(file.getKey(), lines);
    }

    private static List<Design> built(StepFolder step, BiPredicate<StepFolder, String> isRed) {
        return Design.of(step).stream()
                .filter(design -> design.isBuilt(exercise -> isRed.test(step, exercise)))
                .toList();
    }

    private static List<Design> designsUntil(
            StepFolder step, BiPredicate<StepFolder, String> isRed) {
        return step.all().stream()
                .filter(one -> one.name().compareTo(step.name()) <= 0)
                .flatMap(one -> built(one, isRed).stream())
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
                        "parameters of a call",
                        costs.stream().map(Cost::parameters).map(Bill::known).toList()));
        lines.add(row("branches that ask for the type", costs, Cost::branches));
        lines.add(row("for one more type: files to open", costs, Cost::files));
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
