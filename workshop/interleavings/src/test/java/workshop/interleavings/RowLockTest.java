package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An actor that finds a row locked by another one waits, and counts for nothing until it can go on.
 */
class RowLockTest {

    @Test
    void an_update_waits_for_the_commit_of_the_other() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", bank -> bank.in(connection -> bank.add(connection, 1, 5)))
                        .actor("two", bank -> bank.in(connection -> bank.add(connection, 1, 7)))
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
                        .actor("one", bank -> bank.in(connection -> bank.add(connection, 1, 5)))
                        .actor("two", bank -> bank.in(connection -> bank.add(connection, 2, 7)))
                        .outcome(Bank::balances)
                        .acceptable("105 and 107")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(6);
    }

    @Test
    void of_three_who_want_one_row_any_may_be_next() {
        var interleavings =
                Interleavings.of(Bank::new).outcome(Bank::balances).acceptable("111 and 100");
        for (var name : new String[] {"one", "two", "three"}) {
            interleavings.actor(
                    name,
                    bank ->
                            bank.in(
                                    connection ->
                                            bank.add(connection, 1, name.length() == 5 ? 5 : 3)));
        }

        var exploration = interleavings.explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(6);
    }

    @Test
    void a_rollback_lets_go_too() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor(
                                "one",
                                bank -> {
                                    try {
                                        bank.in(
                                                connection -> {
                                                    bank.add(connection, 1, 5);
                                                    throw new IllegalStateException(
                                                            "changed my mind");
                                                });
                                    } catch (IllegalStateException expected) {
                                        // rolled back
                                    }
                                })
                        .actor("two", bank -> bank.in(connection -> bank.add(connection, 1, 7)))
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
                        .actor("one", bank -> readThenWrite(bank, 5))
                        .actor("two", bank -> readThenWrite(bank, 7))
                        .outcome(Bank::balances)
                        .acceptable("112 and 100")
                        .explore();

        assertThat(exploration.schedules())
                .isEqualTo(
                        6 + 2); // S S, then the two writers in either order; or one after the other
        assertThat(exploration.count("112 and 100")).isEqualTo(2);
    }

    @Test
    void select_for_update_cures_it() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", bank -> lockThenWrite(bank, 5))
                        .actor("two", bank -> lockThenWrite(bank, 7))
                        .outcome(Bank::balances)
                        .acceptable("112 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(2);
    }

    @Test
    void an_insert_waits_until_it_is_known_whether_its_key_is_taken() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", RowLockTest::once)
                        .actor("two", RowLockTest::once)
                        .outcome(Bank::balances)
                        .acceptable("110 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(2);
        assertThat(exploration.traces().get(0).steps())
                .extracting(Step::text)
                .containsExactly(
                        "INSERT seen",
                        "UPDATE account",
                        "COMMIT",
                        "INSERT seen: refused by a constraint");
    }

    @Test
    void nowait_fails_at_once_as_it_would_outside() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", bank -> bank.in(connection -> bank.add(connection, 1, 5)))
                        .actor(
                                "two",
                                bank ->
                                        bank.in(
                                                connection ->
                                                        bank.number(
                                                                connection,
                                                                "select cents from account where id"
                                                                    + " = 1 for update nowait")))
                        .explore();

        assertThat(exploration.traces())
                .filteredOn(trace -> trace.outcome().startsWith("two threw "))
                .hasSize(1);
    }

    @Test
    void in_the_wild_they_wait_in_the_database() {
        var wild =
                Interleavings.of(Bank::new)
                        .actor("one", bank -> lockThenWrite(bank, 5))
                        .actor("two", bank -> lockThenWrite(bank, 7))
                        .outcome(Bank::balances)
                        .acceptable("112 and 100")
                        .inTheWild(50);

        assertThat(wild.counts()).containsExactly(Map.entry("112 and 100", 50));
        assertThat(wild)
                .hasToString("In the wild: 50 runs, none ended badly. That proves nothing.");
    }

    @Test
    void what_is_left_out_and_has_to_wait_becomes_a_point() {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", bank -> bank.in(connection -> bank.add(connection, 1, 5)))
                        .actor("two", bank -> bank.in(connection -> bank.add(connection, 1, 7)))
                        .points(Kind.COMMIT)
                        .outcome(Bank::balances)
                        .acceptable("112 and 100")
                        .explore();

        exploration.requireNoForbidden();
        assertThat(exploration.schedules()).isEqualTo(2);
        assertThat(exploration.traces().get(0).steps()).extracting(Step::kind).contains(Kind.WRITE);
    }

    private static void readThenWrite(Bank bank, int cents) throws SQLException {
        bank.in(
                connection -> {
                    int before = bank.read(connection, 1);
                    bank.execute(
                            connection,
                            "update account set cents = " + (before + cents) + " where id = 1");
                });
    }

    private static void lockThenWrite(Bank bank, int cents) throws SQLException {
        bank.in(
                connection -> {
                    int before =
                            bank.number(
                                    connection,
                                    "select cents from account where id = 1 for update");
                    bank.execute(
                            connection,
                            "update account set cents = " + (before + cents) + " where id = 1");
                });
    }

    private static void once(Bank bank) throws SQLException {
        try {
            bank.in(
                    connection -> {
                        bank.execute(connection, "insert into seen values (1)");
                        bank.add(connection, 1, 10);
                    });
        } catch (SQLException duplicate) {
            // somebody else did it
        }
    }
}
