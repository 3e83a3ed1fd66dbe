package workshop.race;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;

/** A statement whose executions are points. */
final class SeamStatement extends Seam {

    private final SeamConnection connection;
    private final Connection proxy;
    private String sql;

    /** The SQL is null as long as it is not known. */
    SeamStatement(Statement real, String sql, SeamConnection connection, Connection proxy) {
        super(real);
        this.sql = sql;
        this.connection = connection;
        this.proxy = proxy;
    }

    @Override
    Object intercept(Object self, Method method, Object[] args) throws SQLException {
        String name = method.getName();
        if (name.equals("getConnection")) {
            return proxy;
        }
        if (args.length > 0 && args[0] instanceof String text && (name.startsWith("execute") || name.equals("addBatch"))) {
            sql = text;
        }
        var actor = Actor.current();
        if (actor == null || sql == null || !name.startsWith("execute")) {
            return pass(method, args);
        }
        actor.uses(connection);
        var statement = Sql.of(sql);
        if (statement.kind() == null) {
            return pass(method, args);
        }
        return actor.at(new Point(statement.kind(), statement.label()), () -> {
            try {
                Object result = statement.waits() ? connection.locks().attempt(connection.real(), () -> pass(method, args)) : pass(method, args);
                if (isNothing(result)) {
                    actor.note("no row");
                } else if (statement.kind() == Kind.WRITE) {
                    connection.changed(actor, statement.table());
                }
                return result;
            } catch (SQLException e) {
                actor.note(e instanceof SQLIntegrityConstraintViolationException ? "refused by a constraint" : "failed");
                throw e;
            }
        });
    }

    private static boolean isNothing(Object result) throws SQLException {
        return result instanceof Integer count && count == 0
                || result instanceof Long rows && rows == 0
                || result instanceof ResultSet set && !set.isBeforeFirst();
    }
}
