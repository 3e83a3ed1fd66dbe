package workshop.coach.watch;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jline.terminal.TerminalBuilder;
import workshop.coach.engine.Scratch;
import workshop.grading.ExerciseResult;
import workshop.grading.PathLinks;
import workshop.grading.TextStyle;

/** The output and the keys of {@code watch}. */
public interface Display extends AutoCloseable {

    /**
     * The terminal that this program runs in.
     *
     * @param plain whether to print lines and draw nothing; it is so by itself where it cannot
     *     redraw
     * @param links for a terminal that is drawn on
     * @param out for lines
     */
    static Display here(boolean plain, TextStyle terminal, PathLinks links, PrintWriter out)
            throws IOException {
        if (plain || !canRedraw()) {
            return new PlainDisplay(System.in, out, terminal.unicode());
        }
        // JLine leaves its library there when it is killed, and never looks for it again.
        System.setProperty("jline.tmpdir", Scratch.folder("jline").toString());
        return new TerminalDisplay(
                TerminalBuilder.builder()
                        .system(true)
                        .dumb(false)
                        .encoding(TextStyle.encoding())
                        .graphemeCluster(
                                false) // else JLine sends queries that some terminals print
                        .build(),
                terminal,
                links);
    }

    /** Whether there is a terminal, and one that can move its cursor. */
    static boolean canRedraw() {
        return TextStyle.interactive() && !"dumb".equals(System.getenv("TERM"));
    }

    /**
     * Says which keys there are; begins to listen. A key is a letter, or a word where words are
     * typed; {@link Keys#END} is the end of all keys.
     */
    void listen(Consumer<String> keys, Runnable resized);

    /** Shows that. */
    void show(Frame scene);

    /** The next part of a body that is longer than the screen; after the last comes the first. */
    void more();

    /** Gives the terminal back to the shell, until that goes on with this program. */
    void suspend();

    /** The shell has gone on with this program. */
    void resume();

    /** How wide it is. */
    int columns();

    /** An exercise and its state, in one line. */
    String line(ExerciseResult exercise);

    /** Whether the output is read aloud rather than seen. */
    boolean spoken();

    /** What it can show. */
    TextStyle terminal();

    @Override
    void close();
}
