package workshop.coach.machine;

import java.util.Optional;
import java.util.regex.Pattern;
import workshop.grading.TextStyle;

/** What Maven says of its downloads, in a line for a person: how much has come, and what. */
public final class Downloads {

    private static final Pattern DOWNLOADED =
            Pattern.compile(".*Downloaded from [^:]+: \\S*/(\\S+) \\(([\\d.]+) ([kMG]?)B .*");

    private final DownloadBar bar;

    /**
     * @param expected how many megabytes come to a new machine
     */
    public Downloads(int expected, TextStyle terminal) {
        bar = new DownloadBar(expected, "MB", terminal);
    }

    /**
     * Hears of a line of Maven's.
     *
     * @return what to show; empty when it is about something else
     */
    public Optional<String> hear(String line) {
        var download = DOWNLOADED.matcher(line);
        return download.matches()
                ? Optional.of(
                        bar.with(
                                Double.parseDouble(download.group(2)) * unit(download.group(3)),
                                download.group(1)))
                : Optional.empty();
    }

    /** How much has come. */
    public long megabytes() {
        return bar.come();
    }

    /** In megabytes. */
    private static double unit(String prefix) {
        return switch (prefix) {
            case "k" -> 1e-3;
            case "M" -> 1;
            case "G" -> 1e3;
            default -> 1e-6;
        };
    }
}
