package workshop.step04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.forum.Moderation;
import workshop.grading.Exercise;
import workshop.grading.sql.Trouble;
import workshop.queue.Discard;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.step04.Ran.Row;

/**
 * The list holds a question's id, an answer's and a comment's, in this order. One is given: that
 * post is moderated, and no other row changes or is asked for. Only null says "not given". No id,
 * more than one, and a post that is gone are refused at once, with a reason. Any other trouble is
 * tried again.
 *
 * <p>Free: how the branches are written, the words of a reason, one more statement for the row.
 */
@Exercise(
        id = "4.1",
        title = "Three ids, one chain, one bug",
        points = 25,
        stars = 2,
        edit = "ModerationTask.java")
class ModerationTaskTest extends Step04Fixture {

    /** A load and an update; {@code save} may look at the row once more. */
    private static final int MOST_STATEMENTS = 3;

    private static final String MODERATED_SEVERAL =
            """
            A message is for one post. One with several ids is a mistake of its sender, and must \
            change nothing: refuse it with a Discard before you look for any post.\
            """;

    private static final String NO_DISCARD =
            "Throw a Discard only for what can never succeed, and let any other exception out.";

    private static final String GIVES_UP =
            "Your code let the exception out, but your worker gives up too early: leave its"
                    + " maxDeliveries as it is.";

    @Autowired private ModerationTask task;

    /** The number of this job; some number, should the task be no Job any more. */
    private long jobs() {
        return (Object) task instanceof Job job ? job.id : 1;
    }

    @Test
    void the_post_that_is_asked_for_is_moderated_and_no_other_row(TaskQueue queue) {
        for (var type : ForumType.values()) {
            for (var body : List.of("Why is the  sky blue?", " Visit my casino ", "Tidy.", "")) {
                emptyTheTables();
                insertAll(jobs(), "An  innocent row");
                insertAll(5_000_000_000L, body);
                insertAll(12, "Another  row");
                var ran = run(type.ids(5_000_000_000L), queue, task.worker(queue));
                assertModerated(type, 5_000_000_000L, ran);
            }
        }
    }

    @Override
    String wrongRow(Row asked, Row changed, Ran ran) {
        if (changed.id() != jobs() || ran.changed().contains(asked)) {
            return super.wrongRow(asked, changed, ran);
        }
        return """
        moderate was asked for %s and moderated %s. Where does the %d come from? It is not one of \
        your parameters. In Python, the article's pk=id passes the builtin function id, and Django \
        refuses it. Here, id is inherited from Job and is a number, so nothing complains. Look at \
        what the branch for %ss passes to findById.\
        """
                .formatted(asked, changed, jobs(), asked.type());
    }

    @Test
    void every_number_is_an_id_and_only_null_means_not_given(TaskQueue queue) {
        for (var type : ForumType.values()) {
            for (long id : IDS) {
                emptyTheTables();
                insertAll(id, "Imported  from an old forum");
                assertModerated(type, id, run(type.ids(id), queue, task.worker(queue)));
            }
        }
    }

    @Test
    void a_post_that_was_moderated_before_is_moderated_again(TaskQueue queue) {
        for (var type : ForumType.values()) {
            for (var shown : List.of("First words", Moderation.clean("casino"))) {
                emptyTheTables();
                insertAll(7, "Second  thoughts");
                sql("update %s set shown = '%s'".formatted(type, shown));
                assertModerated(type, 7, run(type.ids(7), queue, task.worker(queue)));
            }
        }
    }

    @Test
    void a_missing_post_is_reported(TaskQueue queue) {
        insertAll(jobs(), "An  innocent row");
        for (var type : ForumType.values()) {
            for (long id : List.of(404L, -3L)) {
                insertAll(id, "Of another  type");
                delete(type, id);
                requireGone(type, id, run(type.ids(id), queue, task.worker(queue)));
                Stream.of(ForumType.values()).forEach(other -> delete(other, id));
            }
        }
    }

