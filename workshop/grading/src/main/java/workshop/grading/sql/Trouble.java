package workshop.grading.sql;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Something that may be wrong with a database for a moment.
 *
 * @param what what it is, as a sentence without its end
 */
public record Trouble(String what, Runnable begin, Runnable end) {

    public static final Trouble NONE = new Trouble("Nothing is wrong", () -> {}, () -> {});

    /** What may happen to a row whose {@code shown} is null, or to its table. */
    public static List<Trouble> of(DataSource database, String table, long id) {
        var lock = new RowLock(database, table, id);
        return List.of(
                new Trouble(
                        "The table of %ss could not be read".formatted(table),
                        () -> execute(database, "alter table %s rename to away", table),
                        () -> execute(database, "alter table away rename to %s", table)),
                new Trouble(
                        "The table of %ss could not be written".formatted(table),
                        () ->
                                execute(
                                        database,
                                        "alter table %s add constraint unseen check (shown is"
                                                + " null)",
                                        table),
                        () -> execute(database, "alter table %s drop constraint unseen", table)),
                new Trouble(
                        "Another transaction held the lock of %s %s".formatted(table, id),
                        lock::take,
                        lock::release));
    }

    private static void execute(DataSource database, String sql, String table) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql.formatted(table));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
