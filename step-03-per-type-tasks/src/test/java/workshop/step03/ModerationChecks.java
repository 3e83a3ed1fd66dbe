package workshop.step03;

import static org.assertj.core.api.Assertions.fail;
import static workshop.step03.Requirements.failForStranger;
import static workshop.step03.Requirements.requireDone;
import static workshop.step03.Requirements.requireGone;
import static workshop.step03.Requirements.requireHandler;
import static workshop.step03.Requirements.requireNoHarm;
import static workshop.step03.Requirements.requireNotCalledGone;
import static workshop.step03.Requirements.requireRetry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.forum.Moderation;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** What every design of this step must do, for the types that it is given. */
abstract class ModerationChecks extends Step03Fixture {

    /** Ids like any other: databases accept all of them. */
    private static final List<Long> IDS =
            List.of(7L, 0L, -1L, 5_000_000_000L, (1L << 53) + 1, Long.MAX_VALUE);

    /** How long to look for a late thread; only a red test waits so long. */
    static final Duration LATE = Duration.ofMillis(300);

    /** Asserts that each task loads and changes one row of one table, for any id. */
    void assertThatEachChangesItsRowOnly(
            List<ForumType> types, String body, String shown, TaskQueue queue, Worker worker) {
        for (var type : types) {
            for (long id : IDS) {
                emptyTheTables();
                insertAll(id, body);
                insertNeighbours(type, id, body);
                var ran = run(type, id, queue, worker);
                requireShown(ran, shown);
                Requirements.requireFrugal(ran);
            }
        }
    }

    /** Other rows of the table, one of them with the same body. */
    private void insertNeighbours(ForumType type, long id, String body) {
        insert(type, id == Long.MAX_VALUE ? Long.MIN_VALUE : id + 1, body);
        insert(type, id - 1, "A row  beside it");
        for (long neighbour = 21; neighbour < 27; neighbour++) {
            insert(type, neighbour, "A row  beside it");
        }
    }

    /** Asserts that readers see what the rules make of a body, however plain or long it is. */
    void assertThatEveryBodyIsShown(
            List<ForumType> types, Map<String, String> shown, TaskQueue queue, Worker worker) {
        for (var type : types) {
            for (var body : shown.keySet()) {
                emptyTheTables();
                insertAll(7, body);
                requireShown(run(type, 7, queue, worker), shown.get(body));
            }
        }
    }

    /** Asserts that a body that was edited is moderated again; both end with this text. */
    void assertThatAnEditIsModeratedAgain(
            List<ForumType> types, String end, TaskQueue queue, Worker worker) {
        var second = "Second  thoughts" + end;
        for (var type : types) {
            requireModeratedAgain(type, "First  words" + end, second, queue, worker);
            requireModeratedAgain(type, "A hidden  casino" + end, second, queue, worker);
        }
    }

    private void requireModeratedAgain(
            ForumType type, String first, String second, TaskQueue queue, Worker worker) {
        emptyTheTables();
        insertAll(7, first);
        requireShown(run(type, 7, queue, worker), cleanCut(first));
        sql("update " + type + " set body = ? where id = 7", second);
        var ran = run(type, 7, queue, worker);
        if (moderated(ran).equals(cleanCut(first))) {
            fail(
                    """
                    %s 7 was moderated, then its author edited the body, and %s ran again. \
                    Readers still see "%s" and should see "%s". %s\
                    """,
                    type,
                    type.task(),
                    cleanCut(first),
                    cleanCut(second),
                    whyUnedited(type, queue, worker));
        }
        requireShown(ran, cleanCut(second));
    }

    /** A task that skips the row leaves its shown as it is; one that starts from it tidies it. */
    private String whyUnedited(ForumType type, TaskQueue queue, Worker worker) {
        sql("update " + type + " set shown = 'Third  words' where id = 7");
        var shown = run(type, 7, queue, worker).after().get(new Ran.Row(type, 7)).shown();
        return "Third words".equals(shown)
                ? "Your code cleans what is in shown: what readers see is made of the body each"
                        + " time."
                : "A row whose shown is already set may have a new body.";
    }

    /** What 3.2 makes of a text. */
    static String cleanCut(String body) {
        return Moderation.clean(Links.cut(body));
    }

    /** Asserts that a type's task says so when its row does not exist, and others do. */
    void assertThatAMissingRowIsReported(List<ForumType> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            for (long id : List.of(404L, 0L, 5_000_000_404L)) {
                emptyTheTables();
                insertAll(id, "Of another  type");
                sql("delete from " + type + " where id = ?", id);
                insertNeighbours(type, id, "A row  beside it");
                requireGone(run(type, id, queue, worker), this::runAgain);
            }
        }
    }

    /** Asserts that a task does its work by itself, and leaves none to another message. */
    void assertThatTheyHandOverByACall(List<ForumType> types, TaskQueue queue, Worker worker) {
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
                        type.task(),
                        others.isEmpty() ? "" : ", for the task " + others.get(0) + ",");
            }
            requireShown(ran, "By hand");
        }
    }

    /** Asserts that a database that fails once leads to another try, and not to "is gone". */
    void assertThatTroubleIsTriedAgain(List<ForumType> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            for (var trouble : troubles(type)) {
                emptyTheTables();
                insertAll(7, "Still  there");
                var ran = run(type, queue, worker, trouble, false);
                requireRetry(ran, trouble.what());
            }
        }
    }

    /** Asserts that no dead letter says of a row that it is gone when it is there. */
    void assertThatLastingTroubleIsNotCalledGone(
            List<ForumType> types, TaskQueue queue, Worker worker) {
        for (var type : types) {
            emptyTheTables();
            var gone = run(type, 7, queue, worker);
            requireGone(gone, this::runAgain);
            for (var trouble : troubles(type)) {
                emptyTheTables();
                insertAll(7, "Still  there");
                var ran = run(type, queue, worker, trouble, true);
                requireNotCalledGone(ran, gone, trouble.what());
            }
        }
    }

    void requireShown(Ran ran, String expected) {
        Requirements.requireShown(ran, moderated(ran), expected);
    }

    /** Asserts that the task changed its own row and nothing else; returns what readers see. */
    String moderated(Ran ran) {
        requireNoHarm(ran, this::runAgain);
        var shown = ran.after().get(ran.row()).shown();
        if (shown == null) {
            requireNothingLate(ran);
            if (ran.statements().isEmpty()) {
                fail(
                        """
                        %s returned for %s, JPA sent no SQL for it, and readers see nothing. Does \
                        your code remember ids from messages before this one? An id comes again, \
                        after an edit or in another table.\
                        """,
                        ran.type().task(), ran.row());
            }
            if (ran.before().get(ran.row()).body().isBlank()) {
                fail(
                        """
                        %s ran for %s, whose body is blank, and shown is still null. Blank is a \
                        text like any other, and the rules make an empty one of it: store that, or \
                        readers of an edited text go on seeing the old one.\
                        """,
                        ran.type().task(), ran.row());
            }
            if (cleanCut(ran.before().get(ran.row()).body())
                    .equals(ran.before().get(ran.row()).body())) {
                fail(
                        """
                        %s ran for %s, whose body is "%s". The rules leave it as it is, but shown \
                        is still null, so readers see nothing: store the text in shown all the \
                        same.\
                        """,
                        ran.type().task(), ran.row(), ran.before().get(ran.row()).body());
            }
            fail(
                    """
                    %s ran for %s without an error, but the row is unchanged: readers see nothing. \
                    %s\
                    """,
                    ran.type().task(), ran.row(), Unsaved.why(ran, this::writtenLate));
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
