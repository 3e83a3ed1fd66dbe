package workshop.step04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workshop.grading.Declares;
import workshop.grading.Exercise;
import workshop.grading.FieldsOfOneCall;
import workshop.grading.queue.FreshQueue;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * A call with one id enqueues it, with the bytes as before. A call with none, with any two or with
 * three throws an IllegalArgumentException that names the ids, and enqueues nothing. Places count,
 * not numbers, and only null says "not given".
 *
 * <p>Free: how the ids are counted, and the words around them.
 */
@Exercise(
        id = "4.2",
        title = "None, or two: an error at the call",
        points = 25,
        stars = 1,
        edit = "ModerationQueue.java")
@ExtendWith(FreshQueue.class)
class ModerationQueueTest {

    private static final Duration LATE = Duration.ofMillis(300);

    private static final String ASSERT =
            " An assert does nothing at all where assertions are off, which is the default.";

    private static final String CALLER = ModerationQueueTest.class.getName();

    @Test
    void a_call_for_one_post_is_enqueued(TaskQueue queue) {
        for (var type : ForumType.values()) {
            for (long id : Step04Fixture.IDS) {
                var ids = type.ids(id);
                var refusal = refusal(queue, ids);
                if (refusal != null) {
                    throw new AssertionError(
                            """
                            %s gives one id, and threw %s. %s\
                            """
                                    .formatted(
                                            call(ids),
                                            Step04Fixture.said(refusal),
                                            whyOneIsRefused(refusal, id)),
                            refusal);
                }
                var bodies = List.of(ids.toString().replace(" ", ""));
                var enqueued = enqueued(queue);
                if (enqueued.isEmpty() && comesLater(queue)) {
                    fail(
                            """
                            %s returned before its message was in the queue. Does your code hand \
                            it to a thread of its own? What goes wrong there reaches no caller: \
                            check and enqueue on the caller's thread.\
                            """,
                            call(ids));
                }
                if (!enqueued.equals(bodies)) {
                    fail(
                            """
                            %s enqueued %s, and should enqueue %s, once: a list of three ids, with \
                            null for each that was not given. The workers know no other form.\
                            """,
                            call(ids),
                            enqueued.isEmpty() ? "nothing" : String.join(" and ", enqueued),
                            bodies.get(0));
                }
            }
        }
    }

    @Test
    void the_same_call_again_is_enqueued_again(TaskQueue queue) {
        var moderation = new ModerationQueue(queue);
        for (int i = 0; i < 2; i++) {
            if (catchThrowable(() -> moderation.moderate(7L, null, null)) != null) {
                return; // other tests say so
            }
        }
        var enqueued = enqueued(queue);
        if (enqueued.size() != 2) {
            fail(
                    """
                    moderate(7, null, null) was called twice, and %d messages were enqueued: %s. \
                    The second call may come after an edit. Each call enqueues one message.\
                    """,
                    enqueued.size(), String.join(" and ", enqueued));
        }
    }

    @Test
    void a_call_is_not_judged_by_those_before_it(TaskQueue queue) {
        var moderation = new ModerationQueue(queue);
        var calls =
                List.of(
                        ForumType.QUESTION.ids(7),
                        ForumType.ANSWER.ids(8),
                        Arrays.<Long>asList(null, null, null),
                        ForumType.COMMENT.ids(9),
                        Arrays.asList(11L, null, 13L),
                        ForumType.QUESTION.ids(7),
                        Arrays.<Long>asList(null, null, null));
        for (int i = 0; i < calls.size(); i++) {
            var ids = calls.get(i);
            var alone = outcome(queue, new ModerationQueue(queue), ids);
            var outcome = outcome(queue, moderation, ids);
            if (!outcome.equals(alone)) {
                fail(
                        """
                        One ModerationQueue was asked for:
                            %s
                        The last of these calls %s. As the first call of a new ModerationQueue, it \
                        %s. Count the ids of each call anew, and keep nothing for the next one.\
                        """,
                        calls.subList(0, i + 1).stream()
                                .map(ModerationQueueTest::call)
                                .collect(joining("\n    ")),
                        outcome,
                        alone);
            }
        }
    }

