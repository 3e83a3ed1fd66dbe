package workshop.grade;

import java.io.Console;
import java.nio.charset.Charset;

/**
 * What the place where the score is read can show.
 *
 * @param colour  whether ANSI colours are understood
 * @param unicode whether more than ASCII is shown
 */
record Terminal(boolean colour, boolean unicode) {

    /** As wide as a terminal is when nobody touched it. */
    static final int WIDTH = 80;

    private static final String GLYPHS = "✔✘★☆█░·–—…›→“”‘’×";
    private static final String[] PLAIN = {"[x]", "[ ]", "*", ".", "#", "-", "-", "-", "-", "...", ">", "->", "\"", "\"", "'", "'", "x"};

    /** What this JVM's standard output can show. Colour is used only when it is certain that somebody sees it. */
    static Terminal here() {
        return new Terminal(colour(System.getProperty("workshop.color", "auto"), System.getenv("NO_COLOR"), isTerminal(System.console())),
                speaksUnicode());
    }

    /** See <a href="https://no-color.org">no-color.org</a>: the variable counts when it is not empty, and it counts most. */
    static boolean colour(String wish, String noColor, boolean terminal) {
        if (noColor != null && !noColor.isEmpty()) {
            return false;
        }
        return wish.equals("always") || wish.equals("auto") && terminal;
    }

    /** From Java 22 on there is a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean speaksUnicode() {
        var encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "US-ASCII"));
        return Charset.isSupported(encoding) && Charset.forName(encoding).newEncoder().canEncode(GLYPHS);
    }

    /** The text, in characters that can be shown. */
    String plain(String text) {
        if (unicode) {
            return text;
        }
        var plain = new StringBuilder();
        text.chars().forEach(c -> {
            var glyph = GLYPHS.indexOf(c);
            plain.append(glyph < 0 ? String.valueOf((char) c) : PLAIN[glyph]);
        });
        return plain.toString();
    }

    String bar(int percent) {
        var full = percent / 10;
        return plain("█".repeat(full) + "░".repeat(10 - full));
    }

    String stars(int stars) {
        return plain("★".repeat(stars) + "☆".repeat(3 - stars));
    }

    String green(String text) {
        return ansi(32, text);
    }

    String red(String text) {
        return ansi(31, text);
    }

    String bold(String text) {
        return ansi(1, text);
    }

    String dim(String text) {
        return ansi(2, text);
    }

    private String ansi(int code, String text) {
        return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
