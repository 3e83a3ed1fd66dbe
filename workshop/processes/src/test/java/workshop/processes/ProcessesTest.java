package workshop.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import workshop.redis.Redis;

/** The processes as the README says to start them, with no server named. */
class ProcessesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir Path folder;

    @Test
    @Timeout(400)
    void web_says_how_to_start_a_worker_and_the_ledger_accounts_for_what_both_did()
            throws Exception {
        try (var web =
                Child.run(Main.class, folder.resolve("web.log"), Map.of(), "web", "--rate", "50")) {
            await().atMost(PATIENCE).until(() -> web.hasSaid("Posting 50 questions a second"));
            var servers = properties(web.said());

            var log = folder.resolve("worker.log");
            try (var worker = Child.run(Main.class, log, servers, "worker", "--threads", "2")) {
                await().atMost(PATIENCE).ignoreExceptions().until(() -> done(servers) > 50);
                boolean inOrder = worker.end();
                assertThat(consumers(servers))
                        .as("names in the consumer group after the worker has ended")
                        .isEqualTo(inOrder ? 0 : 2);
            }

            var ledger = Child.run(Main.class, folder.resolve("ledger.log"), servers, "ledger");
            assertThat(ledger.exitCode()).as("It said:%n%s", ledger.said()).isZero();
            assertThat(ledger.said())
                    .contains(
                            "sent      done      dead   pending",
                            "Nothing is lost, and what was done was done once.");
        }
    }

    @Test
    void a_worker_that_knows_no_servers_says_what_it_needs() {
        assertThatThrownBy(Servers::requireNamed)
                .hasMessageContainingAll("-Dworkshop.redis=", "-Dworkshop.db=");
    }

    @Test
    void a_number_that_makes_no_sense_is_refused_with_the_usage() {
        assertThat(run("web", "--rate", "0"))
                .startsWith("--rate must be more than 0, and is 0")
                .contains("Usage: processes web");
        assertThat(run("worker", "--threads", "0"))
                .startsWith("--threads must be at least 1, and is 0")
                .contains("Usage:");
        assertThat(run("worker", "--lease", "long"))
                .startsWith("Invalid value for option '--lease'")
                .contains("Usage:");
    }

    private static String run(String... arguments) {
        var said = new StringWriter();
        int exitCode = Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
        assertThat(exitCode).as("exit code").isEqualTo(2);
        return said.toString();
    }

    /** The system properties in the line that the web process printed for workers. */
    private static Map<String, String> properties(String said) {
        var properties = new HashMap<String, String>();
        Pattern.compile("'-D([\\w.]+)=([^']+)'")
                .matcher(said)
                .results()
                .forEach(found -> properties.put(found.group(1), found.group(2)));
        return properties;
    }

    private static int done(Map<String, String> servers) throws SQLException {
        try (var connection = DriverManager.getConnection(servers.get(Servers.DATABASE));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from done")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int consumers(Map<String, String> servers) {
        try (var redis = RedisClient.create(URI.create(servers.get(Redis.PROPERTY)))) {
            return redis.xinfoConsumers2(Site.QUEUE, "workers").size();
        }
    }
}
