package workshop.coach.watch;

import java.io.IOException;
import org.jline.utils.NonBlockingReader;

/**
 * Keys as a person presses them, one after the other. What is pasted is no key: a word of this
 * workshop, pasted by mistake, would ask for a reset and agree to it. Terminals mark a paste when
 * they are asked to; those that cannot are known by their speed.
 */
final class Keyboard {

    private static final String PASTE_BEGINS = "200~";
    private static final String PASTE_ENDS = "\u001B[201~";
    private static final char ESCAPE = 27;

    /** In milliseconds. No one presses keys so fast, but a terminal sends a key's codes faster. */
    private static final long TOGETHER = 5;

    /** As many keys at once no one presses. */
    private static final int PASTE = 4;

    /** In milliseconds. A paste whose end does not come is over. */
    private static final long LONGEST_PAUSE = 1_000;

    private final NonBlockingReader reader;

    /** Keys that were pressed together. */
    private final StringBuilder waiting = new StringBuilder();

    Keyboard(NonBlockingReader reader) {
        this.reader = reader;
    }

    /**
     * The next keys, mostly one.
     *
     * @param patience in milliseconds
     * @return {@link Keys#END} at the end; nothing when none was pressed, or one that is of no use
     */
    String read(long patience) throws IOException {
        if (waiting.length() > 0) {
            return next();
        }
        var first = reader.read(patience);
        if (first == NonBlockingReader.EOF) {
            return Keys.END;
        }
        if (first == NonBlockingReader.READ_EXPIRED) {
            return "";
        }
        if (first == ESCAPE) {
            return afterEscape();
        }
        waiting.append((char) first);
        for (var key = reader.peek(TOGETHER);
                key >= 0 && key != ESCAPE;
                key = reader.peek(TOGETHER)) {
            waiting.append((char) reader.read());
        }
        if (waiting.length() >= PASTE) {
            waiting.setLength(0);
            return "";
        }
        return next();
    }

    private String next() {
        var key = waiting.substring(0, 1);
        waiting.deleteCharAt(0);
        return key;
    }

    /** The key itself, a paste, or a key of more than one code such as an arrow. */
    private String afterEscape() throws IOException {
        if (reader.peek(TOGETHER) < 0) {
            return String.valueOf(ESCAPE);
        }
        var codes = new StringBuilder();
        var code = reader.read();
        if (code == '[' || code == 'O') {
            do {
                code = reader.read(LONGEST_PAUSE);
                codes.append((char) code);
            } while (code >= ' ' && code < '@');
        }
        return switch (codes.toString()) {
            case PASTE_BEGINS -> {
                skipPaste();
                yield "";
            }
            case "A" -> Keys.UP;
            case "B" -> Keys.DOWN;
            default -> "";
        };
    }

    private void skipPaste() throws IOException {
        var last = "";
        while (!last.equals(PASTE_ENDS)) {
            var code = reader.read(LONGEST_PAUSE);
            if (code < 0) {
                return;
            }
            last += (char) code;
            last = last.substring(Math.max(0, last.length() - PASTE_ENDS.length()));
        }
    }
}
