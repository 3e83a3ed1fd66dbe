package workshop.step03;

import java.util.regex.Pattern;

/** The new rule of 3.2: readers see no links. */
public final class Links {

    private static final Pattern LINK = Pattern.compile("(?i)\\bhttps?://\\S+");

    private Links() {}

    /** The text with {@code [link]} in place of every link. */
    public static String cut(String text) {
        return LINK.matcher(text).replaceAll("[link]");
    }
}
