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

    private static final long NOBODY = 404;

    private final GoneOrAway goneOrAway;
    private final Forum forum;
    private final DataSource database;

    GoneOrAwayTest(GoneOrAway goneOrAway, Forum forum, DataSource database) {
        this.goneOrAway = goneOrAway;
        this.forum = forum;
        this.database = database;
    }

    @Test
    void a_question_that_is_there_is_moderated() {
        long id = forum.insertQuestion("  Are you   there? ");
        forum.enqueue("moderate", id);
        work(this::moderate);

        assertThat(forum.shown(id))
                .as("What readers see of the question. The dead letters say: %s", forum.reasons())
                .isEqualTo("Are you there?");
    }

    @Test
    void a_question_that_is_gone_leaves_a_dead_letter_that_names_it() {
        forum.enqueue("moderate", NOBODY);
        work(this::moderate);

        assertThat(forum.reasons())
                .as(
                        "The dead letters, after question %d was deleted before its task ran. Your"
                            + " worker went home in silence: the message is acknowledged, nothing"
                            + " was done, and nobody will ever know.",
                        NOBODY)
                .hasSize(1);
        assertThat(forum.reasons().get(0))
                .as(
                        "The reason in the dead letters. Whoever reads it at night wants to know"
                                + " what is gone.")
                .contains(String.valueOf(NOBODY));
    }

    @Test
    void a_question_that_is_gone_is_not_tried_again() {
        forum.enqueue("moderate", NOBODY);
        var tries = new ArrayList<Object>();
        work(
                (payload, message) -> {
                    tries.add(payload);
                    moderate(payload, message);
                });

        assertThat(tries)
                .as(
                        "Tries to moderate question %d, which was deleted. A deleted row does not"
                                + " come back by being asked for again: tell the worker that it is"
                                + " pointless (TaskHandler says how).",
                        NOBODY)
                .hasSize(1);
    }

    /**
     * No connection is left in the pool, so the database cannot be reached: as real as a pulled
     * plug, and sooner put back.
     */
    @Test
    void a_database_that_is_away_for_a_moment_costs_one_more_try() throws Exception {
        long id = forum.insertQuestion("Are you there?");
        forum.enqueue("moderate", id);
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
    void a_row_that_somebody_else_holds_for_a_moment_costs_one_more_try() throws Exception {
        long id = forum.insertQuestion("Are you there?");
        forum.enqueue("moderate", id);
        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update question set shown = 'by somebody else' where id = " + id);
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
                id, "Somebody else was writing the row for a moment, and the database told you so");
    }

    private void assertTriedAgain(long id, String whatHappened) {
        assertThat(forum.reasons())
                .as(
                        "The dead letters. %s; the question is still there. What passes by itself"
                                + " is worth another try: let that exception out.",
                        whatHappened)
                .isEmpty();
        assertThat(forum.shown(id))
                .as(
                        "What readers see of the question. %s, your handler returned as if all were"
                                + " well, and the message is gone.",
                        whatHappened)
                .isEqualTo("Are you there?");
    }

    private void work(TaskHandler handler) {
        forum.drain("moderate", handler);
    }

    private void moderate(Object payload, Object message) {
        goneOrAway.moderate((Long) payload);
    }

    private List<Connection> takeAllConnections() throws SQLException {
        var connections = new ArrayList<Connection>();
        try {
            while (connections.size()
                    < database.unwrap(HikariDataSource.class).getMaximumPoolSize()) {
                connections.add(database.getConnection());
            }
        } catch (SQLTransientConnectionException none) {
            // somebody keeps the rest
        }
        return connections;
    }

    private static void giveBack(List<Connection> connections) throws SQLException {
        for (var connection : connections) {
            connection.close(); // the second time it does nothing
        }
    }
}
