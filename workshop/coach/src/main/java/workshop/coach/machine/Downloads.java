package workshop.coach.machine;

import java.util.Optional;
import java.util.regex.Pattern;

/** What Maven says of its downloads, in a line for a person: how much has come, and what. */
public final class Downloads {

    private static final Pattern DOWNLOADED =
            Pattern.compile(".*Downloaded from [^:]+: \\S*/(\\S+) \\(([\\d.]+) ([kMG]?)B .*");

    private static final int WIDTH = 78;

    private final int expected;
    private double bytes;

    /**
     * @param expected how many megabytes come to a new machine
     */
    public Downloads(int expected) {
        this.expected = expected;
    }

    /**
     * Hears of a line of Maven's.
     *
     * @return what to show; empty when it is about something else
     */
    public Optional<String> hear(String line) {
        var download = DOWNLOADED.matcher(line);
        if (!download.matches()) {
            return Optional.empty();
        }
        bytes += Double.parseDouble(download.group(2)) * unit(download.group(3));
        var text = "  %s of about %s MB  %s".formatted(megabytes(), expected, download.group(1));
        return Optional.of(text.substring(0, Math.min(WIDTH, text.length())));
    }

    /** How much has come. */
    public long megabytes() {
        return Math.round(bytes / 1_000_000);
    }

    private static int unit(String prefix) {
        return switch (prefix) {
            case "k" -> 1_000;
            case "M" -> 1_000_000;
            case "G" -> 1_000_000_000;
            default -> 1;
        };
    }
}
