package workshop.forum;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The job of the workers: text in, text out, no database and no queue. */
public final class Moderation {

    static final String HIDDEN = "[hidden by moderation]";
    private static final Set<String> BANNED = Set.of("spam", "casino");

    private Moderation() {}

    /**
     * What readers see of a text. Each run of white space becomes one space; a text with a banned
     * word is hidden as a whole.
     */
    public static String clean(String body) {
        // (?U): letters and white space of all alphabets
        String tidy = body.replaceAll("(?U)\\s+", " ").strip();
        boolean banned =
                Stream.of(tidy.toLowerCase(Locale.ROOT).split("(?U)\\W+"))
                        .anyMatch(BANNED::contains);
        return banned ? HIDDEN : tidy;
    }
}
