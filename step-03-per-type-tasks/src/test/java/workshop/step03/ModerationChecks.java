package workshop.step03;

import static org.assertj.core.api.Assertions.fail;
import static workshop.step03.Requirements.failForStranger;
import static workshop.step03.Requirements.requireDone;
import static workshop.step03.Requirements.requireGone;
import static workshop.step03.Requirements.requireHandler;
import static workshop.step03.Requirements.requireNoHarm;
import static workshop.step03.Requirements.requireRetry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** What every design of this step must do, for the types that it is given. */
abstract class ModerationChecks extends Step03Fixture {

    /** Ids like any other: databases accept all of them. */
    private static final List<Long> IDS = List.of(7L, 0L, -1L, 5_000_000_000L, Long.MAX_VALUE);

    /** How long to look for a late thread; only a red test waits so long. */
    private static final Duration LATE = Duration.ofMillis(300);

    /** Asserts that each task loads and changes one row of one table, for any id. */
    void assertThatEachChangesItsRowOnly(
            List<Type> types, String body, String shown, TaskQueue queue, Worker worker) {
        for (var type : types) {
            for (long id : IDS) {
                emptyTheTables();
                insertAll(id, body);
                for (long neighbour = 21; neighbour < 27; neighbour++) {
                    insert(type, neighbour, "A row  beside it");
                }
                var ran = run(type, id, queue, worker);
                requireShown(ran, shown);
                Requirements.requireFrugal(ran);
            }
        }
    }

    /** Asserts that a body that was edited is moderated again. */
    void assertThatAnEditIsModeratedAgain(List<Type> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            emptyTheTables();
            insertAll(7, "First  words");
            requireShown(run(type, 7, queue, worker), "First words");
            sql("update " + type + " set body = 'Second  thoughts' where id = 7");
            var ran = run(type, 7, queue, worker);
            if ("First words".equals(moderated(ran))) {
                fail(
                        """
                        %s 7 was moderated, then its author edited the body, and %s ran again. \
                        Readers still see "First words" and should see "Second thoughts". A row \
                        whose shown is already set may have a new body.\
                        """,
                        type, type.task());
            }
            requireShown(ran, "Second thoughts");
        }
    }

    /** Asserts that a type's task says so when its row does not exist, and others do. */
    void assertThatAMissingRowIsReported(List<Type> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            for (long id : List.of(404L, 0L)) {
                emptyTheTables();
                insertAll(id, "Of another  type");
                sql("delete from " + type + " where id = ?", id);
                requireGone(run(type, id, queue, worker));
            }
        }
    }

    /** Asserts that a task does its work by itself, and leaves none to another message. */
    void assertThatTheyHandOverByACall(List<Type> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            emptyTheTables();
            insertAll(7, "By  hand");
            var ran = run(type, 7, queue, worker);
            requireDone(ran.thrown());
            requireHandler(ran);
            var others = ran.tasks().stream().filter(task -> !task.equals(type.task())).toList();
            if (!others.isEmpty() || queue.length() > 0) {
                fail(
                        """
                        %s enqueued another message%s instead of doing the work. So it counts \
                        as done before anything is moderated, the queue carries twice as many \
                        messages, and yesterday's workers do not know the new name. To hand over \
                        is to call a method.\
                        """,
                        type.task(), others.isEmpty() ? "" : ", for the task " + others.get(0));
            }
            requireShown(ran, "By hand");
        }
    }

    /** Asserts that a database that fails once leads to another try, and not to "is gone". */
    void assertThatTroubleIsTriedAgain(List<Type> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            emptyTheTables();
            insertAll(7, "Still  there");
            var read =
                    run(
                            type,
                            7,
                            queue,
                            worker,
                            () -> sql("alter table " + type + " rename to away"),
                            () -> sql("alter table away rename to " + type));
            requireRetry(read, "could not be read");
            emptyTheTables();
            insertAll(7, "Still  there");
            var written =
                    run(
                            type,
                            7,
                            queue,
                            worker,
                            () ->
                                    sql(
                                            "alter table "
                                                    + type
                                                    + " add constraint no_update check (shown is"
                                                    + " null)"),
                            () -> sql("alter table " + type + " drop constraint no_update"));
            requireRetry(written, "could not be written");
        }
    }

    void requireShown(Ran ran, String expected) {
        Requirements.requireShown(ran, moderated(ran), expected);
    }

    /** Asserts that the task changed its own row and nothing else; returns what readers see. */
    String moderated(Ran ran) {
        requireNoHarm(ran);
        var shown = ran.after().get(ran.row()).shown();
        if (shown == null) {
            requireNothingLate(ran);
            fail(
                    """
                    %s ran for %s without an error, but the row is unchanged: readers see nothing. \
                    Was it saved? findById loads the entity outside a transaction, so nothing else \
                    writes it back.\
                    """,
                    ran.type().task(), ran.row());
        }
        return shown;
    }

    /** Fails if another thread begins the work only after the handler has returned. */
    private void requireNothingLate(Ran ran) {
        long end = System.nanoTime() + LATE.toNanos();
        while (System.nanoTime() < end) {
            threadAtWork().ifPresent(name -> failForStranger(ran, name));
            var row = rows().get(ran.row());
            if (row != null && row.shown() != null) {
                fail(
                        """
                        Your code handed %s to a thread of its own: the row was moderated only \
                        after the handler had returned. A handler that returns says "done": if \
                        that thread fails or the process ends, no one tries again, and no one \
                        knows.\
                        """,
                        ran.row());
            }
            Thread.onSpinWait();
        }
    }

    /** The name of another thread that runs code of this step, if there is one. */
    private static Optional<String> threadAtWork() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey() != Thread.currentThread())
                .filter(each -> Stream.of(each.getValue()).anyMatch(ModerationChecks::isOfThisStep))
                .map(each -> each.getKey().getName())
                .findFirst();
    }

    private static boolean isOfThisStep(StackTraceElement frame) {
        return frame.getClassName().startsWith(ModerationChecks.class.getPackageName() + ".");
    }
}
