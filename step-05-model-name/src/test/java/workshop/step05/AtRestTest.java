package workshop.step05;

import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.util.ReflectionTestUtils;
import workshop.elsewhere.Bulletin;
import workshop.forum.Moderation;
import workshop.grading.Exercise;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;
import workshop.queue.Message;

/**
 * One save of a new text is one run of the task, and the task's own save is no news. Every new text
 * is heard: an edit that moderation shows alike, a merged one, one that takes the last one back
 * within a persistence context, one in the same transaction as a moderation. A save that changes
 * only what moderation writes is no news. What concerns one save concerns no other. Readers see the
 * old text until the task has run.
 */
@Exercise(
        id = "5.6",
        title = "The task that saves comes to rest",
        points = 10,
        stars = 2,
        edit = "Moderated.java")
@Step05Test
class AtRestTest {

    private static final String TIDY = "Why is the sky blue?";

    private final Step05Fixture forum;
    private final ModerateTask task;
    private final TaskRuns then;
    private boolean remarked;

    AtRestTest(Step05Fixture forum, ModerateTask task) {
        this.forum = forum;
        this.task = task;
        this.then = new TaskRuns(forum, task);
    }

    @Test
    void the_task_that_saves_does_not_set_itself_off_for_ever() {
        for (var text : List.of("  Why is   the sky blue? ", TIDY, "All spam.", "")) {
            var question = then.saved(new Question(text));

            then.runsOnce(
                    "A question was saved: \"%s\".%s"
                            .formatted(
                                    text,
                                    text.isEmpty() ? " An empty text is a new one, too." : ""));
            then.shows(question, Moderation.clean(text));
            then.keeps(question, text);
            Check.that(
                    then.now(question).getModeratedAt() != null,
                    "The task moderated \"%s\", but the time is not in the row: moderated() must"
                            + " store it, too.",
                    text);
        }
    }

    @Test
    void every_edit_is_moderated_again() {
        var question = then.moderated(new Question("Why is it?"));
        then.edited(question, "Who was it?", "");
        then.edited(question, "Why is it?", "");
        then.edited(
                question, "Why is   it?", " Moderation shows both texts alike, but they differ.");
        then.edited(
                question,
                "Why is it?",
                " Readers saw that text already; from the author it is new.");
        then.edited(question, "Why is   it?", "");
        then.edited(question, "Who is   it?", " Both texts have the same length, but they differ.");
        then.edited(question, "Buy spam!", "");
        then.edited(question, "To the casino!", " Both are hidden, but the texts differ.");
        then.edited(
                question, "Why is it?", " The question had this text before, but not just before.");
        then.edited(question, "WHY is it?", " They differ in upper and lower case.");
        then.edited(question, "WHY is it? ", " They differ in a blank at the end.");
        then.edited(question, "caf\u00e9", "");
        then.edited(question, "cafe\u0301", " They look alike, but the characters differ.");
        then.edited(question, "", " Its author took all of it back, and readers should know.");
        then.edited(question, " ", " One is empty, the other a blank.");
        then.edited(question, "AaAa", "");
        then.edited(question, "BBBB", " They differ, but have the same hashCode().");
        var most = "It is so. ".repeat(25);
        then.edited(question, most + "No", "");
        then.edited(question, most + "Yo", " They differ in one letter near the end.");
    }

    @Test
    void readers_see_the_old_text_until_the_task_has_run() {
        var fresh = forum.saved(new Question("Buy   spam!"));
        Check.that(
                then.now(fresh).getShown() == null,
                """
                An author saved a new question, and no task has run yet. Readers should see \
                nothing of it (getShown() is null), but they see %s: no one has looked at that \
                text.\
                """,
                TaskRuns.quoted(then.now(fresh).getShown()));
        var question = then.moderated(new Question("Why?"));
        forum.edit(question, "Why   not?");

        Check.that(
                "Why?".equals(then.now(question).getShown()),
                """
                An author changed the text, and no task has run yet. Readers should still see \
                "Why?", but they see %s: an edit must leave the shown text to the task.\
                """,
                TaskRuns.quoted(then.now(question).getShown()));
    }

