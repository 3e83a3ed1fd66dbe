package workshop.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import redis.clients.jedis.params.XAddParams;
import workshop.queue.DeadLetter;
import workshop.redis.Redis;
import workshop.step02.Question;

/**
 * The faults of a night in production, on purpose. After each fault, a ledger accounts for every
 * question whose posting was committed: none is lost, and what was done was done once.
 *
 * <pre>
 * mvn test -f solutions -pl :processes -am -Dgroups=faults
 *         ten workers are killed
 * mvn test -f solutions -pl :processes -am -Dgroups=faults -Dworkshop.kills=100
 *         a hundred
 * </pre>
 */
@Tag("faults")
// Enough for a hundred kills on a busy machine; a test that hangs fails much sooner.
@Timeout(value = 2, unit = TimeUnit.HOURS)
class FaultsTest {

    private static final int KILLS = Integer.getInteger("workshop.kills", 10);
    private static final int LONGEST_TASK_NANOS = 20_000_000;
    private static final int MALFORMED = 10_000;

    private static Fleet fleet;

    private final long seed = Long.getLong("workshop.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeAll
    static void start() throws Exception {
        fleet = new Fleet();
    }

    @AfterEach
    void clear() {
        fleet.clear();
    }

    @AfterAll
    static void end() throws Exception {
        fleet.close();
    }

    @Test
    void workers_are_killed_at_random_moments() throws Exception {
        var web = fleet.web("--rate", "50");
        var workers = new ArrayList<>(fleet.workers(3));
        int withTask = 0;
        for (int i = 0; i < KILLS; i++) {
            var victim = workers.remove(random.nextInt(workers.size()));
            fleet.until("it has a task", () -> !fleet.heldBy(victim).isEmpty());
            // before its work, in the middle of it, after the commit, or in the next task
            LockSupport.parkNanos(random.nextInt(LONGEST_TASK_NANOS));
            victim.kill();
            withTask += fleet.heldBy(victim).size();
            workers.addAll(fleet.workers(1));
        }
        web.end();

        fleet.settle(
                "%d workers killed, %d of them with a task in hand (-Dworkshop.seed=%d)"
                        .formatted(KILLS, withTask, seed));
        assertThat(withTask)
                .as("workers killed while they had a task: without any, this test shows nothing")
                .isPositive();
    }

    @Test
    void redis_is_killed_and_comes_back_with_its_data() throws Exception {
        var web = fleet.web("--rate", "50");
        var workers = fleet.workers(2);
        fleet.until("work is under way", () -> fleet.count("done") > 50);

        fleet.killRedis();
        try {
            fleet.until(
                    "questions are posted without Redis", () -> fleet.count("outbox_task") > 100);
        } finally {
            fleet.startRedis();
        }

        fleet.untilRelayed();
        web.end();
        var ledger = fleet.settle("Redis killed, and started again with its data");
        assertThat(ledger.dead()).as("dead letters").isZero();
        assertThat(workers).as("the workers outlived it").allMatch(Child::isAlive);
    }

    @Test
    void the_database_is_unreachable_for_seconds() throws Exception {
        var web = fleet.web("--rate", "50");
        var workers = fleet.workers(2);
        fleet.until("work is under way", () -> fleet.count("done") > 50);

        long moderated = fleet.oldestQuestion();
        fleet.database().goAway();
        try {
            // No one can post now, and everything that was posted may be done already.
            fleet.deliverAgain(moderated);
            fleet.until(
                    "a task has failed twice",
                    () -> fleet.pending().stream().anyMatch(held -> held.deliveries() > 2));
        } finally {
            fleet.database().comeBack();
        }

        int before = fleet.count("question");
        fleet.until("questions are posted again", () -> fleet.count("question") > before + 50);
        web.end();
        var ledger = fleet.settle("The database unreachable for seconds");
        assertThat(ledger.dead()).as("dead letters").isZero();
        assertThat(workers).as("the workers outlived it").allMatch(Child::isAlive);
    }

    @Test
    @DisabledOnOs(
            value = OS.WINDOWS,
            disabledReason = "Windows has no signals that pause a process")
    void a_paused_worker_wakes_after_another_has_taken_over_its_task() throws Exception {
        var web = fleet.web("--rate", "50");
        var workers = fleet.workers(2);
        var sleeper = workers.get(0);
        fleet.until(
                "it is paused while it has a task",
                () -> {
                    sleeper.pause();
                    if (fleet.heldBy(sleeper).isEmpty()) {
                        sleeper.resume();
                    }
                    return !fleet.heldBy(sleeper).isEmpty();
                });

        fleet.until(
                "its lease has run out, and another worker has taken over its task",
                () -> fleet.heldBy(sleeper).isEmpty());
        sleeper.resume();

        fleet.until("it is at work again", () -> !fleet.heldBy(sleeper).isEmpty());
        web.end();
        var ledger =
                fleet.settle("A worker paused in a task, and awake after another took it over");
        assertThat(ledger.dead()).as("dead letters").isZero();
    }

    @Test
    void redis_is_full() throws Exception {
        var web = fleet.web("--rate", "50");
        var workers = fleet.workers(2);
        fleet.until("work is under way", () -> fleet.count("done") > 50);

        Redis.client().configSet("maxmemory-policy", "noeviction");
        Redis.client().configSet("maxmemory", "1"); // byte
        try {
            fleet.until(
                    "questions are posted all the same", () -> fleet.count("outbox_task") > 100);
            fleet.until("workers go on with what is there", () -> fleet.queue().length() == 0);
        } finally {
            Redis.client().configSet("maxmemory", "0");
        }

        fleet.untilRelayed();
        web.end();
        var ledger = fleet.settle("A full Redis: maxmemory, noeviction");
        assertThat(ledger.dead()).as("dead letters").isZero();
        assertThat(workers).as("the workers outlived it").allMatch(Child::isAlive);
    }

    @Test
    void some_tasks_are_slow_some_fail_and_some_kill_their_worker() throws Exception {
        ask(FaultyWorker.SLOW, 2);
        ask(FaultyWorker.FAILS, 3);
        ask(FaultyWorker.KILLS, 1);
        ask("And the others?", 50);
        fleet.web("--questions", "50", "--rate", "50");
        var workers = new ArrayList<Child>();
        // One more than there are slow tasks, because each of those waits for another worker.
        for (int i = 0; i < 3; i++) {
            workers.add(fleet.worker(FaultyWorker.class));
        }
        int killed = 0;
        while (killed < FaultyWorker.TRIES) {
            fleet.until(
                    "a worker is killed by its task",
                    () -> workers.stream().anyMatch(worker -> !worker.isAlive()));
            workers.removeIf(worker -> !worker.isAlive());
            workers.add(fleet.worker(FaultyWorker.class));
            killed++;
        }

        var ledger =
                fleet.settle(
                        "2 slow tasks, 3 that fail, 1 that killed %d workers".formatted(killed));
        assertThat(ledger.sent()).isEqualTo(106);
        assertThat(ledger.dead()).as("dead letters: what fails, and what kills").isEqualTo(4);
        String failed = "Failed 3 times, the last time with IllegalStateException: bad luck";
        assertThat(fleet.queue().deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactlyInAnyOrder(
                        "It was delivered 3 times, and no worker lived to finish it.",
                        failed,
                        failed,
                        failed);
    }

    private static void ask(String body, int times) {
        for (int i = 0; i < times; i++) {
            fleet.outbox().ask(new Question(body));
        }
    }

    @Test
    void ten_thousand_malformed_messages_are_among_the_good_ones() throws Exception {
        var web = fleet.web("--rate", "50");
        var workers = fleet.workers(2);
        try (var pipeline = Redis.client().pipelined()) {
            for (int i = 0; i < MALFORMED; i++) {
                pipeline.xadd(Site.QUEUE.getBytes(UTF_8), malformed(), XAddParams.xAddParams());
            }
        }

        fleet.until(
                "all of them are dead letters",
                () -> Redis.client().xlen(Site.QUEUE + ":dead") == MALFORMED);
        web.end();
        var ledger =
                fleet.settle(
                        "%,d malformed messages (-Dworkshop.seed=%d)".formatted(MALFORMED, seed));
        assertThat(ledger.dead()).as("dead letters of good messages").isZero();
        assertThat(fleet.queue().deadLetters())
                .hasSize(MALFORMED)
                .allMatch(letter -> letter.deliveries() == 1, "is refused at the first delivery");
        assertThat(workers).as("the workers outlived it").allMatch(Child::isAlive);
    }

    /** A message with one fault: a missing field, or an unknown task, content type or body. */
    private Map<byte[], byte[]> malformed() {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        var fields = new HashMap<byte[], byte[]>();
        int wrong = random.nextInt(6);
        put(fields, wrong == 0 ? "tusk" : "task", wrong == 1 ? "moderation" : "moderate");
        put(
                fields,
                wrong == 2 ? "content" : "content-type",
                wrong == 3 ? "application/x-java-serialized-object" : "application/json");
        switch (wrong) {
            case 4 -> put(fields, "body", "{\"question\": ");
            case 5 -> put(fields, "body", "\"seven\"");
            default -> fields.put("body".getBytes(UTF_8), noise);
        }
        return fields;
    }

    private static void put(Map<byte[], byte[]> fields, String name, String value) {
        fields.put(name.getBytes(UTF_8), value.getBytes(UTF_8));
    }
}
