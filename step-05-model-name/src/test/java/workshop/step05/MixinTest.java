package workshop.step05;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import workshop.grading.Exercise;

/**
 * Nothing is in the queue before the commit has succeeded; when the committing call returns, the
 * task is in it. One task for each row and transaction, none after a rollback or a commit that
 * fails, and nothing stays behind. What waits belongs to its transaction, not to the thread and not
 * to the bean. The ref is that of refs.refTo, and needsModeration() is asked during the save. If
 * the queue refuses, the caller or the log hears of it.
 */
@Exercise(
        id = "5.5",
        title = "Saving enqueues by itself",
        points = 20,
        stars = 3,
        edit = "EnqueueOnSave.java")
@Step05Test
class MixinTest {

    private final Step05Fixture forum;
    private final Questions questions;
    private final SecondLook look;
    private final Enqueued enqueued;
    private final EveryOrder everyOrder;
    private final InnerTransactions innerTransactions;
    private final TwoAuthors twoAuthors;
    private final RowsApart rowsApart;

    MixinTest(Step05Fixture forum, Questions questions, PlatformTransactionManager transactions) {
        this.forum = forum;
        this.questions = questions;
        this.look = new SecondLook(forum, questions);
        this.enqueued = new Enqueued(forum, look);
        this.everyOrder = new EveryOrder(forum, look);
        this.innerTransactions = new InnerTransactions(forum, enqueued, transactions);
        this.twoAuthors = new TwoAuthors(forum, enqueued);
        this.rowsApart = new RowsApart(forum, enqueued);
    }

    @Test
    void nothing_waits_before_the_commit_and_one_task_right_after_it() {
        var watch = forum.watch();
        forum.inTransaction(
                em -> {
                    FlushedSave.of(em, new Question("new"));
                    long early = forum.queue().length();
                    Check.that(
                            early == 0,
                            """
                            A new question was flushed, its transaction is still open, and the \
                            queue holds %s already. A fast worker takes it now, and finds no row: \
                            enqueue after the commit.\
                            """,
                            Check.count(early, "task"));
                });
        long tasks = forum.queue().length();
        watch.returned();
        Check.that(tasks > 0, "%s", tasks > 0 ? "" : look.notYet(watch));
        Check.that(tasks == 1, "One question was saved, and the queue holds %d tasks.", tasks);
    }

    @Test
    void a_queue_that_refuses_is_heard_of() {
        forum.breakTheQueue();
        var watch = forum.watch();
        boolean heard = isHeardOf(() -> forum.saved(new Question("new")));

        Check.that(
                heard || !watch.tried(),
                """
                The queue refused the message of a committed question (the test had put something \
                else under its key). The call that saved returned as if all were well, and nothing \
                is in the log: the post is never moderated, and no one will ever know. Let the \
                exception out.\
                """);
    }

    @Test
    void a_queue_that_refuses_one_of_two_is_heard_of() {
        forum.breakTheQueue();
        var watch = forum.watch();
        watch.afterARefusal(forum::mendTheQueue);
        boolean heard =
                isHeardOf(
                        () ->
                                forum.inTransaction(
                                        em -> {
                                            em.persist(new Question("refused"));
                                            em.persist(new Question("taken"));
                                        }));

        Check.that(
                heard || !watch.tried(),
                """
                One transaction saved two questions. The queue refused the message of the first \
                (the test had put something else under its key), and took that of the second. The \
                call that saved returned as if all were well, and nothing is in the log: the first \
                is never moderated, and no one will ever know. Let each exception out, or log it.\
                """);
    }

    /** Whether the caller or the log hears of what went wrong. */
    private static boolean isHeardOf(Runnable save) {
        var thrown = new ArrayList<RuntimeException>();
        var lines =
                Log.of(
                        () -> {
                            try {
                                save.run();
                            } catch (RuntimeException e) {
                                thrown.add(e);
                            }
                        });
        return !thrown.isEmpty() || !lines.isEmpty();
    }

    @Test
    void a_new_question_in_every_interleaving() {
        everyOrder.aNewQuestion();
    }

    @Test
    void a_rollback_in_every_interleaving() {
        everyOrder.aRollback();
    }

    @Test
    void an_edit_in_two_flushes_in_every_interleaving() {
        everyOrder.anEditInTwoFlushes();
    }

