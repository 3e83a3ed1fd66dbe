package workshop.coach.machine;

import workshop.grading.TextLayout;
import workshop.grading.TextStyle;

/** How far a download is, in a row of the terminal: a bar, what has come, and how much is left. */
final class DownloadBar {

    private final long expected;
    private final String unit;
    private final TextStyle terminal;
    private double come;

    /**
     * @param expected how many units come to a new machine, more or less
     */
    DownloadBar(long expected, String unit, TextStyle terminal) {
        this.expected = expected;
        this.unit = unit;
        this.terminal = terminal;
    }

    /** After that has come, too. */
    String with(double more, String what) {
        come += more;
        var percent = (int) Math.min(100, come() * 100 / expected);
        var row =
                "  %s  %s %s, about %s to come  %s"
                        .formatted(
                                terminal.bar(percent),
                                come(),
                                unit,
                                Math.max(0, expected - come()),
                                what);
        return TextLayout.cut(row, terminal.width() - 2).get(0);
    }

    long come() {
        return Math.round(come);
    }
}