    @Test
    void one_object_serves_several_requests_at_once(TaskQueue queue) {
        var moderation = new ModerationQueue(queue);
        var kept =
                FieldsOfOneCall.of(
                        moderation,
                        () -> outcome(queue, moderation, ForumType.QUESTION.ids(7)),
                        () -> outcome(queue, moderation, Arrays.asList(8L, 9L, null)));
        if (!kept.isEmpty()) {
            fail(
                    """
                    After a call with one id, after one with two, and after the first one again, a \
                    field of ModerationQueue held what belongs to that call: %s. All requests of a \
                    web process share the object: two calls at once count in one field, and a \
                    right one is refused, or a wrong one passes. Count in a local variable.\
                    """,
                    String.join("; ", kept));
        }
    }

    private static String outcome(TaskQueue queue, ModerationQueue moderation, List<Long> ids) {
        var refusal = catchThrowable(() -> moderation.moderate(ids.get(0), ids.get(1), ids.get(2)));
        var enqueued = enqueued(queue);
        return "%s and enqueued %s"
                .formatted(
                        refusal == null
                                ? "returned"
                                : "threw " + refusal.getClass().getSimpleName(),
                        enqueued.isEmpty() ? "nothing" : String.join(" and ", enqueued));
    }

    private static String whyOneIsRefused(Throwable refusal, long id) {
        if (refusal instanceof IllegalArgumentException && id == Step04Fixture.IDS.get(0)) {
            return "One id is right in each of the three places: count those that are not null.";
        }
        return refusal instanceof NullPointerException
                ? "Two of the three are null, which is no error: it says \"not given\". List.of,"
                        + " Map.of, Set.of, Optional.of and unboxing accept no null."
                : id + " is an id like any other; \"not given\" is null, and nothing else is.";
    }

    static List<List<Long>> callsThatMakeNoSense() {
        return List.of(
                Arrays.asList(null, null, null),
                Arrays.asList(11L, 12L, null),
                Arrays.asList(11L, null, 13L),
                Arrays.asList(null, 12L, 13L),
                Arrays.asList(11L, 12L, 13L),
                Arrays.asList(7L, 7L, null),
                Arrays.asList(7L, null, 7L),
                Arrays.asList(7L, 7L, 7L),
                Arrays.asList(0L, 7L, null),
                Arrays.asList(-1L, null, 7L),
                Arrays.asList(null, 0L, -1L),
                Arrays.asList(Long.MIN_VALUE, null, Long.MAX_VALUE));
    }

    @Test
    void a_call_that_makes_no_sense_is_refused_and_nothing_is_enqueued(TaskQueue queue) {
        for (var ids : callsThatMakeNoSense()) {
            var refusal = requireRefusal(ids, queue);
            requireCaller(ids, refusal);
            if (queue.length() > 0) {
                fail(
                        """
                        After %s was refused, the queue holds %s. The check comes too late: what \
                        is enqueued will run. Nothing may be enqueued before it, nor in a finally.\
                        """,
                        call(ids), enqueued(queue));
            }
        }
    }

    private static Throwable requireRefusal(List<Long> ids, TaskQueue queue) {
        var refusal = refusal(queue, ids);
        if (refusal == null) {
            var enqueued = enqueued(queue);
            fail(
                    """
                    %s gives %s, and %s. Only the caller knows which post was meant, and by the \
                    time a worker finds out, the caller is gone. %s, where the mistake is made.%s\
                    """,
                    call(ids),
                    counts(ids),
                    enqueued.isEmpty()
                            ? "returned, with nothing enqueued: the caller takes it for done"
                            : "enqueued " + String.join(" and ", enqueued),
                    enqueued.isEmpty()
                            ? "Let an IllegalArgumentException out of moderate"
                            : "Throw an IllegalArgumentException here",
                    Declares.asserts(ModerationQueue.class) ? ASSERT : "");
        }
        if (!(refusal instanceof IllegalArgumentException)) {
            throw new AssertionError(
                    """
                    %s threw %s. The method's Javadoc promises an IllegalArgumentException; a \
                    caller who catches that misses this one.\
                    """
                            .formatted(call(ids), Step04Fixture.said(refusal)),
                    refusal);
        }
        return refusal;
    }