    @Test
    void the_message_is_a_name_and_a_number() {
        var question = forum.insert(5, new Question("the old text"));
        forum.edit(question, "new");
        var bodies = forum.messages();
        if (bodies.equals(List.of("{\"model\":\"Question\",\"id\":5}"))
                || bodies.equals(List.of("{\"id\":5,\"model\":\"Question\"}"))) {
            return;
        }
        look.requireAPlainSave();
        Check.that(!bodies.isEmpty(), "Question 5 was changed. %s", look.whyNoEdit());
        throw new AssertionError(
                """
                Question 5 was changed, and these messages were in the queue: %s
                It should be one, of a name and a number: {"model":"Question","id":5}\
                """
                        .formatted(bodies));
    }

    @Test
    void the_name_is_one_that_the_worker_knows() {
        var followUp = forum.saved(new FollowUp("new"));

        asked(
                "A FollowUp was saved. Its class was renamed; both ends know the model by the name"
                        + " that refs.refTo gives it.",
                new Ref("Reply", followUp.getId()));
    }

    @Test
    void save_all_asks_for_each() {
        var some = Stream.generate(() -> new Question("one of twelve")).limit(12).toList();
        forum.inTransaction(em -> questions.saveAll(some));

        asked(
                "saveAll saved twelve questions. Each of them is moderated, once.",
                some.stream().map(Enqueued::ref).toArray(Ref[]::new));
    }

    @Test
    void a_change_that_no_code_saved_explicitly_is_a_save() {
        var question = forum.insert(5, new Question("the old text"));
        forum.edit(question, "new");

        asked(
                """
                A loaded question was changed, and no code called save: JPA finds the change by \
                itself when the commit flushes. A mixin that waits for a repository's save \
                (@DomainEvents) never hears of it, and one that runs before the commit has had its \
                turn by then.\
                """,
                Enqueued.ref(question));
    }

    @Test
    void a_save_that_does_not_concern_moderation_is_left_alone() {
        var notice = forum.insert(5, new Notice("the old text"));
        forum.edit(notice, Notice.MINOR + "new");
        asked("A notice was saved, and its needsModeration() said no.");

        forum.inTransaction(
                em -> {
                    var loaded = em.find(Notice.class, notice.getId());
                    loaded.setBody(Notice.MINOR + "a third text");
                    em.flush();
                    loaded.setBody("a third text");
                });
        asked(
                """
                One transaction wrote a notice twice. At the first write its needsModeration() \
                says no, at the second yes. Ask at every save: an answer holds for that save only.\
                """,
                Enqueued.ref(notice));
    }

    @Test
    void a_yes_at_the_first_write_is_not_taken_back() {
        var notice = forum.insert(5, new Notice("the old text"));
        Notice.ANSWERS.clear();
        boolean duringTheSave =
                forum.see(
                        em -> {
                            var loaded = em.find(Notice.class, notice.getId());
                            loaded.setBody("yet another text");
                            em.flush();
                            boolean saidYes = Notice.ANSWERS.contains(true);
                            loaded.setBody(Notice.MINOR + "yet another text");
                            return saidYes;
                        });
        asked(
                """
                One transaction wrote a notice twice. At the first write its needsModeration() \
                says yes, at the second no, and after that no, too. %s\
                """
                        .formatted(
                                duringTheSave
                                        ? "What the first one asked for, the second does not take"
                                                + " back."
                                        : "Ask during each save: after the commit the object has"
                                                + " moved on."),
                Enqueued.ref(notice));
    }

    @Test
    void one_row_is_one_task_even_when_it_was_loaded_twice() {
        var question = forum.insert(5, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    em.find(Question.class, 5L).setBody("half-way");
                    em.flush();
                    em.clear();
                    em.find(Question.class, 5L).setBody("new");
                });

