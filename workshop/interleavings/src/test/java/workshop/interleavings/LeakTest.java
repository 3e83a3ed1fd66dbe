package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever happened in a schedule, nothing of it is left. */
class LeakTest {

    @Test
    void connections_that_an_actor_forgot_are_rolled_back_and_closed() {
        var open = new AtomicInteger();
        var exploration =
                Interleavings.of(Bank::new)
                        .actor(
                                "one",
                                bank -> {
                                    var connection = bank.seam.getConnection();
                                    connection.setAutoCommit(false);
                                    bank.add(connection, 1, 5);
                                })
                        .outcome(
                                bank -> {
                                    open.addAndGet(
                                            Bank.POOL.getHikariPoolMXBean().getActiveConnections());
                                    return bank.balances();
                                })
                        .acceptable("100 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(open).hasValue(0);
    }

    @Test
    void connections_and_threads_of_a_schedule_that_was_cut_off_are_gone() {
        var banks = new ArrayList<Bank>();
        var exploration =
                Interleavings.of(
                                () -> {
                                    banks.add(new Bank());
                                    return banks.get(banks.size() - 1);
                                })
                        .actor(
                                "one",
                                bank -> {
                                    try (var connection = bank.seam.getConnection()) {
                                        connection.setAutoCommit(false);
                                        while (true) {
                                            bank.add(connection, 1, 1);
                                        }
                                    }
                                })
                        .stepsAtMost(5)
                        .explore();

        assertThat(exploration.count("still running after 5 steps")).isEqualTo(1);
        assertThat(banks)
                .allSatisfy(
                        bank -> {
                            assertThat(Bank.POOL.getHikariPoolMXBean().getActiveConnections())
                                    .isZero();
                            assertThat(bank.balances()).isEqualTo("100 and 100");
                        });
        assertThat(actorThreads()).isEmpty();
    }

    @Test
    void an_actor_that_dies_on_its_way_to_a_point_does_not_stand_there_for_ever() throws Exception {
        var onItsWay = new CountDownLatch(1);
        var dead = new Semaphore(0);
        var actor =
                new SteppedActor(
                        "one",
                        () -> {},
                        new HashSet<>(Set.of(Kind.START)) {
                            @Override
                            public boolean contains(Object kind) {
                                onItsWay.countDown();
                                dead.acquireUninterruptibly();
                                return super.contains(kind);
                            }
                        });
        actor.thread().start();
        onItsWay.await();

        actor.die();
        dead.release();

        actor.thread().join(2_000);
        assertThat(actorThreads()).isEmpty();
    }

    /** Threads of actors that still live. */
    static List<String> actorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> List.of("one", "two", "three", "web", "worker").contains(name))
                .toList();
    }
}
