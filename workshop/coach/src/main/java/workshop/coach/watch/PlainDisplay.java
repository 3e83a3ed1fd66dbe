package workshop.coach.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import workshop.coach.steps.Exercises;
import workshop.grading.ExerciseResult;
import workshop.grading.TextStyle;

/**
 * Lines, one after the other: for screen readers, simple terminals and pipes. Nothing is redrawn. A
 * key is a letter and Enter.
 */
final class PlainDisplay implements Display {

    /** An input that ends so soon, in nanoseconds, was none. */
    private static final long NO_INPUT = 1_000_000_000;

    private final InputStream in;
    private final PrintWriter out;
    private final TextStyle terminal;
    private List<String> body = List.of();
    private List<String> notices = List.of();
    private String status = "";
    private int checks;

    /** Whether anything was said since the coach last began to do something. */
    private boolean said;

    PlainDisplay(InputStream in, PrintWriter out, boolean unicode) {
        this.in = in;
        this.out = out;
        this.terminal = new TextStyle(false, unicode);
    }

    @Override
    public void listen(Consumer<String> keys, Runnable resized) {
        out.println("Keys, each with Enter:");
        Keys.lines(", ", terminal.width()).forEach(out::println);
        var started = System.nanoTime();
        var reader =
                new Thread(
                        () -> {
                            try (var lines =
                                    new BufferedReader(
                                            new InputStreamReader(in, TextStyle.encoding()))) {
                                for (var line = lines.readLine();
                                        line != null;
                                        line = lines.readLine()) {
                                    keys.accept(line.strip());
                                }
                            } catch (IOException closed) {
                                // as good as an end
                            }
                            ended(keys, started);
                        },
                        "keys");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * An input that was never there, as in a container or behind {@code nohup}, is no reason to
     * end. One that goes away is: the person who typed has left.
     */
    private void ended(Consumer<String> keys, long started) {
        if (System.nanoTime() - started < NO_INPUT && !TextStyle.interactive()) {
            out.println(
                    "There is no input, so there are no keys. Ctrl-C or a signal ends the watch.");
            out.flush();
        } else {
            keys.accept(Keys.END);
        }
    }

    @Override
    public void show(Frame scene) {
        say(scene);
        if (scene.checks() != checks) {
            checks = scene.checks();
            if (!said && !body.isEmpty()) {
                out.println("As before: " + body.get(0).strip());
            }
        }
        if (!scene.status().equals(status)) {
            status = scene.status();
            if (!status.isEmpty()) {
                out.println(status);
                said = false;
            }
        }
        out.flush();
    }

    private void say(Frame scene) {
        if (!scene.body().equals(body)) {
            body = scene.body();
            if (!body.isEmpty()) {
                out.println();
                out.println(Exercises.words(scene.result()));
                body.forEach(out::println);
                said = true;
            }
        }
        if (!scene.notices().equals(notices)) {
            notices = scene.notices();
            notices.forEach(out::println);
        }
    }

    @Override
    public void more() {
        // it has all been said
    }

    @Override
    public void suspend() {
        // nothing is drawn, so the system's own way will do
    }

    @Override
    public void resume() {
        // what was said is said
    }

    @Override
    public int columns() {
        return terminal.width();
    }

    @Override
    public String line(ExerciseResult exercise) {
        return Exercises.words(exercise);
    }

    @Override
    public boolean spoken() {
        return true;
    }

    @Override
    public TextStyle terminal() {
        return terminal;
    }

    @Override
    public void close() {
        out.flush();
    }
}
