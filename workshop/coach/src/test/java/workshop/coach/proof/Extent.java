package workshop.coach.proof;

import java.util.stream.Stream;

/** How much is proved, by {@code -Dworkshop.proof=starters} and so on. */
enum Extent {
    /** Starters and solutions, and no stored answers. */
    STARTERS,

    /**
     * Stored answers, too, those to different exercises together. A wrong one runs in the exercises
     * that it names. This is what is proved without that property.
     */
    TOGETHER,

    /** Each answer alone; and a wrong one is green in the exercises that it does not name. */
    EVERYWHERE,

    /** The same, and every exercise runs for every build, also where its result is known. */
    WHOLE;

    /**
     * What the property asks for.
     *
     * @throws IllegalArgumentException when it asks for something else
     */
    static Extent chosen() {
        var chosen = System.getProperty("workshop.proof", "together");
        return Stream.of(values())
                .filter(extent -> extent.name().equalsIgnoreCase(chosen))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        ("-Dworkshop.proof=%s means nothing. It may be starters,"
                                                        + " together, everywhere or whole.")
                                                .formatted(chosen)));
    }

    /** Whether wrong answers are given to all exercises. */
    boolean isEverywhere() {
        return compareTo(EVERYWHERE) >= 0;
    }
}
