package workshop.coach.proof;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workshop.coach.proof.Check.Claim;
import workshop.grading.ExerciseResult;
import workshop.grading.Manifest;

/** What was proved of a step: a line for the step, and one for each exercise. */
final class ProofTable {

    /** How often a claim was made, and how often it held. */
    private record Tally(int made, int held) {

        private static final Tally NONE = new Tally(0, 0);

        Tally plus(Tally other) {
            return new Tally(made + other.made, held + other.held);
        }

        /** One word for a single claim, a fraction for many, a question mark for none. */
        String says(String good) {
            return made == 0
                    ? "?"
                    : good.isEmpty() ? held + "/" + made : held == made ? good : "NO";
        }
    }

    private static final String ROW = "%-34s %-7s %-8s %-7s %-5s %-6s %7s";
    static final String HEAD =
            ROW.formatted(
                    "The proof", "starter", "solution", "rejects", "order", "README", "seconds");

    private final Manifest manifest;
    private final Map<String, Map<Claim, Tally>> exercises = new HashMap<>();
    private final Map<Claim, Tally> step = new EnumMap<>(Claim.class);
    private final Map<String, Double> seconds;

    /**
     * A table without a claim yet.
     *
     * @param seconds how long exercises take, by their ids; it may still grow
     */
    ProofTable(Manifest manifest, Map<String, Double> seconds) {
        this.manifest = manifest;
        this.seconds = seconds;
    }

    /**
     * Keeps what came of a check. One that belongs to no exercise is not counted: when it fails,
     * the build does.
     */
    void add(Check check, boolean held) {
        var tally = new Tally(1, held ? 1 : 0);
        for (var id : check.exercises()) {
            exercises
                    .computeIfAbsent(id, key -> new EnumMap<>(Claim.class))
                    .merge(check.claim(), tally, Tally::plus);
        }
        if (!check.exercises().isEmpty()) {
            step.merge(check.claim(), tally, Tally::plus);
        }
    }

    /**
     * The step's line and those of its exercises. A wrong answer may be red in two exercises; the
     * step counts it once.
     */
    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        lines.add(row(manifest.step(), step, "", "", "", seconds()));
        for (var exercise : manifest.exercises()) {
            lines.add(
                    row(
                            "  %-4s%.27s".formatted(exercise.id(), exercise.title()),
                            exercises.getOrDefault(exercise.id(), Map.of()),
                            "red",
                            "green",
                            "ok",
                            seconds.getOrDefault(exercise.id(), 0.0)));
        }
        return lines.stream().collect(joining("\n"));
    }

    /** The line below all: the sums. */
    static String total(List<ProofTable> tables) {
        var sum = new EnumMap<Claim, Tally>(Claim.class);
        tables.forEach(
                table ->
                        table.step.forEach((claim, tally) -> sum.merge(claim, tally, Tally::plus)));
        var exercises =
                tables.stream()
                        .map(table -> table.manifest)
                        .flatMap(manifest -> manifest.exercises().stream())
                        .map(ExerciseResult::id)
                        .count();
        return row(
                "%d steps, %d exercises".formatted(tables.size(), exercises),
                sum,
                "",
                "",
                "",
                tables.stream().mapToDouble(ProofTable::seconds).sum());
    }

    private double seconds() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String row(
            String name,
            Map<Claim, Tally> tallies,
            String red,
            String green,
            String ok,
            double seconds) {
        return ROW.formatted(
                name,
                says(tallies, Claim.STARTER, red),
                says(tallies, Claim.SOLUTION, green),
                says(tallies, Claim.WRONG, ""),
                says(tallies, Claim.ORDER, green),
                says(tallies, Claim.README, ok),
                "%.1f".formatted(seconds));
    }

    private static String says(Map<Claim, Tally> tallies, Claim claim, String good) {
        return tallies.getOrDefault(claim, Tally.NONE).says(good);
    }
}