    @Test
    void an_edit_of_a_detached_object_is_moderated_again() {
        var question = then.moderated(new Question("Why?"));
        var detached = then.now(question);
        detached.setBody("Why spam?");
        forum.inTransaction(em -> em.merge(detached));

        then.runsOnce(
                """
                A question was loaded in one transaction, its text was changed after that, and \
                another transaction merged it. JPA copies the changed text into a second object; \
                what a setter noted in the first one stays behind.\
                """);
        then.shows(question, Moderation.clean("Why spam?"));
    }

    /** As with open-in-view: the objects stay from one transaction to the next. */
    @Test
    void in_one_persistence_context_the_way_back_is_heard() {
        var question = then.moderated(new Question("zero"));
        forum.edit(question, "A");
        forum.asked();
        forum.inOnePersistenceContext(
                () -> {
                    forum.edit(question, "B");
                    then.heard(
                            question,
                            "In one persistence context the text went from \"A\" to \"B\".");
                    forum.edit(question, "A");
                    then.heard(
                            question,
                            """
                            In one persistence context the text went from "A" to "B", and in the \
                            next transaction back to "A". Loading is not the only moment at which \
                            object and row agree: each write is one, too.\
                            """);
                });
    }

    @Test
    void in_the_persistence_context_that_inserted_it_the_task_comes_to_rest_too() {
        forum.inOnePersistenceContext(
                () -> {
                    forum.saved(new Question(TIDY));
                    then.runsOnce(
                            """
                            A question was saved, and the task ran in the same persistence \
                            context. The object was never loaded there: it was written.\
                            """);
                });
    }

    @Test
    void an_edit_beside_a_moderation_in_one_transaction_is_heard() {
        var question = then.moderated(new Question("Why?"));
        forum.inTransaction(
                em -> {
                    var post = em.find(Question.class, question.getId());
                    post.moderated("Why?", Instant.now());
                    post.setBody("Why   spam?");
                });
        then.moderate();
        then.shows(
                question,
                Moderation.clean("Why   spam?"),
                """
                One transaction stored a moderation of the old text, and changed the text. A save \
                that stores a moderation may also store a new text: compare texts.\
                """);

        forum.inTransaction(
                em -> {
                    var post = em.find(Question.class, question.getId());
                    post.setBody("Why   not?");
                    post.moderated(Moderation.clean("Why   not?"), Instant.now());
                });
        then.moderate();
        then.shows(
                question,
                Moderation.clean("Why   not?"),
                "One transaction changed the text, and stored the moderation of the new one.");
    }

    @Test
    void an_edit_beside_a_shown_text_that_was_set_by_hand_is_heard() {
        var question = then.moderated(new Question("Why?"));
        forum.inTransaction(
                em -> {
                    var post = em.find(Question.class, question.getId());
                    post.setBody("Why   now?");
                    post.setShown("(by hand)");
                });
        then.moderate();
        then.shows(
                question,
                "Why now?",
                "One transaction changed the text, and set by hand what readers see.");
    }

    @Test
    void another_post_that_the_task_itself_saves_is_heard() {
        forum.saved(new Question("Why?"));
        then.moderate(this::moderateAndRemark);
        var remark = forum.see(em -> em.createQuery("from Comment", Comment.class).getResultList());

        Check.that(
                remark.size() == 1 && remark.get(0).getModeratedAt() != null,
                """
                The task's own transaction moderated a question and saved a new comment. No task \
                ran for the comment.%s
                What silences the task's own save must not silence what else its transaction or \
                its thread saves.\
                """,
                forum.deadLetters());
    }

    private void moderateAndRemark(Object payload, Message message) {
        forum.inTransactionOf(
                ModerateTask.class,
                em -> {
                    task.handle(payload, message);
                    if (!remarked) {
                        em.persist(new Comment("The task was here."));
                    }
                    remarked = true;
                });
    }

