package workshop.interleavings;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Makes an actor's statements, commits and rollbacks points. The end of a transaction that has
 * changed and locked nothing is none: nobody can see it.
 */
final class SqlSeam implements QueryExecutionListener, MethodExecutionListener {

    /**
     * The class of such failures in the SQL standard; PostgreSQL's driver throws no type of its own
     * for them.
     */
    private static final String INTEGRITY_CONSTRAINT_VIOLATION = "23";

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        ofActor(
                execution,
                queries,
                (actor, session, sql) -> {
                    if (sql.kind() != null) {
                        actor.await(new Point(sql.kind(), sql.label()));
                    }
                    if (sql.waits() && actor.isScheduled()) {
                        session.locks().refuseToWait();
                    }
                });
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        ofActor(
                execution,
                queries,
                (actor, session, sql) -> {
                    if (sql.waits() && actor.isScheduled()) {
                        session.locks().waitAgain();
                        if (session.locks().refused(execution.getThrowable())) {
                            actor.refused(new Point(sql.kind(), sql.label()));
                        }
                    }
                    if (sql.kind() != null && execution.getThrowable() != null) {
                        actor.note(
                                isConstraint(execution.getThrowable())
                                        ? "refused by a constraint"
                                        : "failed");
                    } else if (sql.kind() != null && isNothing(execution.getResult())) {
                        actor.note("no row");
                    } else if (sql.kind() == Kind.WRITE) {
                        session.changed(actor, sql.table());
                    }
                });
    }

    @Override
    public void beforeMethod(MethodExecutionContext call) {
        var actor = Actor.current();
        Kind kind = endOfTransaction(call);
        if (actor != null && kind != null) {
            actor.await(new Point(kind, kind.name()));
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
     * locked something.
     */
    private Kind endOfTransaction(MethodExecutionContext call) {
        if (!(call.getTarget() instanceof Connection)
                || session(call) == null
                || session(call).uncommitted().isEmpty()) {
            return null;
        }
        return switch (call.getMethod().getName()) {
            case "commit" -> Kind.COMMIT;
            case "rollback" ->
                    call.getMethodArgs() == null ? Kind.ROLLBACK : null; // not that to a savepoint
            case "setAutoCommit" ->
                    call.getMethodArgs()[0].equals(true) ? Kind.COMMIT : null; // as JDBC says
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

    /** What nobody asks who is an actor is none of the scheduler's business. */
    private void ofActor(ExecutionInfo execution, List<QueryInfo> queries, Query query) {
        var actor = Actor.current();
        if (actor == null || queries.isEmpty()) {
            return;
        }
        try {
            query.by(actor, session(actor, execution), Sql.of(queries.get(0).getQuery()));
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database did not answer the scheduler: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Query {
        void by(Actor actor, Session session, Sql sql) throws SQLException;
    }
}
