package workshop.step02;

import workshop.interleavings.Exploration;
import workshop.interleavings.Outcome;

/**
 * What a learner reads about a race: first what happened in words, then the outcome table and the
 * shortest bad schedule.
 */
final class Races {

    private Races() {}

    /**
     * Passes when no interleaving ends badly. The first words are those of the shortest bad
     * schedule's outcome.
     */
    static void requireNone(Exploration exploration) {
        requireNone(exploration, "");
    }

    /** The same, with something to say before all else, unless it is empty. */
    static void requireNone(Exploration exploration, String words) {
        exploration.requireNoForbidden(words.isEmpty() ? why(exploration) : words);
    }

    private static String why(Exploration exploration) {
        var shortest = exploration.shortestBad();
        return exploration.outcomes().stream()
                .filter(Outcome::isForbidden)
                .filter(outcome -> outcome.example().equals(shortest.orElse(null)))
                .map(
                        outcome ->
                                outcome.why().isEmpty()
                                        ? "It ended in a way that must not happen: %s. %s"
                                                .formatted(
                                                        outcome.name(),
                                                        String.join(
                                                                " ", outcome.example().remarks()))
                                        : outcome.why())
                .findFirst()
                .orElse("There are more interleavings than were tried: does your code loop?");
    }
}
