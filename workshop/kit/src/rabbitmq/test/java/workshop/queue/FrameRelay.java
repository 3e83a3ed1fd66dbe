package workshop.queue;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A cable that knows the frames of AMQP, and lets so many of them through, both ways and on all its
 * connections together. Then this end is dead to the server: all that it had sent arrives, and
 * nothing more.
 */
final class FrameRelay extends Relay {

    /** Before the first frame, the client names the protocol in eight bytes. */
    private static final int PROTOCOL = 'A';

    private static final int PROTOCOL_LENGTH = 8;
    private static final int METHOD = 1;
    private static final int HEARTBEAT = 8;

    /** Type, channel and size come before a frame's payload, and one byte after it. */
    private static final int HEADER_LENGTH = 7;

    private static final int BASIC_ACK = 60 << 16 | 80;
    private static final int BASIC_NACK = 60 << 16 | 120;

    private final List<Socket> nearEnds = new ArrayList<>();
    private final List<Socket> farEnds = new ArrayList<>();
    private boolean counts;
    private int most;
    private int passed;
    private boolean ended;
    private boolean acknowledged;
    private volatile Runnable onRefusal = () -> {};

    FrameRelay(String address) throws IOException {
        super(address);
    }

    /** From now on, that many frames go through, besides heartbeats. */
    synchronized void endAfter(int frames) {
        counts = true;
        most = frames;
    }

    /** Runs when the server has refused a message, and before the client learns of it. */
    void onRefusal(Runnable action) {
        onRefusal = action;
    }

    /** How many went through since then. */
    synchronized int passed() {
        return passed;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Whether the client has acknowledged a message since then. */
    synchronized boolean hasAcknowledged() {
        return acknowledged;
    }

    @Override
    void carry(Socket from, Socket to) {
        boolean toServer = from.getLocalPort() == port();
        try {
            open(from, toServer);
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            while (true) {
                byte[] frame = frame(in);
                if (!toServer && isMethod(frame, BASIC_NACK)) {
                    onRefusal.run();
                }
                pass(frame, to, toServer);
            }
        } catch (IOException e) {
            // this end has nothing more to say
        } finally {
            closeAfter(from, to, toServer);
        }
    }

    private synchronized void open(Socket from, boolean toServer) throws IOException {
        if (ended) {
            throw new IOException("A dead process does not connect.");
        }
        (toServer ? nearEnds : farEnds).add(from);
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            throw new EOFException();
        }
        int headLength = type == PROTOCOL ? PROTOCOL_LENGTH : HEADER_LENGTH;
        var head = new byte[headLength];
        head[0] = (byte) type;
        in.readFully(head, 1, headLength - 1);
        if (type == PROTOCOL) {
            return head;
        }
        int size = ByteBuffer.wrap(head).getInt(3);
        var frame = ByteBuffer.allocate(HEADER_LENGTH + size + 1).put(head).array();
        in.readFully(frame, HEADER_LENGTH, size + 1);
        return frame;
    }

    /**
     * After the end, what the server says is read and forgotten: so it gets all that it is sent.
     */
    private synchronized void pass(byte[] frame, Socket to, boolean toServer) throws IOException {
        if (!ended && counts && frame[0] != HEARTBEAT) {
            if (passed == most) {
                end();
            } else {
                passed++;
                acknowledged |= toServer && isMethod(frame, BASIC_ACK);
            }
        }
        if (!ended) {
            to.getOutputStream().write(frame);
        }
    }

    private static boolean isMethod(byte[] frame, int method) {
        return frame[0] == METHOD && ByteBuffer.wrap(frame).getInt(HEADER_LENGTH) == method;
    }

    private void end() throws IOException {
        ended = true;
        for (var far : farEnds) {
            far.shutdownOutput();
        }
        for (var near : nearEnds) {
            near.close();
        }
    }

    private static void closeAfter(Socket from, Socket to, boolean toServer) {
        try {
            if (toServer) {
                to.shutdownOutput();
            } else {
                from.close();
                to.close();
            }
        } catch (IOException e) {
            // it is closed
        }
    }
}
