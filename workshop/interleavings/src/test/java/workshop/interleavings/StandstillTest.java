package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The explorer knows who waits for whom, and says so when no actor can move. */
class StandstillTest {

    @Test
    void two_row_locks_taken_in_opposite_order_are_a_deadlock() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", bank -> transfer(bank, 1, 2, 5))
                        .actor("two", bank -> transfer(bank, 2, 1, 7))
                        .outcome(Bank::balances)
                        .acceptable("102 and 98")
                        .explore();

        assertThat(exploration.count("deadlock")).isEqualTo(2);
        assertThat(exploration.shortestBad().orElseThrow().remarks())
                .containsExactly(
                        "one waits to do \"UPDATE account\": a row is locked by two;"
                                + " meanwhile it has uncommitted changes to account",
                        "two waits to do \"UPDATE account\": a row is locked by one;"
                                + " meanwhile it has uncommitted changes to account");
        assertThatThrownBy(exploration::requireNoForbidden)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("deadlock");
    }

    @Test
    void two_mutexes_of_a_model_taken_in_opposite_order_are_a_deadlock() {
        record Pair(CountingTest.Mutex left, CountingTest.Mutex right) {}
        var exploration =
                Interleavings.of(() -> new Pair(new CountingTest.Mutex(), new CountingTest.Mutex()))
                        .actor("one", pair -> both(pair.left(), pair.right()))
                        .actor("two", pair -> both(pair.right(), pair.left()))
                        .acceptable("done")
                        .explore();

        assertThat(exploration.count("deadlock")).isEqualTo(2);
        assertThat(exploration.shortestBad().orElseThrow().remarks())
                .containsExactly("one waits to do \"lock\"", "two waits to do \"lock\"");
    }

    @Test
    void a_java_monitor_held_by_another_actor_is_recognised() {
        var exploration =
                Interleavings.of(Object::new)
                        .actor("one", StandstillTest::twoStepsInMonitor)
                        .actor("two", StandstillTest::twoStepsInMonitor)
                        .acceptable("done")
                        .explore();

        exploration.requireNoForbidden();
        // The first holds the lock. The other starts at any of three moments, and waits.
        assertThat(exploration.schedules()).isEqualTo(2 * 3);
    }

    @Test
    void a_java_lock_held_by_another_actor_is_recognised() {
        var exploration =
                Interleavings.of(ReentrantLock::new)
                        .actor("one", StandstillTest::twoStepsInLock)
                        .actor("two", StandstillTest::twoStepsInLock)
                        .acceptable("done")
                        .explore();

        exploration.requireNoForbidden();
        // The first holds the lock. The other starts at any of three moments, and waits.
        assertThat(exploration.schedules()).isEqualTo(2 * 3);
    }

    @Test
    void a_java_lock_between_separate_processes_ends_the_schedule_badly() {
        var exploration =
                Interleavings.of(ReentrantLock::new)
                        .actor("one", StandstillTest::twoStepsInLock)
                        .actor("two", StandstillTest::twoStepsInLock)
                        .acceptable("done")
                        .separateProcesses(StandstillTest.class)
                        .explore();

        // The first holds the lock. The other starts before its first step, before its second, or
        // after its end.
        assertThat(exploration.count("kept apart by a Java lock")).isEqualTo(2 * 2);
        assertThat(exploration.count("done")).isEqualTo(2);
        assertThat(exploration.shortestBad().orElseThrow().remarks())
                .singleElement()
                .asString()
                .matches(
                        "StandstillTest.java:\\d+: two waits for the lock of a"
                            + " java.util.concurrent.locks.ReentrantLock\\$NonfairSync, which one"
                            + " holds");
        assertThatThrownBy(exploration::requireNoForbidden)
                .hasMessageContaining("A Java lock kept these processes apart:");
        assertThat(LeakTest.actorThreads()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void no_object_of_this_jvm_is_a_lock_between_processes(Object shared) {
        var exploration =
                Interleavings.of(() -> shared)
                        .actor("one", StandstillTest::twoStepsInMonitor)
                        .actor("two", StandstillTest::twoStepsInMonitor)
                        .acceptable("done")
                        .separateProcesses(StandstillTest.class)
                        .explore();

        assertThat(exploration.count("kept apart by a Java lock")).isEqualTo(2 * 2);
    }

    static Stream<Object> no_object_of_this_jvm_is_a_lock_between_processes() {
        return Stream.of(StandstillTest.class, "a string", Kind.class, List.of());
    }

    @Test
    void a_lock_that_a_library_takes_for_itself_does_not_count() {
        // The code that counts is JUnit's here, so this test is a library.
        var exploration =
                Interleavings.of(Object::new)
                        .actor("one", StandstillTest::twoStepsInMonitor)
                        .actor("two", StandstillTest::twoStepsInMonitor)
                        .acceptable("done")
                        .separateProcesses(Test.class)
                        .explore();

        exploration.requireNoForbidden();
    }

    @Test
    void a_lock_around_no_operation_keeps_no_one_apart() {
        var exploration =
                Interleavings.of(Object::new)
                        .actor("one", StandstillTest::countInMonitor)
                        .actor("two", StandstillTest::countInMonitor)
                        .acceptable("done")
                        .separateProcesses(StandstillTest.class)
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(6);
    }

    @Test
    void a_row_lock_against_a_monitor_is_a_deadlock_and_both_threads_end() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", StandstillTest::lockThenAdd)
                        .actor("two", StandstillTest::addThenLock)
                        .outcome(Bank::balances)
                        .acceptable("112 and 107")
                        .explore();

        assertThat(exploration.count("deadlock")).isPositive();
        assertThat(exploration.shortestBad().orElseThrow().remarks())
                .containsExactly(
                        "one waits to do \"UPDATE account\": a row is locked by two",
                        "two waits for the lock of a workshop.interleavings.Bank, which one holds;"
                                + " meanwhile it has uncommitted changes to account");
        assertThat(LeakTest.actorThreads()).isEmpty();
    }

    @Test
    void an_actor_that_waits_for_something_unknown_is_stuck() {
        var never = new CountDownLatch(1);
        var interleavings = Interleavings.of(Object::new).actor("one", world -> never.await());

        assertThatThrownBy(interleavings::explore)
                .isInstanceOf(StuckException.class)
                .hasMessageStartingWith(
                        "one reached neither its next operation nor its end within 3.0 s.");
        assertThat(LeakTest.actorThreads()).isEmpty();
    }

    private static void transfer(Bank bank, int from, int to, int cents) throws SQLException {
        bank.in(
                connection -> {
                    bank.add(connection, from, -cents);
                    bank.add(connection, to, cents);
                });
    }

    private static void lockThenAdd(Bank bank) throws SQLException {
        Seams.point("start");
        synchronized (bank) {
            bank.in(connection -> bank.add(connection, 1, 5));
        }
    }

    private static void addThenLock(Bank bank) throws SQLException {
        bank.in(
                connection -> {
                    bank.add(connection, 1, 7);
                    synchronized (bank) {
                        bank.add(connection, 2, 7);
                    }
                });
    }

    private static void both(CountingTest.Mutex first, CountingTest.Mutex second) {
        first.lock();
        second.lock();
        second.unlock();
        first.unlock();
    }

    private static void twoStepsInMonitor(Object monitor) {
        synchronized (monitor) {
            Seams.point("a");
            Seams.point("b");
        }
    }

    private static void countInMonitor(Object monitor) {
        for (int i = 0; i < 2; i++) {
            Seams.point("step " + i);
            synchronized (monitor) {
                monitor.hashCode();
            }
        }
    }

    private static void twoStepsInLock(ReentrantLock lock) {
        lock.lock();
        try {
            Seams.point("a");
            Seams.point("b");
        } finally {
            lock.unlock();
        }
    }
}