    @Test
    void a_save_that_leaves_the_text_alone_is_no_news() {
        var question = then.moderated(new Question("Why?"));
        forum.inTransaction(em -> em.find(Question.class, question.getId()).setShown("(by hand)"));
        then.notHeard(
                """
                The row was loaded into a new object, and what readers see was set by hand; the \
                text stayed as it was.\
                """);
        forum.inTransaction(em -> em.find(Question.class, question.getId()).setShown(null));
        then.notHeard(
                """
                A moderator took a question down (its shown is null); the text stayed as it was. \
                If that asks for the task, the task puts the text up again.\
                """);
        var detached = then.now(question);
        // Not by the setter: whether to set the same text is news is free.
        ReflectionTestUtils.setField(detached, "body", new String(detached.getBody()));
        detached.setShown("(by hand)");
        forum.inTransaction(em -> em.merge(detached));
        then.notHeard(
                """
                A form came back with the text as it was, and with another shown text; a detached \
                object made of it was merged. JPA copies the text into the loaded one: another \
                String, and the same letters.\
                """);
        forum.inTransaction(
                em ->
                        em.find(Question.class, question.getId())
                                .moderated("Why?", Instant.now().plusSeconds(60)));
        then.notHeard("A moderation was stored once more; the text stayed as it was.");
    }

    @Test
    void the_clock_of_another_machine_decides_nothing() {
        for (int minutes : List.of(60, -60)) {
            var question = then.moderated(new Question("Why?"));
            forum.inTransaction(
                    em ->
                            em.find(Question.class, question.getId())
                                    .moderated("Why?", Instant.now().plusSeconds(minutes * 60L)));
            var worker = minutes > 0 ? "an hour fast" : "an hour slow";
            then.notHeard(
                    "A worker whose clock is %s stored a moderation; the text stayed as it was."
                            .formatted(worker));
            forum.edit(question, "Why   now?");
            then.heard(
                    question,
                    "A worker whose clock is %s moderated a question. Then its text was changed."
                            .formatted(worker));
        }
    }

    @Test
    void another_row_with_the_same_id_is_heard() {
        var question = forum.insert(500, new Question("Why?"));
        var answer = forum.insert(500, new Answer("Because."));
        forum.edit(question, "Why   so?");
        then.moderate();
        forum.edit(answer, "Because   of that.");
        then.heard(answer, "Question 500 was moderated; then the text of Answer 500 was changed.");
        forum.edit(question, "Why then?");
        then.heard(question, "Question 500 was moderated; then its text was changed again.");
        forum.edit(question, "The same.");
        then.moderate();
        forum.edit(answer, "The same.");
        then.heard(
                answer,
                """
                Question 500 was moderated; then the text of Answer 500 was changed to the same \
                words. Two models may have the same id and the same text, and they are two rows.\
                """);
    }

    @Test
    void another_row_with_the_same_text_is_heard() {
        var question = then.moderated(new Question("Why?"));
        for (var other : List.of(new Answer("Why?"), new Question("Why?"))) {
            forum.saved(other);
            then.heard(
                    other,
                    """
                    A question "Why?" was moderated. Then another post with the same text was \
                    saved.\
                    """);
        }
        var bulletin = then.moderated(new Bulletin("Why?"));
        var twin = forum.saved(new Bulletin("Why?"));
        then.heard(
                twin,
                """
                A bulletin "Why?" was moderated. Then another one with the same text was saved. \
                Bulletins with the same text are equal, and still they are two rows.\
                """);
        then.keeps(bulletin, "Why?");
        var answer = forum.saved(new Answer("Because."));
        forum.asked();
        forum.inTransaction(
                em -> {
                    var post = em.find(Question.class, question.getId());
                    em.find(Answer.class, answer.getId());
                    post.moderated("Why?", Instant.now());
                });
        then.notHeard(
                """
                One transaction loaded a question and an answer, and stored a moderation of the \
                question. Neither text was changed.\
                """);
    }

