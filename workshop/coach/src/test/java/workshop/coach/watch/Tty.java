package workshop.coach.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.utils.ScreenTerminal;

/** A program at a real pseudo-terminal, seen through a terminal emulator. */
final class Tty implements AutoCloseable {

    private static final int ROWS = 24;

    /** On a machine that is busy with other things. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final JniNativePty pty;
    private final Process process;
    private final OutputStream keyboard;
    private final ScreenTerminal screen;
    private final StringBuilder raw = new StringBuilder();

    Tty(ProcessBuilder program, Map<String, String> environment, int columns) throws IOException {
        screen = new ScreenTerminal(columns, ROWS);
        pty = (JniNativePty) new JniTerminalProvider().open(null, new Size(columns, ROWS));
        var slave = Path.of(pty.getName()).toFile();
        program.redirectInput(slave).redirectOutput(slave).redirectError(slave);
        program.environment().putAll(Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8"));
        program.environment().remove("NO_COLOR");
        program.environment().putAll(environment);
        process = program.start();
        keyboard = pty.getMasterOutput();
        var reader = new Thread(this::read, "tty");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        var buffer = new byte[4096];
        try (var in = pty.getMasterInput()) {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (this) {
                    var text = new String(buffer, 0, count, UTF_8);
                    raw.append(text);
                    screen.write(text);
                    notifyAll();
                }
            }
        } catch (IOException gone) {
            // the program has closed it
        }
    }

    void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(UTF_8));
        keyboard.flush();
    }

    /** What can be seen now. */
    synchronized String screen() {
        return screen.toString();
    }

    /** Every byte that has come. */
    synchronized String raw() {
        return raw.toString();
    }

    /** Waits until all of that can be seen at once. */
    void awaitScreen(String... texts) throws InterruptedException {
        await(
                now -> Stream.of(texts).allMatch(screen.toString()::contains),
                "\"" + String.join("\" and \"", texts) + "\"");
    }

    /** Waits until that has come, on whatever line. */
    void awaitRaw(String text) throws InterruptedException {
        await(now -> raw.indexOf(text) >= 0, "\"" + text + "\"");
    }

    private synchronized void await(Predicate<Tty> seen, String what) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE;
        while (!seen.test(this)) {
            var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                fail(
                        "The terminal never showed %s. It shows:%n%s%nAll that came:%n%s",
                        what, screen, raw);
            }
            wait(left);
        }
    }

    /** Waits for the end of the program. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE, TimeUnit.NANOSECONDS))
                .as("the program has ended; the screen: %s", screen())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        pty.close();
    }
}
