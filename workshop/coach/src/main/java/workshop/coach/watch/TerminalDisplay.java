package workshop.coach.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import workshop.coach.machine.Rows;
import workshop.coach.steps.Exercises;
import workshop.grading.ExerciseResult;
import workshop.grading.PathLinks;
import workshop.grading.Score;
import workshop.grading.TextStyle;

/** A terminal that is redrawn at every change. Afterwards it shows what it showed before. */
final class TerminalDisplay implements Display {

    private static final long TURN = 100;
    private static final String ASK_FOR_PASTE_MARKS = "\u001B[?2004h";
    private static final String NO_PASTE_MARKS = "\u001B[?2004l";

    private final org.jline.terminal.Terminal screen;
    private final TextStyle terminal;
    private final PathLinks links;
    private final Attributes before;
    private final Semaphore continued = new Semaphore(0);
    private Size size = new Size();
    private List<String> drawn = List.of();

    /**
     * Whether Ctrl-Z itself has seen how the process goes on, so that no one else needs to draw.
     */
    private boolean seenContinued;

    private SignalHandler suspendOn;
    private Thread reader;
    private volatile boolean closed;
    private Frame scene;
    private int page;

    TerminalDisplay(org.jline.terminal.Terminal screen, TextStyle terminal, PathLinks links) {
        this.screen = screen;
        this.terminal = terminal;
        this.links = links;
        before = screen.getAttributes();
        enter();
    }

    private void enter() {
        screen.enterRawMode();
        screen.puts(Capability.enter_ca_mode);
        screen.puts(Capability.cursor_invisible);
        screen.writer().print(ASK_FOR_PASTE_MARKS);
        screen.flush();
        size = new Size(); // so that every row is drawn
    }

    private void leave() {
        screen.writer().print(NO_PASTE_MARKS);
        screen.puts(Capability.cursor_visible);
        screen.puts(Capability.exit_ca_mode);
        screen.flush();
        screen.setAttributes(before);
    }

    @Override
    public void listen(Consumer<String> keys, Runnable resized) {
        screen.handle(Signal.WINCH, signal -> resized.run());
        screen.handle(Signal.INT, signal -> keys.accept("q"));
        suspendOn = signal -> keys.accept(Keys.SUSPEND);
        screen.handle(Signal.TSTP, suspendOn);
        screen.handle(
                Signal.CONT,
                signal -> {
                    continued.release();
                    keys.accept(Keys.RESUMED);
                });
        var keyboard = new Keyboard(screen.reader());
        reader = new Thread(() -> read(keyboard, keys), "keys");
        reader.setDaemon(true);
        reader.start();
    }

    /** In short turns: JLine cannot close a terminal while a thread reads from it. */
    private void read(Keyboard keyboard, Consumer<String> keys) {
        try {
            while (!closed) {
                var key = keyboard.read(TURN);
                if (!key.isEmpty()) {
                    keys.accept(key);
                }
                if (key.equals(Keys.END)) {
                    return;
                }
            }
        } catch (IOException hungUp) {
            keys.accept(Keys.END);
        }
    }

    /** The terminal stops all other processes itself; only this one has something to do before. */
    @Override
    public void suspend() {
        leave();
        screen.handle(Signal.TSTP, SignalHandler.SIG_DFL);
        continued.drainPermits();
        try {
            var pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-TSTP", pid).start().waitFor();
            // Without a shell that could go on with it, nothing stops it.
            seenContinued = continued.tryAcquire(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            // it goes on as if nothing had been pressed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        screen.handle(Signal.TSTP, suspendOn);
        enter();
    }

    /** A shell that ran meanwhile has changed the terminal; after Ctrl-Z that is known already. */
    @Override
    public void resume() {
        if (!seenContinued) {
            enter();
        }
        seenContinued = false;
    }

    @Override
    public void show(Frame scene) {
        if (this.scene != null && !this.scene.body().equals(scene.body())) {
            page = 0;
        }
        this.scene = scene;
        draw();
    }

    @Override
    public void more() {
        page++;
        draw();
    }

    private void draw() {
        var rows = Math.max(8, screen.getHeight());
        var lines = new ArrayList<AttributedString>();
        lines.add(AttributedString.EMPTY);
        Score.header(scene.result(), terminal())
                .strip()
                .lines()
                .forEach(line -> lines.addAll(Rows.of(line, columns())));
        lines.add(AttributedString.EMPTY);
        var body = new ArrayList<AttributedString>();
        Stream.of(scene.body(), scene.notices())
                .flatMap(List::stream)
                .forEach(line -> body.addAll(Rows.of(line, columns())));

        var keys = Keys.lines("  ", columns() - 2);
        var status = Rows.of("  " + terminal.bold(status(scene, "")), columns());
        var below = keys.size() + status.size() + 1;
        var room = Math.max(1, rows - lines.size() - below);
        var pages = Math.max(1, (body.size() + room - 1) / room);
        page = page % pages;
        if (pages > 1 && scene.status().isEmpty()) { // a question needs the room
            var more = "page %s of %s: space shows the next".formatted(page + 1, pages);
            status = Rows.of("  " + terminal.bold(status(scene, more)), columns());
        }
        lines.addAll(body.subList(page * room, Math.min(body.size(), (page + 1) * room)));
        while (lines.size() < rows - below) {
            lines.add(AttributedString.EMPTY);
        }
        lines.add(AttributedString.EMPTY);
        lines.addAll(status);
        keys.forEach(line -> lines.add(AttributedString.fromAnsi("  " + terminal.dim(line))));
        draw(lines.stream().map(line -> line.toAnsi(screen)).toList());
    }

    private static String status(Frame scene, String more) {
        var words = scene.status().isEmpty() ? more : scene.status();
        return scene.seconds() < 2 ? words : "%s %s s".formatted(words, scene.seconds());
    }

    /** Only rows that have changed: over a slow line, too, nothing flickers. */
    private void draw(List<String> lines) {
        if (!size.equals(screen.getSize()) || lines.size() != drawn.size()) {
            size = screen.getSize();
            drawn = Collections.nCopies(lines.size(), "");
            screen.puts(Capability.clear_screen);
        }
        for (var row = 0; row < lines.size(); row++) {
            if (!lines.get(row).equals(drawn.get(row))) {
                screen.puts(Capability.cursor_address, row, 0);
                screen.puts(
                        Capability.clr_eol); // before the text: after it, a full row would lose its
                // last character
                screen.writer().print(links.in(lines.get(row)));
            }
        }
        drawn = lines;
        screen.flush();
    }

    @Override
    public int columns() {
        return screen.getWidth() == 0 ? TextStyle.WIDTH : Math.max(20, screen.getWidth());
    }

    @Override
    public String line(ExerciseResult exercise) {
        return Exercises.line(exercise, terminal());
    }

    @Override
    public boolean spoken() {
        return false;
    }

    @Override
    public TextStyle terminal() {
        return terminal.on(columns());
    }

    @Override
    public void close() {
        closed = true;
        awaitReader();
        leave();
        try {
            screen.close();
        } catch (IOException e) {
            // it is gone: nothing is left to be put back
        }
    }

    private void awaitReader() {
        try {
            if (reader != null) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
