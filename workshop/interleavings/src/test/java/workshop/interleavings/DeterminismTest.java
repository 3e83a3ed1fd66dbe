package workshop.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same exploration gives the same table and the same traces, always. */
class DeterminismTest {

    @Test
    @Timeout(60)
    void a_thousand_times_on_a_model() {
        var first = model();
        for (int i = 1; i < 1_000; i++) {
            var again = model();
            assertThat(again.traces()).isEqualTo(first.traces());
            assertThat(again.report()).isEqualTo(first.report());
        }
    }

    @Test
    @Timeout(60)
    void fifty_times_with_row_locks() {
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
                .actor(
                        "one",
                        bank ->
                                bank.in(
                                        connection -> {
                                            bank.add(connection, 1, 5);
                                            bank.add(connection, 2, 5);
                                        }))
                .actor("two", bank -> bank.in(connection -> bank.add(connection, 1, 7)))
                .outcome(Bank::balances)
                .explore();
    }
}