    private void requireGone(ForumType type, long id, Ran ran) {
        requireDone(ran.thrown());
        for (var other : ran.changed()) {
            fail(
                    """
                    The message %s asks for %s %d, which does not exist, and %s was moderated, for \
                    which no one had asked. %s\
                    """,
                    ran.message(),
                    type,
                    id,
                    other,
                    other.id() == jobs()
                            ? "%d is the number of this job, inherited from Job: which id does your"
                                            .formatted(jobs())
                                    + " query take?"
                            : "An id in another place is another type's: do not look on there.");
        }
        requireNoStranger(type + " " + id, ran);
        if (ran.letters().isEmpty()) {
            fail(
                    """
                    The message %s asks for %s %d, which does not exist. The task returned, so the \
                    message counts as done, and no one will ever know: throw a Discard that says \
                    what is gone.\
                    """,
                    ran.message(), type, id);
        }
        requireOneTry(ran, "A retry does not bring the row back");
        if (!ran.asked(type).isEmpty()) {
            fail(
                    """
                    The message %s asks for %s %d, and your task looked into the table %s, too. \
                    The place in the list says whose id it is.\
                    """,
                    ran.message(), type, id, ran.asked(type).get(0));
        }
        if (!ran.reason().toLowerCase(Locale.ROOT).contains(type.toString())
                || !names(ran.reason(), id)) {
            fail(
                    """
                    The message %s asks for %s %d, which does not exist. The dead letter says: %s
                    Whoever reads it at night needs the type and the id that were asked for, as in \
                    "%s %d is gone."%s\
                    """,
                    ran.message(),
                    type,
                    id,
                    ran.reason(),
                    type.entity(),
                    id,
                    names(ran.reason(), jobs())
                            ? " %d is the number of this job.".formatted(jobs())
                            : "");
        }
    }

    private static void requireOneTry(Ran ran, String why) {
        var letter = ran.letters().get(0);
        if (letter.deliveries() != 1) {
            throw failure(
                    "The message %s was tried %d times. %s: %s. The dead letter says: %s"
                            .formatted(
                                    ran.message(),
                                    letter.deliveries(),
                                    why,
                                    isWrapped(ran.thrown())
                                            ? "your Discard must come out as it is, and not inside"
                                                    + " another exception"
                                            : "throw a Discard",
                                    ran.reason()),
                    ran.thrown());
        }
    }

    private static boolean isWrapped(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .anyMatch(Discard.class::isInstance);
    }