        asked(
                """
                One transaction flushed one question twice, with a clear() in between: two Java \
                objects, one row. Remember by model and id, not by object.\
                """,
                Enqueued.ref(question));
    }

    @Test
    void rows_that_are_written_in_turns_have_one_task_each() {
        var question = forum.insert(5, new Question("the old text"));
        var other = forum.insert(6, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    for (var text : List.of("half-way", "new")) {
                        em.find(Question.class, 5L).setBody(text);
                        em.flush();
                        em.find(Question.class, 6L).setBody(text);
                        em.flush();
                    }
                });

        asked(
                """
                One transaction wrote Question 5, Question 6, and then both once more. Two rows in \
                one commit: two tasks. Look at all that waits, not only at the last one.\
                """,
                Enqueued.ref(question),
                Enqueued.ref(other));
    }

    @Test
    void a_new_row_that_is_edited_in_the_same_transaction_is_one_task() {
        var question = new Question("new");
        forum.inTransaction(
                em -> {
                    em.persist(question);
                    em.flush();
                    question.setBody("newer");
                });
        asked(
                """
                One transaction inserted a question, flushed, and changed its text: an INSERT and \
                an UPDATE of one row. One row of a commit is one task.\
                """,
                Enqueued.ref(question));
    }

    @Test
    void what_waits_survives_a_garbage_collection() {
        var question = forum.insert(5, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                    System.gc();
                });
        asked(
                """
                A question was flushed, then the JVM collected its garbage, and then came the \
                commit. What waits must not be held by weak references only.\
                """,
                Enqueued.ref(question));
    }

    @Test
    void question_5_and_answer_5_are_two_posts() {
        rowsApart.ofTwoModels();
        rowsApart.ofTwoClassesOfOneName();
    }

    @Test
    void two_rows_are_two_tasks_however_much_alike() {
        rowsApart.withTheSameInt();
        rowsApart.withTheSameHashCode();
        rowsApart.writtenAlikeWhenGlued();
        rowsApart.thatAreEqual();
    }

    @Test
    void what_the_commit_writes_itself_has_its_task_too() {
        rowsApart.ofWhichOneWasFlushedBefore();
    }

    @Test
    void many_rows_in_one_transaction_have_a_task_each() {
        new ManyRows(forum, questions).haveATaskEach();
    }

    @Test
    void the_next_transaction_asks_again() {
        var question = forum.saved(new Question("the old text"));
        forum.edit(question, "new");

        asked(
                """
                Two transactions, one after the other, wrote the same question. Enqueue once per \
                transaction, not once for ever.\
                """,
                Enqueued.ref(question),
                Enqueued.ref(question));
    }

    /** As with open-in-view: the objects stay from one transaction to the next. */
    @Test
    void the_next_transaction_in_one_persistence_context_asks_again() {
        var question = forum.insert(5, new Question("the old text"));
        forum.inOnePersistenceContext(
                () -> {
                    forum.edit(question, "new");
                    forum.rolledBack(em -> em.find(Question.class, 5L).setBody("undone"));
                    forum.edit(question, "newer");
                });

        asked(
                """
                Three transactions in one persistence context (open-in-view) changed one question; \
                the second was rolled back. Two commits, two tasks: what waits belongs to its \
                transaction, not to the persistence context.\
                """,
                Enqueued.ref(question),
                Enqueued.ref(question));
        var last = forum.insert(7, new Question("the old text"));
        forum.insert(6, new Question("the old text"));
        forum.inOnePersistenceContext(
                () -> {
                    forum.edit(question, "newest");
                    forum.rolledBack(em -> em.find(Question.class, 6L).setBody("undone"));
                    forum.edit(last, "new");
                    forum.see(em -> em.find(Question.class, 6L));
                });
        asked(
                """
                In one persistence context a transaction changed Question 5, one that was rolled \
                back changed Question 6, and a third one Question 7. Each commit sends what it \
                wrote itself, and nothing of those before it.\
                """,
                Enqueued.ref(question),
                Enqueued.ref(last));
    }

    @Test
    void a_rollback_leaves_nothing_behind_for_the_next_transaction() {
        var question = forum.insert(5, new Question("the old text"));
        forum.rolledBack(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.persist(new Question("undone"));
                    em.flush();
                });
        asked("A transaction was rolled back: nothing was saved, so there is nothing to moderate.");

        var next = forum.saved(new Answer("kept"));
        asked(
                """
                A transaction was rolled back, and the next one on the same thread saved an \
                answer. %s\
                """
                        .formatted(
                                forum.queue().length() == 0
                                        ? """
                                        Its own save went unheard: does something that the first \
                                        one left behind say that you have registered? After a \
                                        rollback Spring does not call afterCommit, only \
                                        afterCompletion.\
                                        """
                                        : "It must not send what the first one noted."),
                Enqueued.ref(next));
        forum.edit(question, "new");
        asked(
                """
                A transaction that changed Question 5 was rolled back. Later the same change was \
                made again, on the same thread, and committed. A memory that only a commit empties \
                still holds the first one.\
                """,
                Enqueued.ref(question));
    }

    @Test
    void a_commit_that_fails_is_a_rollback() {
        var question = forum.insert(5, new Question("the old text"));
        var notice = forum.insert(5, new Notice("the old text"));
        Step05Fixture.failing(
                () ->
                        forum.inTransaction(
                                em -> {
                                    em.find(Question.class, 5L).setBody("new");
                                    em.flush();
                                    em.find(Notice.class, notice.getId()).setBody(Notice.BROKEN);
                                }));
        asked(
                """
                Question 5 was changed and flushed. Then the commit itself failed, and the change \
                was undone. Its task is a ghost. (Spring may call that STATUS_UNKNOWN: only \
                STATUS_COMMITTED is a commit.)\
                """);
        Step05Fixture.failing(
                () ->
                        forum.inTransaction(
                                em -> {
                                    OtherListener.refuses();
                                    em.find(Question.class, 5L).setBody("new");
                                    em.flush();
                                }));
        asked(
                """
                Question 5 was changed and flushed. Then another listener refused the commit \
                (in beforeCommit), and the change was undone. Its task is a ghost.\
                """);

        forum.edit(question, "new");
        asked(
                """
                The commit of a change to Question 5 failed. Later the same change was made again, \
                on the same thread, and committed.\
                """,
                Enqueued.ref(question));
    }

    @Test
    void an_inner_transaction_counts_for_itself() {
        innerTransactions.play(InnerTransactions::anInnerCommit);
    }

    @Test
    void an_inner_rollback_takes_nothing_from_the_outer_transaction() {
        innerTransactions.play(InnerTransactions::anInnerRollback);
    }

    @Test
    void the_outer_transaction_remembers_across_an_inner_one() {
        innerTransactions.play(InnerTransactions::theOuterOneRemembers);
    }

    @Test
    void a_transaction_that_begins_after_the_commit_counts_for_itself() {
        innerTransactions.play(InnerTransactions::oneThatBeginsAfterTheCommit);
    }

    @Test
    void two_inner_transactions_in_each_other_have_their_own() {
        innerTransactions.play(InnerTransactions::twoInEachOther);
    }

    @Test
    void another_listener_of_the_commit_does_no_harm() {
        var question = new Question("new");
        var called = new ArrayList<String>();
        forum.inTransaction(
                em -> {
                    OtherListener.afterCommit(Ordered.LOWEST_PRECEDENCE, () -> called.add("it"));
                    FlushedSave.of(em, question);
                });
        asked(
                """
                Another part of the application had registered a TransactionSynchronization. Then \
                a question was saved in the same transaction.\
                """,
                Enqueued.ref(question));
        var edited = forum.insert(5, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    var loaded = em.find(Question.class, 5L);
                    loaded.setBody("half-way");
                    em.flush();
                    OtherListener.afterCommit(Ordered.LOWEST_PRECEDENCE, () -> called.add("it"));
                    loaded.setBody("new");
                });
        asked(
                """
                One transaction flushed a question; then another part of the application \
                registered a TransactionSynchronization; then the question was written once more. \
                One row of a commit is one task, whoever else has registered since.\
                """,
                Enqueued.ref(edited));
        Check.that(
                !called.isEmpty(),
                "Another part of the application had registered a TransactionSynchronization. Since"
                        + " your listener saved a question, the other one is no longer called.");
    }

    @Test
    void two_authors_of_one_row_have_a_task_each() {
        twoAuthors.eachHasATask();
    }

    @Test
    void a_second_author_who_takes_longer_has_one_task() {
        twoAuthors.theSecondTakesLonger();
    }

    @Test
    void another_author_sends_nothing_of_an_open_transaction() {
        twoAuthors.oneSendsNothingOfTheOther();
    }

    @Test
    void of_two_authors_the_one_who_comes_too_late_has_no_task() {
        twoAuthors.theOneWhoComesTooLateHasNone();
    }

    /**
     * Nothing to do here: a warning. JPA's callbacks do not hear of bulk statements, and neither
     * does a mixin that is built on them.
     */
    @Test
    void a_bulk_update_fires_no_listener() {
        forum.insert(5, new Question("the old text"));
        forum.inTransaction(
                em -> em.createQuery("update Question q set q.body = 'new'").executeUpdate());

        asked("A bulk update in JPQL changed a question. JPA calls no listener for it.");
    }

    private void asked(String after, Ref... expected) {
        enqueued.are(after, expected);
    }
}
