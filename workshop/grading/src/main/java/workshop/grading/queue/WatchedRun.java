package workshop.grading.queue;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workshop.grading.sql.Statements;
import workshop.grading.sql.Trouble;
import workshop.queue.TaskHandler;
import workshop.queue.Worker;

/**
 * A worker's work until its queue is empty, watched from inside: a dead letter keeps only an
 * exception's name and message, but a learner needs its line.
 */
public final class WatchedRun {

    private final Statements statements;
    private final boolean lasting;
    private final List<String> tasks = new ArrayList<>();
    private Throwable thrown;
    private Runnable relief;

    private WatchedRun(Statements statements, Runnable relief, boolean lasting) {
        this.statements = statements;
        this.relief = relief;
        this.lasting = lasting;
    }

    /**
     * Lets the worker run what is in its queue; it tries again at once what has failed.
     *
     * @param trouble begins before the first delivery
     * @param lasting whether it ends with the work, and not with the first delivery that fails
     */
    public static WatchedRun of(
            Worker worker, Statements statements, Trouble trouble, boolean lasting) {
        var run = new WatchedRun(statements, trouble.end(), lasting);
        statements.forget();
        handlers(worker).replaceAll((task, handler) -> run.watched(handler));
        trouble.begin().run();
        try {
            worker.retryAfter(Duration.ZERO).drain();
        } finally {
            run.relieve();
        }
        return run;
    }

    /** A worker tells no one of its handlers: an application has no need to know them. */
    @SuppressWarnings("unchecked")
    private static Map<String, TaskHandler> handlers(Worker worker) {
        try {
            return (Map<String, TaskHandler>) field(field(worker, "settings"), "handlers");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Worker keeps its handlers elsewhere now.", e);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    private TaskHandler watched(TaskHandler handler) {
        return (payload, message) -> {
            tasks.add(message.task());
            statements.begin();
            try {
                handler.handle(payload, message);
            } catch (Throwable failure) {
                thrown = failure;
                if (!lasting) {
                    relieve();
                }
                throw failure;
            } finally {
                statements.handlerReturned();
            }
        };
    }

    private void relieve() {
        var once = relief;
        relief = () -> {};
        once.run();
    }

    /** The tasks that ran, one for each delivery. */
    public List<String> tasks() {
        return List.copyOf(tasks);
    }

    /** What a handler threw last, or null. */
    public Throwable thrown() {
        return thrown;
    }

    /** The SQL that the last delivery's handler sent. */
    public List<String> statements() {
        return statements.sent();
    }

    /**
     * The name of a thread that was still at work when the handler had returned, or null. Such a
     * thread explains nothing where no handler ran, or where one failed.
     *
     * @param idle whether nothing came of the message: then such a thread may only be starting
     */
    public String stranger(boolean idle) {
        return tasks.isEmpty() || thrown != null ? null : statements.stranger(idle);
    }
}
