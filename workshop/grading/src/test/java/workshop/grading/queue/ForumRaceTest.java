package workshop.grading.queue;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.forum.Question;
import workshop.forum.Questions;
import workshop.interleavings.ForbiddenOutcomeError;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Interleavings.Act;
import workshop.interleavings.Kind;
import workshop.interleavings.ScheduleStep;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.QueueServer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The race that the whole workshop is about, with Spring's transactions, Hibernate, H2 and Redis.
 *
 * <p>{@code -Dworkshop.times=1000} explores one scenario a thousand times: is the report always the
 * same?
 */
@SpringBootTest(classes = ForumRaceTest.Application.class)
class ForumRaceTest {

    private static final int TIMES = Integer.getInteger("workshop.times", 50);

    private static final Discard NOT_FOUND = new Discard("question not found");

    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Question.class)
    @EnableJpaRepositories(basePackageClasses = Questions.class)
    static class Application {}

    @Autowired private Questions questions;
    @Autowired private TransactionTemplate transaction;

    @Test
    void enqueued_before_the_commit_it_fails_in_2_of_4_schedules() {
        var exploration =
                scenario("enqueued before the commit", Forum::saveAndEnqueueInside).explore();

        assertThat(exploration.schedules()).isEqualTo(4);
        assertThat(exploration.count("question not found")).isEqualTo(2);
    }

    @Test
    void enqueued_after_the_commit_one_schedule_is_left_and_it_is_good() {
        var exploration = scenario("enqueued after the commit", Forum::saveThenEnqueue).explore();

        assertThat(exploration.schedules()).isEqualTo(1);
        exploration.requireNoForbidden();
    }

    @Test
    void the_failure_shows_the_table_and_the_shortest_bad_schedule() {
        var exploration =
                scenario("enqueued before the commit", Forum::saveAndEnqueueInside).explore();

        assertThat(exploration.report())
                .isEqualTo(
                        """
                        4 interleavings of your code · 2 end badly

                          outcome              count  verdict
                          moderated                2  acceptable
                          question not found       2  FORBIDDEN
                              The worker looked for the question before the web had committed it.
                              e.g. web:INSERT web:enqueue worker:pop worker:SELECT ✘ web:COMMIT
                              worker:dead letter

                              web              worker                   others see
                           1  INSERT question  │
                           2  enqueue          │
                           3  │                pop
                        ✘  4  │                SELECT question: no row
                           5  COMMIT           │                        question
                           6  │                dead letter              ┃

                          The outcome: question not found.
                          ✘ From this step on, every order ends badly.
                        """);
        assertThatThrownBy(exploration::requireNoForbidden)
                .isInstanceOf(ForbiddenOutcomeError.class)
                .hasMessageContaining(exploration.report());
    }

    @Test
    @Timeout(600)
    void each_exploration_gives_the_same_table_and_the_same_traces() {
        var first = scenario("again", Forum::saveAndEnqueueInside).explore();
        for (int i = 1; i < TIMES; i++) {
            var again = scenario("again", Forum::saveAndEnqueueInside).explore();
            assertThat(again.traces()).isEqualTo(first.traces());
            assertThat(again.report()).isEqualTo(first.report());
        }
    }

    @Test
    void a_rollback_leaves_a_ghost_in_every_schedule() {
        var exploration = scenario("ghost of a rollback", Forum::saveAndEnqueueInVain).explore();

        assertThat(exploration.bad()).isEqualTo(exploration.schedules());
        assertThat(exploration.report()).contains("Every order ends badly.");
    }

    @Test
    void a_worker_that_tries_again_at_once_may_be_too_early_again() {
        Act<Forum> work = forum -> forum.work(new IllegalStateException("not yet"));
        var exploration = scenario("retry", Forum::saveAndEnqueueInside, work).explore();

        var failed = "Failed 3 times, the last time with IllegalStateException: not yet";
        assertThat(exploration.count("moderated")).isPositive();
        assertThat(exploration.count(failed)).isPositive();
    }

    @Test
    void a_crash_between_commit_and_enqueue_loses_the_task() {
        var exploration =
                scenario("crash", Forum::saveThenEnqueue)
                        .mayCrash("web")
                        .acceptable("nothing saved")
                        .explore();

        assertThat(exploration.schedules()).isEqualTo(4);
        // It died before the INSERT, or before the COMMIT.
        assertThat(exploration.count("nothing saved")).isEqualTo(2);
        assertThat(exploration.count("not moderated")).isEqualTo(1);
        assertThat(exploration.shortestBad().orElseThrow().steps())
                .extracting(ScheduleStep::text)
                .containsExactly("INSERT question", "COMMIT", "dies before enqueue");
    }

    @Test
    void a_crash_of_the_worker_leaves_its_message_pending() {
        var exploration =
                scenario("crash of the worker", Forum::saveThenEnqueue)
                        .mayCrash("worker")
                        .explore();

        // It dies before pop, SELECT, UPDATE, COMMIT or acknowledge, or not at all.
        assertThat(exploration.schedules()).isEqualTo(6);
        assertThat(exploration.count("not moderated")).isEqualTo(4);
        assertThat(exploration.count("moderated, and to be done again")).isEqualTo(1);
        assertThat(exploration.count("moderated")).isEqualTo(1);
    }

    @Test
    void a_slow_worker_whose_lease_ran_out_does_the_work_twice() {
        var exploration =
                Interleavings.of(this::forumWithTask)
                        .named("lease ran out")
                        .actor("slow", forum -> forum.work(NOT_FOUND))
                        .actor("other", forum -> forum.worker(NOT_FOUND).lease(ZERO).drain())
                        .points(Kind.LIST_PENDING, Kind.POP, Kind.CLAIM, Kind.ACKNOWLEDGE)
                        .outcome(forum -> forum.outcome() + " " + forum.handled + " times")
                        .acceptable("moderated 1 times")
                        .explore();
        assertThat(exploration.isComplete()).isTrue();

        assertThat(exploration.count("moderated 2 times")).isPositive();
    }

    @Test
    void in_free_runs_luck_decides() {
        var freeRuns = scenario("free runs", Forum::saveAndEnqueueInside).freeRuns(20);

        int good = freeRuns.counts().getOrDefault("moderated", 0);
        int bad = freeRuns.counts().getOrDefault("question not found", 0);
        assertThat(good + bad).isEqualTo(20);
        assertThat(freeRuns.bad()).isEqualTo(bad);
    }

    private Interleavings<Forum> scenario(String name, Act<Forum> save) {
        return scenario(name, save, forum -> forum.work(NOT_FOUND));
    }

    private Interleavings<Forum> scenario(String name, Act<Forum> save, Act<Forum> work) {
        return Interleavings.of(Forum::new)
                .named(name)
                .actor("web", save)
                .actor("worker", work)
                .outcome(Forum::outcome)
                .acceptable("moderated")
                .forbidden(
                        "question not found",
                        "The worker looked for the question before the web had committed it.");
    }

    private Forum forumWithTask() {
        var forum = new Forum();
        forum.saveThenEnqueue();
        return forum;
    }

    private final class Forum {

        private final TaskQueue queue =
                new TaskQueue(
                        BrokerSeam.around(
                                QueueServer.ofThisRun().queue("forum-" + UUID.randomUUID())));
        private final JsonSerializer json = new JsonSerializer();
        private int handled;

        Forum() {
            questions.deleteAllInBatch();
        }

        void saveAndEnqueueInside() {
            transaction(status -> saveAndEnqueue());
        }

        void saveThenEnqueue() {
            var question =
                    transaction.execute(
                            status -> questions.save(new Question("  What is a   race? ")));
            queue.enqueue("moderate", question.getId(), json);
        }

        void saveAndEnqueueInVain() {
            transaction(
                    status -> {
                        saveAndEnqueue();
                        status.setRollbackOnly();
                    });
        }

        private void saveAndEnqueue() {
            var question = questions.save(new Question("  What is a   race? "));
            queue.enqueue("moderate", question.getId(), json);
        }

        private void transaction(Consumer<TransactionStatus> work) {
            transaction.executeWithoutResult(work);
        }

        void work(RuntimeException whenMissing) {
            worker(whenMissing).drain();
        }

        Worker worker(RuntimeException whenMissing) {
            return Worker.on(queue)
                    .accept(json)
                    .handle("moderate", (id, message) -> moderate((Long) id, whenMissing));
        }

        private void moderate(Long id, RuntimeException whenMissing) {
            transaction(
                    status -> {
                        var question = questions.findById(id).orElseThrow(() -> whenMissing);
                        handled++;
                        question.setShown(Moderation.clean(question.getBody()));
                    });
        }

        String outcome() {
            var dead = queue.deadLetters();
            if (!dead.isEmpty()) {
                return dead.get(0).reason();
            }
            if (questions.count() == 0) {
                return "nothing saved";
            }
            boolean moderated =
                    questions.findAll().stream()
                            .allMatch(question -> "What is a race?".equals(question.getShown()));
            return moderated
                    ? queue.length() == 0 ? "moderated" : "moderated, and to be done again"
                    : "not moderated";
        }
    }
}
