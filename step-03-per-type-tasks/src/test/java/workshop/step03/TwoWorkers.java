package workshop.step03;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.test.util.AopTestUtils;
import workshop.grading.FieldsOfOneCall;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * Two workers of one process, which one object of the learner's class serves. The second one works
 * while the first one's repository is asked; without a repository there is no such moment, and
 * nothing is asserted.
 */
record TwoWorkers(
        Step03Fixture forum, TaskQueue queue, Object tasks, Function<TaskQueue, Worker> workers) {

    private static final String BODY = "At  once";
    private static final String SHOWN = "At once";

    /**
     * Asserts that a task is not disturbed by one of another type that runs in the middle of it.
     */
    void doNotDisturbEachOther(List<ForumType> types) {
        for (int i = 0; i < types.size(); i++) {
            var type = types.get(i);
            var other = types.get((i + 1) % types.size());
            forum.emptyTheTables();
            forum.insertAll(7, BODY);
            runInTheMiddle(type, other).ifPresent(ran -> requireBothShown(ran, other));
            forum.emptyTheTables();
            forum.insertAll(7, BODY);
            forum.sql("delete from " + type + " where id = 7");
            runInTheMiddle(type, other).ifPresent(ran -> requireItsOwnReason(ran, other));
        }
        requireNothingKept(types.get(0));
    }

    private void requireNothingKept(ForumType type) {
        var kept =
                FieldsOfOneCall.of(
                        AopTestUtils.getUltimateTargetObject(tasks),
                        () -> runAlone(type, 7),
                        () -> runAlone(type, 8));
        if (!kept.isEmpty()) {
            fail(
                    """
                    %s ran for %s 7, for %s 8, and for 7 again, and %s held what belongs to \
                    one of them: %s. Two workers at once overwrite it for each other. %s\
                    """,
                    type.task(),
                    type,
                    type,
                    kept.size() == 1 ? "a field" : "some fields",
                    String.join("; ", kept),
                    lesson());
        }
    }

    private void runAlone(ForumType type, long id) {
        forum.emptyTheTables();
        forum.insertAll(id, BODY);
        forum.run(type, id, queue, workers.apply(queue));
    }

    private static void requireBothShown(Ran ran, ForumType other) {
        var type = ran.type();
        var own = shown(ran, type);
        var others = shown(ran, other);
        if (!SHOWN.equals(own) || !SHOWN.equals(others)) {
            fail(
                    """
                    %s Afterwards readers see %s of %s 7, and %s of %s 7; of both they should see \
                    "%s". %s\
                    """,
                    whatHappened(type, other), own, type, others, other, SHOWN, lesson());
        }
    }

    private static void requireItsOwnReason(Ran ran, ForumType other) {
        var type = ran.type();
        if (!ran.letters().isEmpty()
                && ran.reason().toLowerCase(Locale.ROOT).contains(other.toString())) {
            fail(
                    """
                    %s %s 7 is gone, and %s 7 is there. The dead letter of %s says: %s. %s\
                    """,
                    whatHappened(type, other),
                    type.entity(),
                    other,
                    type.task(),
                    ran.reason(),
                    lesson());
        }
    }

    /**
     * The other worker does its task before the first one's repository has answered. Empty if none
     * was asked.
     */
    private Optional<Ran> runInTheMiddle(ForumType type, ForumType other) {
        var worked = new AtomicBoolean();
        RepositoryCalls.beforeTheNext(
                () -> {
                    elsewhere(() -> work(other));
                    worked.set(true);
                });
        var ran = forum.run(type, 7, queue, workers.apply(queue));
        RepositoryCalls.beforeTheNext(null);
        return Optional.of(ran).filter(any -> worked.get());
    }

    private void work(ForumType type) {
        queue.enqueue(type.task(), 7L, new JsonSerializer());
        workers.apply(queue).drain();
    }

    private static void elsewhere(Runnable work) {
        var thread = new Thread(work, "another-worker");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String shown(Ran ran, ForumType type) {
        return ran.after().get(new Ran.Row(type, 7)).shown();
    }

    private static String whatHappened(ForumType type, ForumType other) {
        return "While %s was at work on %s 7, another worker of the same process did %s."
                .formatted(type.task(), type, other.task());
    }

    private static String lesson() {
        return """
        One object of your class serves all workers of a process: keep what belongs to one message \
        in parameters and local variables, not in a field.\
        """;
    }
}
