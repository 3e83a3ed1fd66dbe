package workshop.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable to a server. It can be cut, or go dead: then it is there and carries nothing. */
class Relay implements AutoCloseable {

    private final ServerSocket entrance;
    private final URI server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;

    Relay(String address) throws IOException {
        server = URI.create(address);
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The server's address at this end of the cable. */
    String address() {
        return "amqp://%s@127.0.0.1:%d".formatted(server.getUserInfo(), port());
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends every connection; new ones may come at once. */
    void cut() throws IOException {
        for (var socket : sockets) {
            sockets.remove(socket);
            socket.close();
        }
    }

    /** From now on, nothing arrives. */
    void goDead() {
        dead = true;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var near = entrance.accept();
                sockets.add(near);
                connect(near);
            } catch (IOException e) {
                // it is closed
            }
        }
    }

    private void connect(Socket near) throws IOException {
        try {
            var far = new Socket(server.getHost(), server.getPort());
            sockets.add(far);
            start(() -> carry(near, far));
            start(() -> carry(far, near));
        } catch (IOException e) { // the server is away
            near.close();
        }
    }

    /** Carries what one end says to the other, until it says no more. */
    void carry(Socket from, Socket to) {
        var bytes = new byte[8_192];
        try (from;
                to) {
            for (int n = from.getInputStream().read(bytes); n >= 0; ) {
                if (!dead) {
                    to.getOutputStream().write(bytes, 0, n);
                }
                n = from.getInputStream().read(bytes);
            }
        } catch (IOException e) {
            // the cable was cut
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
