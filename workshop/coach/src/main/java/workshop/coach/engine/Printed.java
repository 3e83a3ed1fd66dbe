package workshop.coach.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** The end of what was printed: an endless loop may print without end. */
final class Printed extends OutputStream {

    private static final int MOST = 8_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
        bytes.write(b);
        forget();
    }

    @Override
    public synchronized void write(byte[] more, int start, int count) {
        var skipped = Math.max(0, count - MOST);
        bytes.write(more, start + skipped, count - skipped);
        forget();
    }

    private void forget() {
        if (bytes.size() > 2 * MOST) {
            var all = bytes.toByteArray();
            bytes.reset();
            bytes.write(all, all.length - MOST, MOST);
        }
    }

    /** The text since the last time. */
    synchronized String take() {
        var text = bytes.toString(UTF_8);
        bytes.reset();
        return text;
    }
}
