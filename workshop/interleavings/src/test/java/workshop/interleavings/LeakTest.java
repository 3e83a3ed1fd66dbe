package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nothing of a schedule outlives it. */
class LeakTest {

    @Test
    void connections_that_an_actor_forgot_are_rolled_back_and_closed() {
        var open = new AtomicInteger();
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", LeakTest::addAndForget)
                        .outcome(
                                bank -> {
                                    open.addAndGet(openConnections());
                                    return bank.balances();
                                })
                        .acceptable("100 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(open).hasValue(0);
    }

    @Test
    void connections_and_threads_of_a_schedule_that_was_cut_off_are_gone() {
        var bank = new Bank();
        var exploration =
                Interleavings.of(() -> bank)
                        .actor("one", LeakTest::addForEver)
                        .stepsAtMost(5)
                        .explore();

        assertThat(exploration.count("still running after 5 steps")).isEqualTo(1);
        assertThat(openConnections()).isZero();
        assertThat(bank.balances()).isEqualTo("100 and 100");
        assertThat(actorThreads()).isEmpty();
    }

    @Test
    void an_actor_that_dies_on_its_way_to_a_point_does_not_stop_there_for_ever() throws Exception {
        var onItsWay = new CountDownLatch(1);
        var dead = new Semaphore(0);
        var slowPoints =
                new HashSet<>(Set.of(Kind.START)) {
                    @Override
                    public boolean contains(Object kind) {
                        onItsWay.countDown();
                        dead.acquireUninterruptibly();
                        return super.contains(kind);
                    }
                };
        var actor = new SteppedActor("one", slowPoints, () -> {});
        actor.thread().start();
        onItsWay.await();

        actor.die();
        dead.release();

        actor.thread().join(2_000);
        assertThat(actorThreads()).isEmpty();
    }

    private static void addAndForget(Bank bank) throws SQLException {
        var connection = bank.seam.getConnection();
        connection.setAutoCommit(false);
        bank.add(connection, 1, 5);
    }

    private static void addForEver(Bank bank) throws SQLException {
        try (var connection = bank.seam.getConnection()) {
            connection.setAutoCommit(false);
            while (true) {
                bank.add(connection, 1, 1);
            }
        }
    }

    private static int openConnections() {
        return Bank.POOL.getHikariPoolMXBean().getActiveConnections();
    }

    /** The actors' threads that are still alive. */
    static List<String> actorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> List.of("one", "two", "three", "web", "worker").contains(name))
                .toList();
    }
}
