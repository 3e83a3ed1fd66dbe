package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;
import static workshop.interleavings.Bank.adding;
import static workshop.interleavings.Bank.readThenWrite;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import workshop.interleavings.Interleavings.Act;

/**
 * An actor that finds a row locked by another waits; no schedule is counted twice because of it.
 */
class RowLockTest {

    private static final String LOCKING_READ = "select cents from account where id = 1 for update";

    @Test
    void an_update_waits_for_the_commit_of_the_other() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", adding(1, 5))
                        .actor("two", adding(1, 7))
                        .outcome(Bank::balances)
                        .acceptable("112 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.traces())
                .extracting(trace -> trace.steps().toString())
                .containsExactly(
                        "[one:UPDATE, one:COMMIT, two:UPDATE, two:COMMIT]",
                        "[two:UPDATE, two:COMMIT, one:UPDATE, one:COMMIT]");
    }

    @Test
    void updates_of_different_rows_do_not_wait() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", adding(1, 5))
                        .actor("two", adding(2, 7))
                        .outcome(Bank::balances)
                        .acceptable("105 and 107")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(6);
    }

    @Test
    void any_of_three_that_want_one_row_may_be_next() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", adding(1, 3))
                        .actor("two", adding(1, 3))
                        .actor("three", adding(1, 5))
                        .outcome(Bank::balances)
                        .acceptable("111 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(6);
    }

    @Test
    void a_rollback_releases_locks_too() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", RowLockTest::addAndRollBack)
                        .actor("two", adding(1, 7))
                        .outcome(Bank::balances)
                        .acceptable("107 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(2);
    }

    @Test
    void a_lost_update_is_found() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", readThenWrite(5))
                        .actor("two", readThenWrite(7))
                        .outcome(Bank::balances)
                        .acceptable("112 and 100")
                        .explore();

        int bothReadFirst = 6;
        int oneAfterTheOther = 2;
        assertThat(exploration.schedules()).isEqualTo(bothReadFirst + oneAfterTheOther);
        assertThat(exploration.count("112 and 100")).isEqualTo(oneAfterTheOther);
    }

    @Test
    void select_for_update_cures_it() {
        var exploration = lockThenWrite().explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(2);
    }

    @Test
    void an_insert_waits_until_it_is_known_whether_its_key_is_taken() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", RowLockTest::addOnce)
                        .actor("two", RowLockTest::addOnce)
                        .outcome(Bank::balances)
                        .acceptable("110 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(2);
        assertThat(exploration.traces().get(0).steps())
                .extracting(ScheduleStep::text)
                .containsExactly(
                        "INSERT seen",
                        "UPDATE account",
                        "COMMIT",
                        "INSERT seen: refused by a constraint");
    }

    @Test
    void nowait_fails_at_once_as_it_does_without_the_explorer() {
        Act<Bank> withoutWaiting =
                bank -> bank.in(connection -> bank.number(connection, LOCKING_READ + " nowait"));
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", adding(1, 5))
                        .actor("two", withoutWaiting)
                        .explore();

        assertThat(exploration.traces())
                .filteredOn(trace -> trace.outcome().startsWith("two threw "))
                .hasSize(1);
    }

    @Test
    void in_free_runs_they_wait_in_the_database() {
        var freeRuns = lockThenWrite().freeRuns(50);

        assertThat(freeRuns.counts()).containsExactly(Map.entry("112 and 100", 50));
    }

    @Test
    void an_operation_that_is_left_out_and_has_to_wait_becomes_a_point() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", adding(1, 5))
                        .actor("two", adding(1, 7))
                        .points(Kind.COMMIT)
                        .outcome(Bank::balances)
                        .acceptable("112 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(2);
        assertThat(exploration.traces().get(0).steps())
                .extracting(ScheduleStep::kind)
                .contains(Kind.WRITE);
    }

    private static Interleavings<Bank> lockThenWrite() {
        return Interleavings.of(Bank::new)
                .actor("one", bank -> lockThenWrite(bank, 5))
                .actor("two", bank -> lockThenWrite(bank, 7))
                .outcome(Bank::balances)
                .acceptable("112 and 100");
    }

    private static void lockThenWrite(Bank bank, int cents) throws SQLException {
        bank.in(
                connection -> {
                    int before = bank.number(connection, LOCKING_READ);
                    bank.write(connection, before + cents);
                });
    }

    private static void addAndRollBack(Bank bank) throws SQLException {
        try {
            bank.in(
                    connection -> {
                        bank.add(connection, 1, 5);
                        throw new IllegalStateException("changed my mind");
                    });
        } catch (IllegalStateException expected) {
            // rolled back
        }
    }

    private static void addOnce(Bank bank) throws SQLException {
        try {
            bank.in(
                    connection -> {
                        bank.execute(connection, "insert into seen values (1)");
                        bank.add(connection, 1, 10);
                    });
        } catch (SQLException duplicate) {
            // the other actor did it
        }
    }
}
