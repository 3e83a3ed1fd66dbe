package workshop.coach.machine;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import workshop.grading.TextLayout;

/** A line on a screen that may be too narrow for it. */
public final class Rows {

    private Rows() {}

    /**
     * The line, or as many as it takes, each as far to the right as the first. They end at spaces,
     * and keep their colours.
     */
    public static List<AttributedString> of(String line, int columns) {
        var whole = AttributedString.fromAnsi(line);
        if (whole.columnLength() <= columns) {
            return List.of(whole);
        }
        var text = whole.toString();
        var indent = text.length() - text.stripLeading().length();
        if (indent > columns / 2) {
            return whole.columnSplitLength(columns);
        }
        var rows = new ArrayList<AttributedString>();
        var margin = new AttributedString(" ".repeat(indent));
        var start = indent;
        for (var row : TextLayout.rows(text.substring(indent), columns - indent)) {
            var end = start + row.stripTrailing().length();
            rows.add(
                    AttributedString.join(
                            AttributedString.EMPTY, margin, whole.subSequence(start, end)));
            start += row.length();
        }
        return rows;
    }
}
