package workshop.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workshop.ChildJvm;

/**
 * While a web process sends and two worker processes work, each of them, RabbitMQ and the
 * connections are killed in turn, and disk and memory are full for a while. Afterwards, each
 * message that was confirmed is done or a dead letter.
 *
 * <pre>WAL_SYNC=datasync .ci/with-rabbitmq mvn test -f solutions -pl :kit -Dgroups=ledger</pre>
 */
@Tag("faults")
@Tag("ledger")
class RabbitLedgerTest {

    private static final int MESSAGES = Integer.getInteger("workshop.messages", 10_000);

    /** What a killed web process had sent, and could not print, is not counted. */
    private static final int MORE = 100;

    private static final int ROUNDS = 12;
    private static final int UUID_LENGTH = 36;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name = "ledger:" + UUID.randomUUID();
    private final TaskQueue queue = new TaskQueue(QueueServer.ofThisRun().queue(name));
    private final RabbitControl server = new RabbitControl();
    private final Relay relay;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger unsure = new AtomicInteger();
    private final List<ChildJvm> workers = new ArrayList<>();
    private ChildJvm web;

    RabbitLedgerTest() throws IOException {
        relay = new Relay(System.getProperty(QueueServer.PROPERTY));
    }

    @AfterEach
    void end() {
        web.close();
        workers.forEach(ChildJvm::close);
        relay.close();
        QueueServer.ofThisRun().delete(name);
    }

    private enum Fault {
        WORKER_KILLED,
        SERVER_KILLED,
        WEB_KILLED,
        CONNECTIONS_CUT,
        DISK_FULL,
        MEMORY_FULL
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES) // a confirmation waits for the disk
    void each_confirmed_message_is_done_or_a_dead_letter() throws Exception {
        web = web(0);
        workers.add(worker());
        workers.add(worker());
        for (int round = 0; round < ROUNDS; round++) {
            int share = (round + 1) * MESSAGES / (ROUNDS + 1);
            while (sent.size() < share) {
                Thread.sleep(5);
            }
            happen(Fault.values()[round % Fault.values().length]);
        }
        while (sent.size() < MESSAGES) {
            Thread.sleep(5);
        }

        var dead = deadWhenAllHaveEnded();

        var both = new HashSet<>(dead);
        both.retainAll(done);
        System.out.printf(
                "RabbitMQ, %d faults: sent %,d (%,d tries unconfirmed), done %,d (%,d more than"
                        + " once), dead %,d (%,d twice), lost 0, in two fates %,d%n",
                ROUNDS,
                sent.size(),
                unsure.get(),
                done.size(),
                repeated.get(),
                new HashSet<>(dead).size(),
                dead.size() - new HashSet<>(dead).size(),
                both.size());
        assertThat(both).as("done and dead").isEmpty();
    }

    /** Returns when every message has ended. */
    private List<String> deadWhenAllHaveEnded() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var dead = queue.deadLetters().stream().map(DeadLetter::id).toList();
                var open = new HashSet<>(sent);
                open.removeAll(done);
                dead.forEach(open::remove);
                if (open.isEmpty()) {
                    return dead;
                }
                if (System.nanoTime() - end > 0) {
                    fail("%s are neither done nor dead. RabbitMQ says: %s", open, queues());
                }
            } catch (BrokerException e) {
                // the server is not there yet
            }
            Thread.sleep(500);
        }
    }

    private void happen(Fault fault) throws Exception {
        switch (fault) {
            case WORKER_KILLED -> {
                workers.remove(0).kill();
                workers.add(worker());
            }
            case SERVER_KILLED -> server.kill();
            case WEB_KILLED -> {
                web.kill();
                web = web(sent.size());
            }
            case CONNECTIONS_CUT -> relay.cut();
            case DISK_FULL -> lack(Shortage.DISK);
            case MEMORY_FULL -> lack(Shortage.MEMORY);
        }
    }

    private static void lack(Shortage shortage) throws Exception {
        shortage.begin();
        Thread.sleep(1_000);
        shortage.end();
    }

    private String queues() throws IOException, InterruptedException {
        return server.run(
                "list_queues", "name", "messages_ready", "messages_unacknowledged", "consumers");
    }

    private ChildJvm web(int from) throws IOException {
        return child("web", Integer.toString(from), Integer.toString(MESSAGES + MORE));
    }

    private ChildJvm worker() throws IOException {
        return child("worker");
    }

    private ChildJvm child(String... role) throws IOException {
        var arguments = new ArrayList<>(List.of(relay.address(), name));
        arguments.addAll(List.of(role));
        var child = ChildJvm.run(LedgerProcess.class, arguments.toArray(String[]::new));
        var reader = new Thread(() -> read(child), "ledger");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    private void read(ChildJvm child) {
        try {
            for (String line = child.line(); line != null; line = child.line()) {
                write(line.split(" "));
            }
        } catch (IOException e) {
            // it was killed in the middle of a line, whose message runs again or is sent again
        }
    }

    private void write(String[] words) {
        if (words[0].equals("unsure")) {
            unsure.incrementAndGet();
        } else if (words.length == 2 && words[1].length() == UUID_LENGTH) {
            var ledger = words[0].equals("sent") ? sent : done;
            if (!ledger.add(words[1]) && ledger == done) {
                repeated.incrementAndGet();
            }
        }
    }
}
