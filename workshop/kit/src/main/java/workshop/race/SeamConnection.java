package workshop.race;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A connection whose commits and rollbacks are points, if there is anything to commit or undo; and so are its statements. */
final class SeamConnection extends Seam {

    private final Connection real;
    private final RowLocks locks;
    private final Set<String> uncommitted = new ConcurrentSkipListSet<>();

    private SeamConnection(Connection real) throws SQLException {
        super(real);
        this.real = real;
        this.locks = RowLocks.of(real);
    }

    static Connection around(Connection real) throws SQLException {
        return proxy(Connection.class, new SeamConnection(real));
    }

    @Override
    Object intercept(Object proxy, Method method, Object[] args) throws SQLException {
        return switch (method.getName()) {
            case "createStatement" -> statement(Statement.class, (Connection) proxy, method, args);
            case "prepareStatement" -> statement(PreparedStatement.class, (Connection) proxy, method, args);
            case "prepareCall" -> statement(CallableStatement.class, (Connection) proxy, method, args);
            case "commit" -> end(Kind.COMMIT, method, args);
            case "rollback" -> args.length == 0 ? end(Kind.ROLLBACK, method, args) : pass(method, args);
            case "setAutoCommit" -> args[0].equals(true) ? end(Kind.COMMIT, method, args) : pass(method, args);
            case "close" -> close(method);
            default -> pass(method, args);
        };
    }

    private <S extends Statement> S statement(Class<S> type, Connection proxy, Method method, Object[] args) throws SQLException {
        String sql = args.length > 0 && args[0] instanceof String text ? text : null;
        return proxy(type, new SeamStatement((Statement) pass(method, args), sql, this, proxy));
    }

    /** Nobody can see the end of a transaction that changed and locked nothing. */
    private Object end(Kind kind, Method method, Object[] args) throws SQLException {
        var actor = Actor.current();
        if (actor == null || uncommitted.isEmpty()) {
            uncommitted.clear();
            return pass(method, args);
        }
        return actor.at(new Point(kind, kind.name()), () -> {
            Object result = pass(method, args);
            if (kind == Kind.COMMIT) {
                actor.publish(uncommitted);
            }
            uncommitted.clear();
            actor.released();
            return result;
        });
    }

    private Object close(Method method) throws SQLException {
        var actor = Actor.current();
        if (actor != null) {
            actor.returned(this);
        }
        return pass(method);
    }

    /** A statement of an actor has changed or locked rows of that table. */
    void changed(Actor actor, String table) throws SQLException {
        if (real.getAutoCommit()) {
            actor.publish(Set.of(table));
            actor.released();
        } else {
            uncommitted.add(table);
        }
    }

    RowLocks locks() {
        return locks;
    }

    Connection real() {
        return real;
    }

    Set<String> uncommitted() {
        return uncommitted;
    }

    /** What the database does when a client goes away. */
    void rollBack() {
        try {
            if (!real.isClosed() && !real.getAutoCommit()) {
                real.rollback();
            }
            uncommitted.clear();
        } catch (SQLException e) {
            throw new IllegalStateException("A transaction could not be rolled back: " + e.getMessage(), e);
        }
    }

    /** An actor has ended without closing it. */
    void abandon() {
        try {
            rollBack();
            real.close();
        } catch (SQLException e) {
            throw new IllegalStateException("A connection could not be closed: " + e.getMessage(), e);
        }
    }
}
