package workshop.grading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the paths in a text links, for a terminal that has such (OSC 8).
 *
 * @param root the workshop's folder, which the paths start from
 * @param understood whether the terminal has links
 */
public record PathLinks(Path root, boolean understood) {

    private static final Pattern PATH =
            Pattern.compile(
                    // a word of its own, or one with a colour before it
                    "(?:(?<![\\w./-])(?<!\u001B\\[[\\d;]{0,9})|(?<=\u001B\\[[\\d;]{0,9}m))"
                            + "((?:[\\w.-]+/)+[\\w.-]+\\.(?:java|md|html))(?::\\d+)?");

    private static final String START = "\u001B]8;;";
    private static final String END = "\u001B\\";

    /** By the variable TERM_PROGRAM, which goes before those that a terminal inherits. */
    private static final Set<String> PROGRAMS =
            Set.of("iTerm.app", "WezTerm", "ghostty", "Hyper", "kitty", "rio", "Tabby");

    private static final Set<String> TERMS =
            Set.of("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour");

    /** GNOME's and others': 0.50.1. In 0.50.0, a link ended the terminal. */
    private static final int VTE = 5001;

    /** For this JVM's standard output; Maven's tests know of a terminal by its colour. */
    public static PathLinks here(Path root) {
        var terminal =
                TextStyle.interactive() || "always".equals(System.getProperty("workshop.color"));
        return new PathLinks(root, understood(System.getenv(), terminal));
    }

    /**
     * Whether such a terminal has links. Those of IDEs have none here: they find paths by
     * themselves and open them at the line, which a link cannot say.
     */
    static boolean understood(Map<String, String> environment, boolean terminal) {
        var forced = environment.getOrDefault("FORCE_HYPERLINK", "");
        if (!forced.isEmpty()) {
            return !forced.equals("0");
        }
        var term = environment.getOrDefault("TERM", "");
        if (!terminal
                || term.equals("dumb")
                || environment.getOrDefault("TERMINAL_EMULATOR", "").startsWith("JetBrains")) {
            return false;
        }
        if (environment.containsKey("TERM_PROGRAM")) {
            return PROGRAMS.contains(environment.get("TERM_PROGRAM"));
        }
        var vte = environment.getOrDefault("VTE_VERSION", "");
        return TERMS.contains(term)
                || vte.matches("\\d{1,6}") && Integer.parseInt(vte) >= VTE
                || environment.containsKey("WT_SESSION")
                || environment.containsKey("KONSOLE_VERSION")
                || environment.containsKey("DOMTERM");
    }

    /** The text, with links to those files that are there. */
    public String in(String text) {
        return understood ? PATH.matcher(text).replaceAll(this::link) : text;
    }

    private String link(MatchResult path) {
        var file = root.resolve(path.group(1));
        var shown = path.group();
        return Files.isRegularFile(file)
                ? Matcher.quoteReplacement(START + file.toUri() + END + shown + START + END)
                : shown;
    }
}
