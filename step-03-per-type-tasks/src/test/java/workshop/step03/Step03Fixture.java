package workshop.step03;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.persistence.EntityManagerFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import workshop.grading.queue.FreshQueue;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** What the exercises share: the real database, read without JPA, and the real queue. */
@SpringBootTest(
        classes = Step03.class,
        properties = "spring.jpa.properties.hibernate.generate_statistics=true")
@ExtendWith(FreshQueue.class)
abstract class Step03Fixture {

    /** Far from the ids that the tables generate. */
    private static final AtomicLong NEXT_ID = new AtomicLong(100_000);

    private final JsonSerializer json = new JsonSerializer();
    @Autowired private JdbcTemplate jdbc;
    @Autowired private EntityManagerFactory entityManagers;

    /**
     * One row of each type, all with the same id and body: a task that looks into the wrong table
     * finds something there.
     */
    long rowsWithOneId(String body) {
        long id = NEXT_ID.incrementAndGet();
        for (var type : Type.values()) {
            jdbc.update("insert into " + type + " (id, body) values (?, ?)", id, body);
        }
        return id;
    }

    /** SQL statements that Hibernate has sent since the start. */
    long statements() {
        return entityManagers
                .unwrap(SessionFactory.class)
                .getStatistics()
                .getPrepareStatementCount();
    }

    /** What readers see of a row; null until it was moderated. */
    String shown(Type type, long id) {
        return jdbc.queryForObject("select shown from " + type + " where id = ?", String.class, id);
    }

    /** Enqueues the type's task for that id, as the website does, and lets the worker run it. */
    void moderate(Type type, long id, TaskQueue queue, Worker worker) {
        queue.enqueue(type.task(), id, json);
        worker.drain();
    }

    /** A task that failed is a dead letter, and its reason says why. */
    void assertThatNothingFailed(TaskQueue queue) {
        for (var letter : queue.deadLetters()) {
            fail("Your worker could not run %s: %s", letter.task(), letter.reason());
        }
    }

    /** Moderates a row of one type, and returns what readers then see of it. */
    String moderated(Type type, String body, TaskQueue queue, Worker worker) {
        long id = rowsWithOneId(body);
        moderate(type, id, queue, worker);
        assertThatNothingFailed(queue);
        for (var other : Type.values()) {
            if (other != type) {
                assertThat(shown(other, id))
                        .as(
                                """
                                %s was asked for %s %d and changed %s %d, which happens to have \
                                the same id. Was one name left unchanged when the task was copied? \
                                To the compiler, every id is a long like any other.\
                                """,
                                type.task(), type, id, other, id)
                        .isNull();
            }
        }
        assertThatTheBodyIs(body, type, id);
        String shown = shown(type, id);
        assertThat(shown)
                .as(
                        """
                        What readers see of %s %d. %s ran without an error, but the row is \
                        unchanged. Was it saved? findById loads the entity outside a transaction, \
                        so nothing else writes it back.\
                        """,
                        type, id, type.task())
                .isNotNull();
        return shown;
    }

    void assertThatTheBodyIs(String body, Type type, long id) {
        String sql = "select body from " + type + " where id = ?";
        assertThat(jdbc.queryForObject(sql, String.class, id))
                .as(
                        """
                        The body of %s %d after its task. What the author wrote stays as it is: \
                        what the rules make of it goes into shown.\
                        """,
                        type, id)
                .isEqualTo(body);
    }

    /** Asserts that a type's task says so when its row does not exist. */
    void assertThatAMissingRowIsReported(Type type, TaskQueue queue, Worker worker) {
        long missing = NEXT_ID.incrementAndGet();
        moderate(type, missing, queue, worker);

        assertThat(queue.deadLetters())
                .as(
                        """
                        Dead letters after %s was asked for %s %d, which does not exist. A task \
                        that just returns counts as done, and no one will ever know: throw a \
                        Discard that says what is gone.\
                        """,
                        type.task(), type, missing)
                .hasSize(1);
        var letter = queue.deadLetters().get(0);
        assertThat(letter.reason())
                .as(
                        """
                        The dead letter's reason. Your worker does not know the task %s: add a \
                        .handle(…) for it.\
                        """,
                        type.task())
                .doesNotStartWith("No handler");
        assertThat(letter.deliveries())
                .as(
                        """
                        How often it was tried. A retry does not bring the row back: throw a \
                        Discard that says what is gone. The dead letter of %s says: %s\
                        """,
                        letter.task(), letter.reason())
                .isOne();
        for (var other : Type.values()) {
            if (other != type) {
                assertThat(letter.reason())
                        .as(
                                """
                                The dead letter of %s names another type, and sends its reader to \
                                the wrong table. Was the message copied with the task?\
                                """,
                                type.task())
                        .doesNotContainIgnoringCase(other.toString());
            }
        }
        assertThat(letter.reason())
                .as(
                        """
                        The dead letter's reason, after %s was asked for %s %d, which does not \
                        exist. Whoever reads it at night needs the type and the id, as in "%s %d \
                        is gone."\
                        """,
                        type.task(), type, missing, type.entity(), missing)
                .containsIgnoringCase(type.toString())
                .contains(String.valueOf(missing));
    }
}
