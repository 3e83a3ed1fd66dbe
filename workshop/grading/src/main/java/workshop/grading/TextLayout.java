package workshop.grading;

import java.util.ArrayList;
import java.util.List;

/** Text that has to fit. */
public final class TextLayout {

    private TextLayout() {}

    /**
     * Breaks a text into lines.
     *
     * @param text may have lines of its own; they keep their indentation, and blank ones at its
     *     ends are dropped
     * @param width in columns; only a word that is longer is broken
     */
    public static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        text.strip()
                .replace("\t", "    ")
                .lines()
                .forEach(
                        line -> {
                            var rest = line.stripTrailing();
                            while (rest.length() > width) {
                                var space = rest.lastIndexOf(' ', width);
                                // A space in the indentation does not separate words.
                                var end =
                                        space < 0 || rest.substring(0, space).isBlank()
                                                ? width
                                                : space;
                                lines.add(rest.substring(0, end).stripTrailing());
                                rest = rest.substring(end).stripLeading();
                            }
                            lines.add(rest);
                        });
        return lines;
    }

    /** The first lines of a text, and a sign that there is more. */
    static List<String> shorten(String text, int width, int lines, String more) {
        var all = wrap(text, width).stream().filter(line -> !line.isBlank()).toList();
        if (all.size() <= lines) {
            return all;
        }
        var first = new ArrayList<>(all.subList(0, lines));
        var last = first.get(lines - 1);
        var room = width - 1 - more.length();
        if (last.length() > room) {
            var end = last.lastIndexOf(' ', room);
            last = last.substring(0, end < 1 ? room : end);
        }
        first.set(lines - 1, last + " " + more);
        return first;
    }

    /**
     * A path that fits, without its packages if need be. A path must not be broken into two lines.
     */
    public static String path(String path, int width, String more) {
        return path.length() <= width
                ? path
                : path.replaceFirst("(/src/(?:main|test)/java/).*/", "$1" + more + "/");
    }
}