    @Test
    void a_task_that_failed_leaves_nothing_switched_off() {
        saveATextThatBreaksModeration();
        then.moderate();
        var next = forum.saved(new Answer("It scatters."));
        then.heard(
                next,
                """
                A task failed. Then, on the same thread, an answer was saved. Whatever the task \
                switched off for its own save is still off: only the row can say whether a save is \
                news.\
                """);
        var silent = forum.saved(new Question(null));
        forum.asked();
        forum.edit(silent, "Why?");
        then.heard(silent, "A question had no text (null), and its author wrote one.");
    }

    @Test
    void an_edit_that_was_rolled_back_is_heard_when_it_is_made_again() {
        var question = then.moderated(new Question("Why?"));
        forum.rolledBack(
                em -> {
                    em.find(Question.class, question.getId()).setBody("Why   not?");
                    em.flush();
                });
        forum.asked();
        forum.edit(question, "Why   not?");
        then.heard(
                question,
                """
                An edit was written and rolled back. Then it was made again, and committed. What \
                was remembered at the first write is no longer in the row.\
                """);
    }

    @Test
    void a_task_that_was_rolled_back_leaves_nothing_switched_off() {
        var question = forum.saved(new Question("Why?"));
        forum.moderation()
                .worker((payload, message) -> forum.rolledBack(em -> task.handle(payload, message)))
                .drain();
        var next = forum.saved(new Answer("It scatters."));
        then.heard(
                next,
                """
                A task's transaction was rolled back. Then, on the same thread, an answer was \
                saved. The rollback wrote nothing, so no save reset what the task had set: only \
                the row can say whether a save is news.\
                """);
        forum.edit(question, "Why   again?");
        then.heard(
                question,
                "A task's transaction was rolled back. Then the text of the same question was"
                        + " changed.");
    }

    @Test
    @Timeout(30)
    void an_author_who_saves_at_the_same_time_is_heard() {
        Interleavings.of(World::new)
                .named("5.6 An author meanwhile")
                .points(Kind.WRITE, Kind.COMMIT, Kind.ENQUEUE, Kind.POP)
                .actor("author", World::edit)
                .actor("worker", World::work)
                .outcome(World::outcome)
                .acceptable("the edit was moderated")
                .forbidden(
                        "the edit was never moderated",
                        """
                        The author saved while the worker was saving something else, and no task \
                        was enqueued for the edit. What the worker does for its own save must not \
                        silence other threads.\
                        """)
                .forbidden("the task ran on and on", "The task's own save enqueues the task again.")
                .atMost(100)
                .enoughIfBad(12)
                .explore()
                .requireNoForbidden();
    }

    private void saveATextThatBreaksModeration() {
        try {
            forum.saved(new Question(null));
        } catch (NullPointerException e) {
            boolean moderates =
                    Stream.of(e.getStackTrace())
                            .anyMatch(
                                    line -> line.getClassName().equals(Moderation.class.getName()));
            fail(
                    moderates
                            ? """
                            Saving a text that breaks moderation failed in the web process: \
                            needsModeration must not do the worker's job.\
                            """
                            : """
                            A question without a text (null) was saved, and its save failed. The \
                            worker may stumble over that text, the author may save it: what you \
                            compare may be null.\
                            """,
                    e);
        }
    }

    /** A question to be moderated, and an answer whose author is about to edit it. */
    private final class World {

        private final Answer answer;
        private int runs;

        World() {
            forum.clear();
            answer = forum.saved(new Answer("It is."));
            forum.asked();
            forum.saved(new Question("Why?"));
        }

        void work() {
            runs = forum.moderate(task);
        }

        void edit() {
            forum.edit(answer, "It scatters.");
        }

        String outcome() {
            if (runs >= Step05Fixture.ENOUGH) {
                return "the task ran on and on";
            }
            return "It scatters.".equals(then.now(answer).getShown())
                    ? "the edit was moderated"
                    : "the edit was never moderated";
        }
    }
}
