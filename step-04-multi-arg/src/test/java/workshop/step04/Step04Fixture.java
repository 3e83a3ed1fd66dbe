package workshop.step04;

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

/** What the exercises share: the real database, read without JPA, and the real queue. */
@SpringBootTest(
        classes = Step04.class,
        properties = "spring.jpa.properties.hibernate.generate_statistics=true")
@ExtendWith(FreshQueue.class)
abstract class Step04Fixture {

    static final JsonSerializer JSON = new JsonSerializer();
    private static final AtomicLong NEXT_ID = new AtomicLong(100_000);

    @Autowired private JdbcTemplate jdbc;
    @Autowired private EntityManagerFactory entityManagers;

    /**
     * An id that a question, an answer and a comment share: a task that looks into the wrong table
     * finds something there.
     */
    long rowsWithOneId(String body) {
        long id = NEXT_ID.incrementAndGet();
        rowsWithId(id, body);
        return id;
    }

    /** A question, an answer and a comment with that id, not moderated yet. */
    void rowsWithId(long id, String body) {
        for (var type : Type.values()) {
            jdbc.update("delete from " + type + " where id = ?", id);
            jdbc.update("insert into " + type + " (id, body) values (?, ?)", id, body);
        }
    }

    /** An id that no row has. */
    long missing() {
        return NEXT_ID.incrementAndGet();
    }

    /** What readers see of a row; null until it was moderated. */
    String shown(Type type, long id) {
        return jdbc.queryForObject("select shown from " + type + " where id = ?", String.class, id);
    }

    /** SQL statements that Hibernate has sent since the start. */
    long statements() {
        return entityManagers
                .unwrap(SessionFactory.class)
                .getStatistics()
                .getPrepareStatementCount();
    }

    /** A task that failed is a dead letter, and its reason says why. */
    void assertThatNothingFailed(TaskQueue queue) {
        for (var letter : queue.deadLetters()) {
            fail("Your worker could not run %s: %s", letter.task(), letter.reason());
        }
    }

    /** Asserts that among the rows with that id, only the one of that type was moderated. */
    void assertThatOnlyThisIsModerated(Type type, long id, String expected) {
        for (var other : Type.values()) {
            if (other != type) {
                assertThat(shown(other, id))
                        .as(
                                """
                                moderate was asked for %s %d and moderated %s %d, which happens to \
                                have the same id. Did two ids change places? To the compiler, one \
                                id is as good as another.\
                                """,
                                type, id, other, id)
                        .isNull();
            }
        }
        assertThat(shown(type, id)).as("what readers see of %s %d", type, id).isEqualTo(expected);
    }
}
