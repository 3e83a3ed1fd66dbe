package workshop.grading;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What the terminal that shows the score can display.
 *
 * @param colour whether ANSI colours are understood
 * @param unicode whether more than ASCII is shown
 * @param width how wide a line may be, in columns
 */
public record TextStyle(boolean colour, boolean unicode, int width) {

    /** The default width of a terminal. */
    public static final int WIDTH = 80;

    /** In less than that, a path and a title are in pieces anyway. */
    private static final int NARROWEST = 40;

    private static final String GLYPHS = "✔✘★☆█░·–—…›→“”‘’×";
    private static final String[] PLAIN = {
        "[x]", "[ ]", "*", ".", "#", "-", "-", "-", "-", "...", ">", "->", "\"", "\"", "'", "'", "x"
    };

    /** One of the default width. */
    public TextStyle(boolean colour, boolean unicode) {
        this(colour, unicode, WIDTH);
    }

    /**
     * The same on a screen that may be narrower. On a wide one, long lines would be hard to read.
     *
     * @param columns 0 when the screen does not say
     */
    public TextStyle on(int columns) {
        var fit = columns == 0 ? WIDTH : Math.max(NARROWEST, Math.min(WIDTH, columns));
        return new TextStyle(colour, unicode, fit);
    }

    /**
     * What this JVM's standard output can show. Colour is used only when the output is a terminal
     * for certain.
     */
    public static TextStyle here() {
        return new TextStyle(
                colour(
                        System.getProperty("workshop.color", "auto"),
                        System.getenv("NO_COLOR"),
                        interactive()),
                speaksUnicode());
    }

    /**
     * See <a href="https://no-color.org">no-color.org</a>: the variable counts when it is not
     * empty, and it counts most.
     */
    static boolean colour(String wish, String noColor, boolean terminal) {
        if (noColor != null && !noColor.isEmpty()) {
            return false;
        }
        return wish.equals("always") || wish.equals("auto") && terminal;
    }

    /** Whether this JVM's standard input and output are a terminal. */
    public static boolean interactive() {
        // From Java 22 on there is a console without a terminal, too, and a method that tells the
        // two apart.
        var console = System.console();
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
        return encoding().newEncoder().canEncode(GLYPHS);
    }

    /** The encoding of this JVM's standard output. */
    public static Charset encoding() {
        var encoding =
                System.getProperty(
                        "stdout.encoding", System.getProperty("native.encoding", "US-ASCII"));
        return Charset.isSupported(encoding)
                ? Charset.forName(encoding)
                : StandardCharsets.US_ASCII;
    }

    /** The text, in characters that can be shown. */
    public String plain(String text) {
        if (unicode) {
            return text;
        }
        var plain = new StringBuilder();
        text.chars()
                .forEach(
                        c -> {
                            var glyph = GLYPHS.indexOf(c);
                            plain.append(glyph < 0 ? String.valueOf((char) c) : PLAIN[glyph]);
                        });
        return plain.toString();
    }

    /** Ten characters. */
    public String bar(int percent) {
        var full = percent / 10;
        return plain("█".repeat(full) + "░".repeat(10 - full));
    }

    /** Three characters, for one star to three. */
    public String stars(int stars) {
        return plain(full(stars) + empty(stars));
    }

    /** Any number: an author's slip must not cost a learner the score. */
    static String full(int stars) {
        return "★".repeat(Math.max(0, stars));
    }

    static String empty(int stars) {
        return "☆".repeat(Math.max(0, 3 - stars));
    }

    /** The text in green, where there is colour. */
    public String green(String text) {
        return ansi(32, text);
    }

    /** The text in red, where there is colour. */
    public String red(String text) {
        return ansi(31, text);
    }

    /** The text in bold type, where there is colour. */
    public String bold(String text) {
        return ansi(1, text);
    }

    /** The text in a faint colour, where there is colour. */
    public String dim(String text) {
        return ansi(2, text);
    }

    private String ansi(int code, String text) {
        return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
