package workshop.coach.steps;

import java.util.regex.Pattern;

/** The comments in solutions that mark the lines a slide shows: {@code // tag::send[]}. */
final class SlideTags {

    private static final Pattern LINE = Pattern.compile("(?m)^\\h*// (tag|end)::\\S*\\[]\\h*\\R?");

    private SlideTags() {}

    /** A text without them, as everyone else wants to read it. */
    static String removedFrom(String text) {
        return LINE.matcher(text).replaceAll("");
    }
}
