package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who waits for whom is known, and when nobody can move, it is said. */
class StandstillTest {

    @Test
    void two_row_locks_taken_in_opposite_order_are_a_deadlock() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor(
                                "one",
                                bank ->
                                        bank.in(
                                                connection -> {
                                                    bank.add(connection, 1, -5);
                                                    bank.add(connection, 2, 5);
                                                }))
                        .actor(
                                "two",
                                bank ->
                                        bank.in(
                                                connection -> {
                                                    bank.add(connection, 2, -7);
                                                    bank.add(connection, 1, 7);
                                                }))
                        .outcome(Bank::balances)
                        .acceptable("102 and 98")
                        .explore();

        assertThat(exploration.count("deadlock")).isEqualTo(2);
        assertThat(exploration.shortestBad().orElseThrow().remarks())
                .containsExactly(
                        "one waits to do \"UPDATE account\": a row is locked by two; it holds"
                                + " uncommitted changes: account",
                        "two waits to do \"UPDATE account\": a row is locked by one; it holds"
                                + " uncommitted changes: account");
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
        // who starts first holds it; the other one starts at any of three moments, and waits
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
        // who starts first holds it; the other one starts at any of three moments, and waits
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

        // who starts first holds it; the other one starts before its first step or its second, or
        // when it is done
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
                .hasMessageContaining("A lock inside this one JVM kept them apart.");
        assertThat(LeakTest.actorThreads()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void whatever_they_share_in_this_jvm_is_no_lock_between_processes(Object shared) {
        var exploration =
                Interleavings.of(() -> shared)
                        .actor("one", StandstillTest::twoStepsInMonitor)
                        .actor("two", StandstillTest::twoStepsInMonitor)
                        .acceptable("done")
                        .separateProcesses(StandstillTest.class)
                        .explore();

        assertThat(exploration.count("kept apart by a Java lock")).isEqualTo(2 * 2);
    }

    static Stream<Object> whatever_they_share_in_this_jvm_is_no_lock_between_processes() {
        return Stream.of(StandstillTest.class, "a string", Kind.class, List.of());
    }

    @Test
    void a_lock_that_a_library_takes_for_itself_does_not_count() {
        var exploration =
                Interleavings.of(Object::new)
                        .actor("one", StandstillTest::twoStepsInMonitor)
                        .actor("two", StandstillTest::twoStepsInMonitor)
                        .acceptable("done")
                        .separateProcesses(Test.class) // so for them, this test is a library
                        .explore();

        exploration.requireNoForbidden();
    }

    @Test
    void a_lock_in_which_nobody_touches_the_world_keeps_nobody_apart() {
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
                        .actor(
                                "one",
                                bank -> {
                                    Seams.point("start");
                                    synchronized (bank) {
                                        bank.in(connection -> bank.add(connection, 1, 5));
                                    }
                                })
                        .actor(
                                "two",
                                bank ->
                                        bank.in(
                                                connection -> {
                                                    bank.add(connection, 1, 7);
                                                    synchronized (bank) {
                                                        bank.add(connection, 2, 7);
                                                    }
                                                }))
                        .outcome(Bank::balances)
                        .acceptable("112 and 107")
                        .explore();

        assertThat(exploration.count("deadlock")).isPositive();
        assertThat(exploration.shortestBad().orElseThrow().remarks())
                .containsExactly(
                        "one waits to do \"UPDATE account\": a row is locked by two",
                        "two waits for the lock of a workshop.interleavings.Bank, which one holds;"
                                + " it holds uncommitted changes: account");
        assertThat(LeakTest.actorThreads()).isEmpty();
    }

    @Test
    void an_actor_that_waits_for_something_unknown_is_not_taken_for_blocked() {
        var never = new CountDownLatch(1);

        assertThatThrownBy(
                        () ->
                                Interleavings.of(Object::new)
                                        .actor("one", world -> never.await())
                                        .explore())
                .isInstanceOf(StuckException.class)
                .hasMessageStartingWith(
                        "one has not come to its next scheduling point, or its end, for 3.0 s.");
        assertThat(LeakTest.actorThreads()).isEmpty();
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
