package workshop.queue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import workshop.redis.EmbeddedRedis;

/** A server to be killed and paused: the embedded one, or the one of -Dworkshop.server. */
final class BreakableServer implements AutoCloseable {

    static final String NAME = System.getProperty("workshop.server", "");

    private static final Duration TO_START = Duration.ofMinutes(1);
    private static final int PORTS_TO_TRY = 5;

    private final Path folder;
    private int port;
    private EmbeddedRedis embedded;
    private Process process;
    private String pid;

    BreakableServer(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        for (int tries = 1; ; tries++) {
            port = freePort();
            try {
                start();
                return;
            } catch (IOException e) { // something else may have taken the port meanwhile
                if (tries == PORTS_TO_TRY) {
                    throw e;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Redis on Windows keeps nothing on disk under wine. */
    static boolean isDurable() {
        return !NAME.contains("persistence-available no");
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** Kills it; everything that it has confirmed is on the disk. */
    void restart() throws IOException, InterruptedException {
        close();
        start();
    }

    private void start() throws IOException, InterruptedException {
        var durable = new ArrayList<String>();
        if (isDurable()) {
            durable.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
            durable.addAll(List.of("--dir", folder.toString()));
        }
        if (NAME.isEmpty()) {
            embedded = EmbeddedRedis.start(port, durable.toArray(String[]::new));
            return;
        }
        var command = new ArrayList<>(List.of(NAME.split(" ")));
        command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(durable);
        var log = folder.resolve("log");
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        long start = System.nanoTime();
        while (!answers()) {
            boolean runs = process.isAlive();
            if (!runs || System.nanoTime() - start > TO_START.toNanos()) {
                close();
                throw new IOException(
                        "%s %s. It printed:%n%s"
                                .formatted(
                                        String.join(" ", command),
                                        runs ? "does not answer after " + TO_START : "ended",
                                        Files.readString(log)));
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try (var redis = new Jedis(uri())) {
            return redis.ping().equals("PONG");
        } catch (JedisException e) {
            return false;
        }
    }

    void signal(String signal) throws IOException, InterruptedException {
        String pid = process == null ? pidOfEmbedded() : Long.toString(process.pid());
        new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
    }

    /** It can't be asked while it is paused. */
    private String pidOfEmbedded() {
        if (pid == null) {
            try (var redis = new Jedis(uri())) {
                pid = redis.info("server").replaceAll("(?s).*process_id:(\\d+).*", "$1");
            }
        }
        return pid;
    }

    @Override
    public void close() {
        if (process == null) {
            embedded.close();
        } else {
            process.destroyForcibly().onExit().join();
        }
    }
}
