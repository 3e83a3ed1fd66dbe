package workshop.step04;

import java.sql.Connection;
import java.sql.SQLException;

/** The lock of a row, which another transaction holds for a moment. */
final class RowLock {

    private final Step04Fixture forum;
    private final ForumType type;
    private final long id;
    private Connection owner;

    RowLock(Step04Fixture forum, ForumType type, long id) {
        this.forum = forum;
        this.type = type;
        this.id = id;
    }

    void begin() {
        try {
            owner = forum.connection();
            owner.setAutoCommit(false);
            try (var statement = owner.createStatement()) {
                statement.executeQuery(
                        "select id from %s where id = %d for update".formatted(type, id));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void end() {
        try (var connection = owner) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
