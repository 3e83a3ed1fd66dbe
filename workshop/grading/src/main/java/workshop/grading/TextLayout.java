package workshop.grading;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Text that has to fit. A width is in columns, as a terminal shows it: a wide letter and an emoji
 * take two, a combining mark none.
 */
public final class TextLayout {

    /** Makes one emoji of two. */
    private static final char JOINER = '\u200D';

    /** The indentation of a path that does not fit below its label. */
    private static final int LITTLE = 2;

    private TextLayout() {}

    /** How many columns the text takes. What is joined into one emoji may take fewer. */
    public static int width(String text) {
        return width(text, 0, text.length());
    }

    private static int width(String text, int start, int end) {
        var columns = 0;
        for (var i = start; i < end; i = text.offsetByCodePoints(i, 1)) {
            columns += width(text.codePointAt(i));
        }
        return columns;
    }

    private static int width(int sign) {
        return Math.max(0, WCWidth.wcwidth(sign));
    }

    /** The text, with as many blanks after it as it takes to fill so many columns. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /**
     * Breaks a text into lines.
     *
     * @param text may have lines of its own; they keep their indentation, and blank ones at its
     *     ends are dropped
     * @param width in columns; only a word that is longer is broken, and no letter from its marks
     */
    public static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        text.strip()
                .replace("\t", "    ")
                .lines()
                .map(String::stripTrailing)
                .forEach(line -> wrapLine(line, width, lines));
        return lines;
    }

    private static void wrapLine(String line, int width, List<String> lines) {
        var start = 0;
        do {
            var end = endOfRow(line, start, width);
            lines.add(line.substring(start, end).stripTrailing());
            start = end;
            while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
                start++;
            }
        } while (start < line.length());
    }

    /** Breaks a text wherever a row is full, and drops nothing. */
    public static List<String> cut(String text, int width) {
        var rows = new ArrayList<String>();
        for (var start = 0; start < text.length(); start += rows.get(rows.size() - 1).length()) {
            rows.add(text.substring(start, endOfFull(text, start, width)));
        }
        return rows;
    }

    /** Breaks a text at its spaces, or else where a row is full, and drops nothing. */
    public static List<String> rows(String text, int width) {
        var rows = new ArrayList<String>();
        for (var start = 0; start < text.length(); start += rows.get(rows.size() - 1).length()) {
            var end = endOfRow(text, start, width);
            while (end < text.length() && text.charAt(end) == ' ') {
                end++; // a row may end with more spaces than fit
            }
            rows.add(text.substring(start, end));
        }
        return rows;
    }

    /** Where a row ends: at its last space, or else where it is full. */
    private static int endOfRow(String line, int start, int width) {
        var full = endOfFull(line, start, width);
        if (full == line.length()) {
            return full;
        }
        var space = full;
        while (space > start && line.charAt(space) != ' ') {
            space--;
        }
        // A space in the indentation does not separate words.
        return line.substring(start, space).isBlank() ? full : space;
    }

    /** Where a row is full. It has one letter at least. */
    private static int endOfFull(String line, int start, int width) {
        var columns = 0;
        var end = start;
        while (end < line.length()) {
            var next = endOfLetter(line, end);
            columns += width(line, end, next);
            if (columns > width && end > start) {
                return end;
            }
            end = next;
        }
        return end;
    }

    /** A letter goes on with its marks, and with what is joined to it. */
    private static int endOfLetter(String line, int start) {
        var end = line.offsetByCodePoints(start, 1);
        while (end < line.length()
                && (line.charAt(end - 1) == JOINER || width(line.codePointAt(end)) == 0)) {
            end = line.offsetByCodePoints(end, 1);
        }
        return end;
    }

    /** The first lines of a text, and a sign that there is more. */
    static List<String> shorten(String text, int width, int lines, String more) {
        var all = wrap(text, width).stream().filter(line -> !line.isBlank()).toList();
        if (all.size() <= lines) {
            return all;
        }
        var first = new ArrayList<>(all.subList(0, lines));
        var last = first.get(lines - 1);
        var end = endOfRow(last, 0, width - 1 - width(more));
        first.set(lines - 1, last.substring(0, end) + " " + more);
        return first;
    }

    /**
     * A path after a label. It is whole and in one line, so that a terminal can open it: if need
     * be, in a line without the label, and even then it may be too long.
     */
    public static List<String> path(String label, String path, int indent, int width) {
        var whole = " ".repeat(indent) + label + path;
        if (width(whole) <= width) {
            return List.of(whole);
        }
        var room = width - width(path);
        var below = room >= indent ? indent : room >= LITTLE ? LITTLE : 0;
        return List.of((" ".repeat(indent) + label).stripTrailing(), " ".repeat(below) + path);
    }
}