    /** How to count, where the numbers may have been taken for something else. */
    private static String counts(List<Long> ids) {
        var given = ids.stream().filter(Objects::nonNull).toList();
        if (given.isEmpty()) {
            return "no id";
        }
        var count = given.size() + " ids";
        if (Set.copyOf(given).size() < given.size()) {
            return count + " (each filled place counts, even with the same number)";
        }
        return given.stream().allMatch(id -> id > 0)
                ? count
                : count + " (only null means \"not given\")";
    }

    private static void requireCaller(List<Long> ids, Throwable refusal) {
        if (Stream.of(refusal.getStackTrace())
                .noneMatch(frame -> frame.getClassName().startsWith(CALLER))) {
            throw new AssertionError(
                    """
                    %s threw an exception that was made on another thread: its stack trace does \
                    not show who called. Throw it here, on the caller's thread.\
                    """
                            .formatted(call(ids)),
                    refusal);
        }
    }

    @Test
    void the_error_says_what_was_given(TaskQueue queue) {
        for (var ids :
                List.of(
                        Arrays.<Long>asList(null, null, null),
                        Arrays.asList(1101L, null, 1303L),
                        Arrays.asList(1101L, 1202L, null),
                        Arrays.asList(null, -5L, 0L),
                        Arrays.asList(21L, 32L, 43L))) {
            var refusal = requireRefusal(ids, queue);
            var message = String.valueOf(refusal.getMessage());
            ids.stream()
                    .filter(Objects::nonNull)
                    .filter(id -> !Step04Fixture.names(message, id))
                    .forEach(
                            id ->
                                    fail(
                                            """
                                            %s was refused with the message: %s
                                            Its reader has no debugger: %s.\
                                            """,
                                            call(ids), message, missing(message, id)));
        }
    }

    @Test
    void the_error_tells_not_given_from_an_id(TaskQueue queue) {
        for (var ids :
                List.of(
                        Arrays.asList(7L, 8L, null),
                        Arrays.asList(7L, null, 9L),
                        Arrays.asList(null, 8L, 9L))) {
            for (long other : List.of(0L, -1L)) {
                var three = ids.stream().map(id -> id == null ? other : id).toList();
                var message = String.valueOf(requireRefusal(ids, queue).getMessage());
                if (message.equals(requireRefusal(three, queue).getMessage())) {
                    fail(
                            """
                            %s and %s were refused with the same message: %s
                            %d is an id like any other. Its reader looks for a post that no one \
                            named: show what was not given as null, or leave it out.\
                            """,
                            call(ids), call(three), message, other);
                }
            }
        }
    }

    private static String missing(String message, long id) {
        return message.contains(String.valueOf(id))
                ? "%d cannot be told from what is next to it. Put something between the ids"
                        .formatted(id)
                : "name the ids that came. %d is not there".formatted(id);
    }

    private static String call(List<Long> ids) {
        return "moderate(%d, %d, %d)".formatted(ids.get(0), ids.get(1), ids.get(2));
    }

    private static Throwable refusal(TaskQueue queue, List<Long> ids) {
        var moderation = new ModerationQueue(queue);
        return catchThrowable(() -> moderation.moderate(ids.get(0), ids.get(1), ids.get(2)));
    }

    /** Whether a message comes although the call has returned; only a red test waits for it. */
    private static boolean comesLater(TaskQueue queue) {
        long end = System.nanoTime() + LATE.toNanos();
        while (queue.length() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return queue.length() > 0;
    }

    /** Empties the queue, and returns the body of each message for the task. */
    private static List<String> enqueued(TaskQueue queue) {
        var enqueued = new ArrayList<String>();
        int dead = queue.deadLetters().size();
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle(
                        "moderate",
                        (payload, message) -> enqueued.add(new String(message.body(), UTF_8)))
                .drain();
        queue.deadLetters().stream()
                .skip(dead)
                .map(letter -> "a message for the task \"" + letter.task() + "\"")
                .forEach(enqueued::add);
        return enqueued;
    }
}
