package workshop.forum;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The job that the workers do: plain text in, plain text out, no database and no queue. */
public final class Moderation {

    static final String HIDDEN = "[hidden by moderation]";
    private static final Set<String> BANNED = Set.of("spam", "casino");

    private Moderation() {}

    /** What readers see of a text: spaces tidied; nothing at all of a text with a banned word. */
    public static String clean(String body) {
        String tidy =
                body.replaceAll("(?U)\\s+", " ")
                        .strip(); // (?U): letters and spaces of all alphabets
        boolean banned =
                Stream.of(tidy.toLowerCase(Locale.ROOT).split("(?U)\\W+"))
                        .anyMatch(BANNED::contains);
        return banned ? HIDDEN : tidy;
    }
}
