package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Work on a thread that the code starts itself is red on every run, and the thread is named. */
class OwnThreadsTest {

    @RepeatedTest(50)
    void a_point_on_such_a_thread() {
        assertThatThrownBy(
                        () ->
                                explore(
                                        world -> {
                                            Seams.point("a");
                                            CompletableFuture.runAsync(() -> Seams.point("mail"));
                                            Seams.point("b");
                                        }))
                .isInstanceOf(OwnThreadError.class)
                .hasMessageContaining("Your code handed \"mail\" to a thread of its own (");
    }

    @Test
    void a_statement_on_such_a_thread_even_if_an_actor_waits_for_it() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", bank -> start("teller", () -> add(bank)).join())
                        .outcome(Bank::balances)
                        .acceptable("105 and 100");

        assertThatThrownBy(exploration::explore)
                .isInstanceOf(OwnThreadError.class)
                .hasMessageContaining("handed \"UPDATE account\" to a thread of its own (teller).")
                .satisfies(
                        error -> assertThat(error.getStackTrace()).anyMatch(OwnThreadsTest::isAdd));
    }

    @Test
    void a_thread_that_another_application_left_behind_is_not_this_one_s() {
        explore(
                        world -> {
                            Seams.point("a");
                            var left = new Thread(() -> Seams.point("mail"), "left behind");
                            left.setContextClassLoader(
                                    new URLClassLoader(new URL[0], getClass().getClassLoader()));
                            left.start();
                            left.join();
                            Seams.point("b");
                        })
                .requireNoForbidden();
    }

    @Test
    void a_thread_that_sleeps_when_all_actors_have_ended() {
        assertThatThrownBy(() -> explore(world -> start("sleeper", OwnThreadsTest::sleep)))
                .isInstanceOf(OwnThreadError.class)
                .hasMessageContaining(
                        "handed work to a thread of its own (sleeper), which was not");
    }

    @Test
    void work_that_is_due_later() {
        var timer = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "timer"));
        try {
            assertThatThrownBy(() -> explore(world -> later(timer)))
                    .isInstanceOf(OwnThreadError.class)
                    .hasMessageContaining("handed work to a thread of its own (timer)");
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void a_thread_that_only_computes_and_ends_is_free() {
        var sum = new AtomicInteger();
        var exploration =
                explore(
                        world -> {
                            Seams.point("a");
                            start("adder", sum::incrementAndGet).join();
                            CompletableFuture.supplyAsync(sum::incrementAndGet).join();
                            Seams.point("b");
                        });

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isGreaterThan(1);
    }

    @Test
    void a_pool_with_nothing_to_do_is_free() {
        var timer = Executors.newSingleThreadScheduledExecutor();
        try {
            explore(world -> timer.submit(() -> {}).get()).requireNoForbidden();
        } finally {
            timer.shutdownNow();
        }
    }

    private static Exploration explore(Interleavings.Act<Object> act) {
        return Interleavings.of(Object::new)
                .actor("one", act)
                .actor("two", world -> Seams.point("x"))
                .acceptable("done")
                .explore();
    }

    private static Thread start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void later(ScheduledExecutorService timer) {
        timer.schedule(() -> {}, 1, TimeUnit.MINUTES);
    }

    private static void sleep() {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
    }

    private static boolean isAdd(StackTraceElement frame) {
        return frame.getMethodName().equals("add");
    }

    private static void add(Bank bank) {
        try (var connection = bank.seam.getConnection()) {
            bank.add(connection, 1, 5);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