    static List<List<Long>> callsThatMakeNoSense() {
        return List.of(
                Arrays.asList(null, null, null),
                Arrays.asList(7L, 8L, null),
                Arrays.asList(7L, null, 8L),
                Arrays.asList(null, 7L, 8L),
                Arrays.asList(7L, 8L, 9L),
                Arrays.asList(7L, 7L, null),
                Arrays.asList(7L, 7L, 7L),
                Arrays.asList(0L, 7L, null),
                Arrays.asList(null, 7L, 0L),
                Arrays.asList(-1L, null, 7L),
                Arrays.asList(0L, -1L, null),
                Arrays.asList(null, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void a_message_that_makes_no_sense_is_refused_with_a_reason(TaskQueue queue) {
        var gone = run(ForumType.QUESTION.ids(404), queue, task.worker(queue));
        requireDone(gone.thrown());
        for (long id : List.of(7L, 8L, 9L, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)) {
            insertAll(id, "Who,  me?");
        }
        for (var ids : callsThatMakeNoSense()) {
            requireRefusal(ids, run(ids, queue, task.worker(queue)), gone);
        }
    }

    private void requireRefusal(List<Long> ids, Ran ran, Ran gone) {
        long given = ids.stream().filter(id -> id != null).count();
        if (!ran.changed().isEmpty()) {
            fail(
                    "The message said %s, and your worker moderated %s. %s",
                    ran.message(),
                    ran.changed().stream().map(Row::toString).collect(joining(" and ")),
                    ran.changed().size() > 1 ? MODERATED_SEVERAL : guessed(ids, given));
        }
        requireNoStranger(ran.message(), ran);
        if (ran.letters().isEmpty()) {
            fail(
                    """
                    The message %s gives %s. The task returned, so it counts as done, and no one \
                    will ever know. Throw a Discard that says which ids came.\
                    """,
                    ran.message(), given == 0 ? "no id" : given + " ids");
        }
        requireOneTry(ran, "It says the same every time, so a retry is no use");
        var reason = ran.reason();
        if (!(ran.thrown() instanceof Discard) || reason.replaceAll("\\P{L}", "").length() < 4) {
            fail("The message %s was refused without a reason in words: \"%s\"", ids, reason);
        }
        if (!gone.letters().isEmpty() && bare(reason).equals(bare(gone.reason()))
                || reason.matches("(?is).*\\bis gone\\b.*")) {
            fail(
                    """
                    The message %s gives %s: there is nothing to look for, so nothing can be gone. \
                    The dead letter says: %s
                    Say which ids came.\
                    """,
                    ran.message(), given == 0 ? "no id" : given + " ids", reason);
        }
        if (!ran.statements().isEmpty()) {
            fail(
                    """
                    The message %s gives %d ids, and it was refused only after this query: %s
                    Count what is given before you look for anything.\
                    """,
                    ran.message(), given, ran.statements().get(0));
        }
    }

    private static String guessed(List<Long> ids, long given) {
        var guess =
                "It cannot know which of the %d ids was meant: a guess is worse than a refusal."
                        .formatted(given);
        if (ids.stream().filter(Objects::nonNull).distinct().count() < given) {
            return guess + " Each place that is not null counts, even if two hold the same number.";
        }
        return ids.stream().anyMatch(id -> id != null && id <= 0)
                ? guess + " 0 and -1 are ids like any other; \"not given\" is null."
                : guess;
    }

    /** A reason without ids and types: what is left of it says what happened. */
    private static String bare(String reason) {
        return reason.toLowerCase(Locale.ROOT)
                .replaceAll("-?\\d+|\\b(null|post|question|answer|comment)\\b|[^\\p{L}]+", " ")
                .strip()
                .replaceAll(" +", " ");
    }

    @Test
    void a_text_or_a_fraction_never_moderates_a_post(TaskQueue queue) {
        insertAll(7, "Who,  me?");
        for (var payload : List.of("[\"7\",null,null]", "[null,7.9,null]", "[null,null,\"7\"]")) {
            var ran = run(payload.getBytes(UTF_8), queue, task.worker(queue));
            requireDone(ran.thrown());
            if (!ran.changed().isEmpty()) {
                fail(
                        """
                        The message %s moderated %s. An id is a whole number, which arrives as \
                        Long; anything else is no one's id.\
                        """,
                        payload, ran.changed().get(0));
            }
        }
    }

    @Test
    void a_post_is_loaded_and_updated_and_that_is_all(TaskQueue queue) {
        for (var type : ForumType.values()) {
            emptyTheTables();
            insertAll(7, "What does it  cost?");
            var ran = run(type.ids(7), queue, task.worker(queue));
            assertModerated(type, 7, ran);
            if (ran.statements().size() > MOST_STATEMENTS || !ran.asked(type).isEmpty()) {
                fail(
                        """
                        One %s took %d SQL statements. A load and an update in one transaction are \
                        enough, and only in its own table:
                        %s\
                        """,
                        type, ran.statements().size(), String.join("\n", ran.statements()));
            }
            long loads = ran.statements().stream().filter(sql -> sql.startsWith("select")).count();
            if (loads > 1 && !hasBegunATransaction()) {
                fail(
                        """
                        Your task began no transaction. So findById loaded the %s in one of its \
                        own, and save loaded it once more and wrote it in another:
                        %s
                        What an author saves between the two is overwritten. Do all of it in one \
                        transaction, as the starter does.\
                        """,
                        type, String.join("\n", ran.statements()));
            }
        }
    }

    @Test
    void trouble_with_the_database_is_tried_again(TaskQueue queue) {
        for (var type : ForumType.values()) {
            troubles(type).forEach(trouble -> requireRetry(type, trouble, queue));
        }
    }

    private void requireRetry(ForumType type, Trouble trouble, TaskQueue queue) {
        emptyTheTables();
        insertAll(7, "Still  there");
        var message = type.ids(7).toString();
        queue.enqueue(Message.of("moderate", "application/json", message.getBytes(UTF_8)));
        var ran = drained(message, queue, task.worker(queue), trouble);
        requireDone(ran.thrown());
        if (ran.letters().isEmpty()) {
            if (!"Still there".equals(ran.after().get(new Row(type, 7)).shown())) {
                fail(
                        """
                        %s for a moment, and your task returned as if it had moderated %s 7. The \
                        message counts as done, and no one tries again: let the exception out.\
                        """,
                        trouble.what(), type);
            }
            return;
        }
        throw failure(
                """
                %s for a moment. The message for %s 7 became a dead letter on \
                delivery %d, and it says: %s
                The row is there, and a second try would have succeeded. %s\
                """
                        .formatted(
                                trouble.what(),
                                type,
                                ran.letters().get(0).deliveries(),
                                brief(ran.reason()),
                                ran.reason().startsWith("Failed once") ? GIVES_UP : NO_DISCARD),
                ran.thrown(),
                null);
    }
}
