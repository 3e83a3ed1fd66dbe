package workshop.step02;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Takes all connections out of the pool, until it is closed. */
record Outage(List<Connection> connections) implements AutoCloseable {

    static Outage of(DataSource database) {
        var connections = new ArrayList<Connection>();
        try {
            int all = database.unwrap(HikariDataSource.class).getMaximumPoolSize();
            while (connections.size() < all) {
                connections.add(database.getConnection());
            }
        } catch (SQLTransientConnectionException none) {
            // the application itself holds the rest
        } catch (SQLException e) {
            throw new IllegalStateException("The pool gave no connection.", e);
        }
        return new Outage(connections);
    }

    @Override
    public void close() {
        try {
            for (var connection : connections) {
                connection.close(); // at the second time, this does nothing
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A connection could not be given back.", e);
        }
    }
}
