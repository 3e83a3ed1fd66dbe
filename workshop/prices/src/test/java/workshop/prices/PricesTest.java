package workshop.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workshop.redis.Redis;

/** Not the prices, which are measured on demand: that what is measured is what the list says. */
class PricesTest {

    @ParameterizedTest
    @EnumSource
    void what_an_approach_sends_arrives(Approach approach) throws Exception {
        assertThat(approach.decode(approach.encode(approach.thing()))).isEqualTo(approach.thing());
    }

    @Test
    void the_statements_per_task_are_those_that_the_readmes_give() {
        assertThat(StatementCounts.perTask())
                .containsExactly(
                        entry("02", 2L), entry("03", 3L), entry("04", 2L), entry("05", 2L));
    }

    @Test
    void the_kits_workers_handle_so_many_tasks_and_leave_the_rest() {
        assertThat(Consumers.kit(100, 100, 10, 2)).satisfies(PricesTest::isAPrice);
        assertThat(Consumers.kit(100, 100, 10, 1, 16)).satisfies(PricesTest::isAPrice);
        assertThat(Consumers.kit(50, 100, 10, 1)).satisfies(PricesTest::isAPrice);
        assertThat(Redis.client().keys("prices:*")).as("what is left in Redis").isEmpty();
    }

    @Test
    void a_sender_and_a_worker_on_the_broker_of_this_run_leave_nothing() {
        try (var queue = new BrokerOfThisRun()) {
            assertThat(queue.send(20, 10).perSecond()).isPositive();
            queue.fill(80, 10);
            var rate = queue.work(16);
            assertThat(rate).satisfies(PricesTest::isAPrice);
            assertThat(rate.tasks()).isEqualTo(100);
        }
        assertThat(Redis.client().keys("prices:*")).as("what is left in Redis").isEmpty();
    }

    @Test
    void the_plain_consumer_empties_its_list() {
        assertThat(Consumers.plain(100, 10)).satisfies(PricesTest::isAPrice);
        assertThat(Redis.client().keys("prices:*")).as("what is left in Redis").isEmpty();
    }

    @Test
    void the_middle_of_several_runs_is_told_by_their_speed() {
        assertThat(Rate.median(List.of(lasting(3), lasting(1), lasting(2)))).isEqualTo(lasting(2));
    }

    private static Rate lasting(int seconds) {
        return new Rate(10, Duration.ofSeconds(seconds), Duration.ZERO);
    }

    private static void isAPrice(Rate rate) {
        assertThat(rate.perSecond()).isPositive();
        assertThat(rate.cpuMicrosPerTask()).isPositive();
    }
}
