package workshop.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import workshop.queue.Broker.Pending;
import workshop.queue.JsonSerializer;
import workshop.queue.RedisStream;
import workshop.queue.TaskQueue;
import workshop.redis.EmbeddedRedis;
import workshop.redis.Redis;
import workshop.step02.Outbox;

/** Web processes, workers and the two servers between them. A test can break each of them. */
final class Fleet implements AutoCloseable {

    /** Generous, because a machine may be busy. Only a failure waits that long. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Path FOLDER = Path.of("target", "faults").toAbsolutePath();

    private final Database database = Database.start();
    private final int port;
    private EmbeddedRedis redis;
    private final ConfigurableApplicationContext site;
    private final List<Child> children = new ArrayList<>();

    Fleet() throws SQLException, IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        try (var somewhere = EmbeddedRedis.start()) {
            port = somewhere.uri().getPort();
        }
        startRedis();
        System.setProperty(Redis.PROPERTY, redis.uri().toString());
        System.setProperty(Servers.DATABASE, database.address());
        site = Site.open(4);
    }

    // --- the processes ---

    Child web(String... options) throws IOException {
        return child(Main.class, "web", options);
    }

    /** A worker with one thread, and a lease short enough for a test. */
    Child worker() throws IOException {
        return worker(Main.class);
    }

    Child worker(Class<?> main) throws IOException {
        return child(main, "worker", "--name", Integer.toString(children.size()), "--lease", "3s");
    }

    /** Several of them, at work. */
    List<Child> workers(int count) throws IOException {
        var workers = new ArrayList<Child>();
        for (int i = 0; i < count; i++) {
            workers.add(worker());
        }
        workers.forEach(worker -> until("a worker is at work", () -> worker.hasSaid("is at work")));
        return workers;
    }

    private Child child(Class<?> main, String command, String... options) throws IOException {
        var properties = new HashMap<String, String>();
        properties.put(Redis.PROPERTY, redis.uri().toString());
        properties.put(Servers.DATABASE, database.address());
        for (String property : List.of("workshop.db.user", "workshop.db.password")) {
            properties.put(property, System.getProperty(property, ""));
        }
        var arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(options));
        var log = FOLDER.resolve("%d-%s.log".formatted(children.size(), command));
        var child = Child.run(main, log, properties, arguments.toArray(String[]::new));
        children.add(child);
        return child;
    }

    /** The messages that this worker holds. */
    List<Pending> heldBy(Child worker) {
        var name = "%d-1".formatted(children.indexOf(worker));
        return pending().stream().filter(held -> held.consumer().equals(name)).toList();
    }

    List<Pending> pending() {
        return new RedisStream(Redis.client(), Site.QUEUE).pending();
    }

    // --- the servers ---

    Database database() {
        return database;
    }

    /** Kills Redis; everything that it has confirmed is on the disk. */
    void killRedis() {
        redis.close();
    }

    void startRedis() throws IOException {
        String[] durable = {
            "--appendonly", "yes", "--appendfsync", "always", "--dir", FOLDER.toString()
        };
        redis = EmbeddedRedis.start(port, durable);
    }

    Outbox outbox() {
        return site.getBean(Outbox.class);
    }

    TaskQueue queue() {
        return site.getBean(TaskQueue.class);
    }

    /** Sends a question's task once more, like a relay that died before it deleted the task. */
    void deliverAgain(long question) {
        queue().enqueue("moderate", question, new JsonSerializer());
    }

    long oldestQuestion() {
        return number("select min(id) from question");
    }

    /** How many rows a table has. */
    int count(String table) {
        return number("select count(*) from " + table);
    }

    private int number(String sql) {
        return site.getBean(JdbcTemplate.class).queryForObject(sql, Integer.class);
    }

    // --- the end ---

    /** Waits until the condition holds. An exception counts as "not yet": servers may be away. */
    void until(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .ignoreExceptions()
                .until(condition);
    }

    /** Waits until the web process has relayed the tasks that are in the outbox now. */
    void untilRelayed() {
        int newest = number("select coalesce(max(id), 0) from outbox_task");
        until(
                "the tasks of the outbox are relayed",
                () -> number("select count(*) from outbox_task where id <= " + newest) == 0);
    }

    /** Waits until every task is done or dead, prints the ledger, and requires that it balances. */
    Ledger settle(String fault) {
        until(
                "every task is done or dead",
                () -> {
                    outbox().relay(); // as the next web process would
                    return count("outbox_task") == 0 && queue().length() == 0;
                });
        var ledger = Ledger.of(site.getBean(JdbcTemplate.class), queue());
        System.out.printf("%n%s%n%s", fault, ledger);
        assertThat(ledger.isBalanced()).as("%s: %s", fault, ledger).isTrue();
        assertThat(ledger.sent())
                .as("sent = done + dead + pending")
                .isPositive()
                .isEqualTo(ledger.done() + ledger.dead());
        return ledger;
    }

    /** Ends all processes, and deletes what they did. */
    void clear() {
        children.forEach(Child::close);
        children.clear();
        List.of("question", "outbox_task", "done", "notice")
                .forEach(table -> site.getBean(JdbcTemplate.class).update("delete from " + table));
        Redis.client().flushAll();
    }

    @Override
    public void close() throws SQLException {
        children.forEach(Child::close);
        site.close();
        database.close();
        redis.close();
    }
}
