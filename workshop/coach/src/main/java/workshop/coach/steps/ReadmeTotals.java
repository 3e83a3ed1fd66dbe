package workshop.coach.steps;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the top of a step's README says of all its exercises: how many there are, and how long they
 * take. Both follow from the sections below.
 */
public final class ReadmeTotals {

    private static final Pattern TOTALS =
            Pattern.compile(
                    "about\\s+\\d+\\s+minutes\\s+for\\s+all\\s+\\w+\\s+exercises"
                            + "|all\\s+\\w+\\s+exercises\\s+take\\s+about\\s+\\d+\\s+minutes");

    private static final Pattern EXERCISE = Pattern.compile("(?m)^### \\d+\\.\\d+ ");
    private static final Pattern MINUTES = Pattern.compile(" · (\\d+) minutes · ");

    private static final List<String> NUMBERS =
            List.of(
                    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten", "eleven", "twelve");

    private ReadmeTotals() {}

    /** The words of that README that say so. */
    public static Optional<String> said(String readme) {
        return TOTALS.matcher(readme)
                .results()
                .map(found -> found.group().replaceAll("\\s+", " "))
                .findFirst();
    }

    /** The README with the right numbers. */
    public static String corrected(String readme) {
        var exercises = (int) EXERCISE.matcher(readme).results().count();
        var number =
                exercises < NUMBERS.size() ? NUMBERS.get(exercises) : String.valueOf(exercises);
        var minutes = String.valueOf(minutes(readme));
        return TOTALS.matcher(readme)
                .replaceFirst(
                        found ->
                                found.group()
                                        .replaceFirst("\\d+", minutes)
                                        .replaceFirst("(all\\s+)\\w+", "$1" + number));
    }

    /** The minutes of all exercises. */
    public static int minutes(String readme) {
        return MINUTES.matcher(readme)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }
}
