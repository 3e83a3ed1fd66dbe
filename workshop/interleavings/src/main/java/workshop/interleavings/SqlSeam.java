package workshop.interleavings;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import workshop.interleavings.Actor.PendingOperation;

/**
 * Stops an actor before each statement, commit and rollback; but not before the end of a
 * transaction that has changed and locked nothing, which no one can see.
 */
final class SqlSeam implements QueryExecutionListener, MethodExecutionListener {

    /**
     * The class of these failures in the SQL standard. PostgreSQL's driver has no exception type of
     * its own for them.
     */
    private static final String INTEGRITY_CONSTRAINT_VIOLATION = "23";

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private SqlSeam() {}

    /** The same data source, with a seam around its connections. */
    static DataSource around(DataSource real) {
        return real instanceof WithSeam ? real : new WithSeam(real);
    }

    private static final class WithSeam extends ProxyDataSource {

        WithSeam(DataSource real) {
            super(real);
            var seam = new SqlSeam();
            setProxyConfig(
                    ProxyConfig.Builder.create().queryListener(seam).methodListener(seam).build());
        }
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (Actor.current() == null && !queries.isEmpty()) {
            OwnThreads.touch(Sql.of(queries.get(0).getQuery()).label());
        }
        ifByActor(execution, queries, SqlSeam::beforeStatement);
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        ifByActor(
                execution,
                queries,
                (actor, session, sql) -> afterStatement(execution, actor, session, sql));
    }

    private static void beforeStatement(Actor actor, Session session, Sql sql) throws SQLException {
        if (sql.kind() != null) {
            actor.await(new PendingOperation(sql.kind(), sql.label()));
        }
        if (sql.waits() && actor.isScheduled()) {
            session.locks().refuseToWait();
        }
    }

    private static void afterStatement(
            ExecutionInfo execution, Actor actor, Session session, Sql sql) throws SQLException {
        var failure = execution.getThrowable();
        if (sql.waits() && actor.isScheduled()) {
            session.locks().waitAgain();
            if (session.locks().isRefusal(failure)) {
                actor.blocked(new PendingOperation(sql.kind(), sql.label()));
            }
        }
        if (sql.kind() == null) {
            return;
        }
        if (failure != null) {
            actor.note(isConstraint(failure) ? "refused by a constraint" : "failed");
        } else if (isNothing(execution.getResult())) {
            actor.note("no row");
        } else if (sql.kind() == Kind.WRITE) {
            session.changed(actor, sql.table());
        }
    }

    @Override
    public void beforeMethod(MethodExecutionContext call) {
        var actor = Actor.current();
        Kind kind = endOfTransaction(call);
        if (actor != null && kind != null) {
            actor.await(new PendingOperation(kind, kind.name()));
        }
    }

    @Override
    public void afterMethod(MethodExecutionContext call) {
        var actor = Actor.current();
        Kind kind = endOfTransaction(call);
        if (actor != null && kind != null) {
            session(call).ended(actor, kind == Kind.COMMIT && call.getThrown() == null);
        }
        if (call.getTarget() instanceof Connection && call.getMethod().getName().equals("close")) {
            var session = sessions.remove(call.getConnectionInfo().getConnectionId());
            if (actor != null && session != null) {
                actor.returned(session);
            }
        }
    }

    /**
     * COMMIT or ROLLBACK, if that is what the call does to a transaction which has changed or
     * locked something; otherwise null.
     */
    private Kind endOfTransaction(MethodExecutionContext call) {
        if (!(call.getTarget() instanceof Connection)
                || session(call) == null
                || session(call).uncommitted().isEmpty()) {
            return null;
        }
        var arguments = call.getMethodArgs();
        return switch (call.getMethod().getName()) {
            case "commit" -> Kind.COMMIT;
            // With an argument it goes back to a savepoint only.
            case "rollback" -> arguments == null ? Kind.ROLLBACK : null;
            // JDBC commits when it is switched on in a transaction.
            case "setAutoCommit" -> arguments[0].equals(true) ? Kind.COMMIT : null;
            default -> null;
        };
    }

    private Session session(MethodExecutionContext call) {
        return sessions.get(call.getConnectionInfo().getConnectionId());
    }

    private Session session(Actor actor, ExecutionInfo execution) throws SQLException {
        var session = sessions.get(execution.getConnectionId());
        if (session == null) {
            session = new Session(execution.getStatement().getConnection());
            sessions.put(execution.getConnectionId(), session);
        }
        actor.uses(session);
        return session;
    }

    private static boolean isConstraint(Throwable failure) {
        return failure instanceof SQLException e
                && e.getSQLState() != null
                && e.getSQLState().startsWith(INTEGRITY_CONSTRAINT_VIOLATION);
    }

    private static boolean isNothing(Object result) throws SQLException {
        return result instanceof Integer count && count == 0
                || result instanceof Long rows && rows == 0
                || result instanceof ResultSet set && !set.isBeforeFirst();
    }

    /** Statements of threads that are no actors do not concern the scheduler. */
    private void ifByActor(ExecutionInfo execution, List<QueryInfo> queries, Reaction reaction) {
        var actor = Actor.current();
        if (actor == null || queries.isEmpty()) {
            return;
        }
        try {
            reaction.to(actor, session(actor, execution), Sql.of(queries.get(0).getQuery()));
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database did not answer the scheduler: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reaction {
        void to(Actor actor, Session session, Sql sql) throws SQLException;
    }
}
