package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The same scenario always gives the same report and the same traces. */
class DeterminismTest {

    @Test
    void a_model_gives_the_same_a_thousand_times() {
        var first = model();
        for (int i = 1; i < 1_000; i++) {
            var again = model();
            assertThat(again.traces()).isEqualTo(first.traces());
            assertThat(again.report()).isEqualTo(first.report());
        }
    }

    @Test
    void row_locks_give_the_same_fifty_times() {
        var first = locks();
        for (int i = 1; i < 50; i++) {
            var again = locks();
            assertThat(again.traces()).isEqualTo(first.traces());
            assertThat(again.report()).isEqualTo(first.report());
        }
    }

    private static Exploration model() {
        return CountingTest.free("2 2").explore();
    }

    private static Exploration locks() {
        return Interleavings.of(Bank::new)
                .actor("one", DeterminismTest::addToBoth)
                .actor("two", Bank.adding(1, 7))
                .outcome(Bank::balances)
                .explore();
    }

    private static void addToBoth(Bank bank) throws SQLException {
        bank.in(
                connection -> {
                    bank.add(connection, 1, 5);
                    bank.add(connection, 2, 5);
                });
    }
}
