package workshop.step02;

import workshop.interleavings.Exploration;
import workshop.interleavings.Outcome;

/**
 * What a learner reads about a race: what happened, in words, then the table of outcomes and the
 * shortest bad schedule.
 */
final class Races {

    private Races() {}

    /**
     * Passes when no interleaving ends badly.
     *
     * @param words what a failure says first; when empty, it explains the shortest bad schedule
     */
    static void requireNone(Exploration exploration, String words) {
        exploration.requireNoForbidden(words.isEmpty() ? why(exploration) : words);
    }

    private static String why(Exploration exploration) {
        var shortest = exploration.shortestBad().orElse(null);
        return exploration.outcomes().stream()
                .filter(Outcome::isForbidden)
                .filter(outcome -> outcome.example().equals(shortest))
                .map(Races::reason)
                .findFirst()
                .orElse("There are more interleavings than were tried: does your code loop?");
    }

    private static String reason(Outcome outcome) {
        if (!outcome.why().isEmpty()) {
            return outcome.why();
        }
        var remarks = String.join(" ", outcome.example().remarks());
        return "It ended in a way that must not happen: %s. %s".formatted(outcome.name(), remarks);
    }
}
