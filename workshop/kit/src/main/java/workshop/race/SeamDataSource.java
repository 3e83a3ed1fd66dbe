package workshop.race;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Hands out connections with a {@link SeamConnection} around them. */
final class SeamDataSource extends DelegatingDataSource {

    SeamDataSource(DataSource real) {
        super(real);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return SeamConnection.around(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return SeamConnection.around(super.getConnection(user, password));
    }
}
