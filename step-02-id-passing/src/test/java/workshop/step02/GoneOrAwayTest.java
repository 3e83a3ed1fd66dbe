package workshop.step02;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import workshop.grading.Exercise;
import workshop.queue.TaskHandler;

@Exercise(
        id = "2.2",
        title = "Gone is not the same as away",
        points = 15,
        stars = 1,
        edit = "GoneOrAway.java")
@Step02Test
class GoneOrAwayTest {

    private static final long GONE = 404;

    private final GoneOrAway goneOrAway;
    private final Step02Fixture fixture;
    private final DataSource database;

    GoneOrAwayTest(GoneOrAway goneOrAway, Step02Fixture fixture, DataSource database) {
        this.goneOrAway = goneOrAway;
        this.fixture = fixture;
        this.database = database;
    }

    @Test
    void a_question_that_is_there_is_moderated() {
        long id = fixture.insertQuestion("  Are you   there? ");
        fixture.enqueue("moderate", id);
        work(this::moderate);

        assertThat(fixture.shown(id))
                .as("What readers see of the question. The dead letters say: %s", fixture.reasons())
                .isEqualTo("Are you there?");
    }

    @Test
    void a_question_that_is_gone_leaves_a_dead_letter_that_names_it() {
        fixture.enqueue("moderate", GONE);
        work(this::moderate);

        assertThat(fixture.reasons())
                .as(
                        """
                        The dead letters. Question %d was deleted before its task ran, and your \
                        worker did not say so: the message is acknowledged, and no one will ever \
                        know.\
                        """,
                        GONE)
                .hasSize(1);
        assertThat(fixture.reasons().get(0))
                .as(
                        """
                        The reason of the dead letter. Someone who reads it at night wants to know \
                        what is gone.\
                        """)
                .contains(String.valueOf(GONE));
    }

    @Test
    void a_question_that_is_gone_is_not_tried_again() {
        fixture.enqueue("moderate", GONE);
        var tries = new ArrayList<Object>();
        work(
                (payload, message) -> {
                    tries.add(payload);
                    moderate(payload, message);
                });

        assertThat(tries)
                .as(
                        """
                        The tries to moderate question %d, which was deleted. A deleted row does \
                        not come back, however often you ask for it: tell the worker that another \
                        try is pointless (TaskHandler says how).\
                        """,
                        GONE)
                .hasSize(1);
    }

    /**
     * With no connection left in the pool, the database cannot be reached. That is as real as a
     * pulled plug, and quicker to undo.
     */
    @Test
    void a_database_that_is_away_for_a_moment_costs_one_more_try() throws Exception {
        long id = fixture.insertQuestion("Are you there?");
        fixture.enqueue("moderate", id);
        var connections = takeAllConnections();
        work(
                (payload, message) -> {
                    try {
                        moderate(payload, message);
                    } finally {
                        giveBack(connections);
                    }
                });

        assertTriedAgain(id, "The database was away for a moment");
    }

    @Test
    void a_row_that_another_process_locks_for_a_moment_costs_one_more_try() throws Exception {
        long id = fixture.insertQuestion("Are you there?");
        fixture.enqueue("moderate", id);
        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update question set shown = 'by another process' where id = " + id);
            work(
                    (payload, message) -> {
                        try {
                            moderate(payload, message);
                        } finally {
                            other.rollback();
                        }
                    });
        }

        assertTriedAgain(
                id, "Another process was writing the row for a moment, and the database said so");
    }

    private void assertTriedAgain(long id, String whatHappened) {
        assertThat(fixture.reasons())
                .as(
                        """
                        The dead letters. %s; the question is still there. Trouble that passes is \
                        worth another try: let that exception out.\
                        """,
                        whatHappened)
                .isEmpty();
        assertThat(fixture.shown(id))
                .as(
                        """
                        What readers see of the question. %s. Your handler returned as if all were \
                        well, and the message is gone.\
                        """,
                        whatHappened)
                .isEqualTo("Are you there?");
    }

    private void work(TaskHandler handler) {
        fixture.drain("moderate", handler);
    }

    private void moderate(Object payload, Object message) {
        goneOrAway.moderate((Long) payload);
    }

    private List<Connection> takeAllConnections() throws SQLException {
        var connections = new ArrayList<Connection>();
        int all = database.unwrap(HikariDataSource.class).getMaximumPoolSize();
        try {
            while (connections.size() < all) {
                connections.add(database.getConnection());
            }
        } catch (SQLTransientConnectionException none) {
            // the application itself holds the rest
        }
        return connections;
    }

    private static void giveBack(List<Connection> connections) throws SQLException {
        for (var connection : connections) {
            connection.close(); // at the second try, this does nothing
        }
    }
}
