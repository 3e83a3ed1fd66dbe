package workshop.interleavings;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What H2 and PostgreSQL promise at each level of isolation, counted in schedules: the table in
 * step 02's README.
 */
class IsolationTest {

    @Test
    void read_committed_loses_updates() {
        assertThat(lostUpdate(TRANSACTION_READ_COMMITTED))
                .isEqualTo("8 schedules, 6 lose money, 0 refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {TRANSACTION_REPEATABLE_READ, TRANSACTION_SERIALIZABLE})
    void above_it_the_second_writer_is_refused(int isolation) {
        assertThat(lostUpdate(isolation)).isEqualTo("8 schedules, 0 lose money, 6 refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {TRANSACTION_READ_COMMITTED, TRANSACTION_REPEATABLE_READ})
    void up_to_repeatable_read_each_may_decide_on_what_the_other_is_changing(int isolation) {
        assertThat(writeSkew(isolation)).isEqualTo("20 schedules, 18 overdrawn, 0 refused");
    }

    @Test
    void only_postgresql_is_serializable() {
        assertThat(writeSkew(TRANSACTION_SERIALIZABLE))
                .isEqualTo(
                        Bank.isPostgres()
                                ? "20 schedules, 0 overdrawn, 18 refused"
                                : "20 schedules, 18 overdrawn, 0 refused");
    }

    /** Two read a balance and write back what it should become. */
    private static String lostUpdate(int isolation) {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", Bank.readThenWrite(isolation, 5))
                        .actor("two", Bank.readThenWrite(isolation, 7))
                        .outcome(Bank::balances)
                        .explore();
        return "%s schedules, %s lose money, %s refused"
                .formatted(
                        exploration.schedules(),
                        exploration.count("105 and 100") + exploration.count("107 and 100"),
                        refused(exploration));
    }

    /**
     * Two take 150, each from a different account, if both accounts together hold at least 150.
     * They do, but only for one of the two.
     */
    private static String writeSkew(int isolation) {
        var exploration =
                Interleavings.of(Bank::new)
                        .actor("one", bank -> take(bank, isolation, 1))
                        .actor("two", bank -> take(bank, isolation, 2))
                        .outcome(Bank::balances)
                        .explore();
        return "%s schedules, %s overdrawn, %s refused"
                .formatted(
                        exploration.schedules(),
                        exploration.count("-50 and -50"),
                        refused(exploration));
    }

    private static long refused(Exploration exploration) {
        return exploration.traces().stream()
                .filter(trace -> trace.outcome().contains(" threw "))
                .count();
    }

    private static void take(Bank bank, int isolation, int account) throws SQLException {
        bank.in(
                isolation,
                connection -> {
                    if (bank.number(connection, "select sum(cents) from account") >= 150) {
                        bank.add(connection, account, -150);
                    }
                });
    }
}
