package workshop.step05;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.grading.Exercise;
import workshop.interleavings.Interleavings;

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

    private static volatile String plainSave;

    private final Step05Fixture forum;
    private final Questions questions;
    private final TransactionTemplate inner;

    MixinTest(Step05Fixture forum, Questions questions, PlatformTransactionManager transactions) {
        this.forum = forum;
        this.questions = questions;
        this.inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Test
    void nothing_waits_before_the_commit_and_one_task_right_after_it() {
        var watch = forum.watch();
        forum.inTransaction(
                em -> {
                    em.persist(new Question("new"));
                    em.flush();
                    long early = forum.queue().length();
                    Check.that(
                            early == 0,
                            """
                            A new question was flushed, its transaction is still open, and %d \
                            task(s) are in the queue already. A fast worker takes them now, and \
                            finds no row: enqueue after the commit.\
                            """,
                            early);
                });
        long tasks = forum.queue().length();
        watch.returned();
        Check.that(tasks > 0, "%s", tasks > 0 ? "" : notYet(watch));
        Check.that(tasks == 1, "One question was saved, and the queue holds %d tasks.", tasks);
    }

    /** Nothing was in the queue when the commit returned: is it left to another thread? */
    private String notYet(QueueWatch watch) {
        var thread = watch.late(Duration.ofMillis(1500));
        var seen =
                "A post was saved, the call that commits has returned, and no task is in the queue."
                        + " ";
        return thread == null
                ? seen + "None came later, either. " + logged() + secondLook()
                : seen
                        + """
                        It came later, from another thread (%s), for which no one waits: later is \
                        too late. If the process ends first, or the queue refuses, no one hears of \
                        it. Enqueue on the thread that commits.\
                        """
                                .formatted(thread);
    }

    /** Tells some causes of an empty queue apart. */
    private String secondLook() {
        Notice.ANSWERS.clear();
        int during =
                forum.see(
                        em -> {
                            em.persist(new Notice("a second look"));
                            em.flush();
                            return Notice.ANSWERS.size();
                        });
        if (during == 0 && !Notice.ANSWERS.isEmpty()) {
            return """
            needsModeration() was not asked during the save, but after the commit. Ask during each \
            save: after the commit the object has moved on.\
            """;
        } else if (during > 0 && !Notice.ANSWERS.contains(true)) {
            return "needsModeration() says no to a new post: look at 5.6.";
        }
        var question = questions.save(new Question("a second look"));
        forum.asked();
        forum.edit(question, "an edit");
        if (!forum.asked().isEmpty()) {
            return "Edits are heard, a new post is not.";
        }
        forum.inTransaction(em -> saveByTheRepository(question));
        return forum.asked().isEmpty()
                ? ""
                : """
                Only a call of the repository's save is heard. A mixin that waits for a repository \
                (@DomainEvents) misses what JPA saves by itself.\
                """;
    }

    private void saveByTheRepository(Question question) {
        var loaded = questions.findById(question.getId()).orElseThrow();
        loaded.setBody("saved by a call");
        questions.save(loaded);
    }

    /** What is wrong with a plain save; empty when nothing is. Looked at once in a run. */
    private String plainSave() {
        if (plainSave == null) {
            Step05Fixture.elsewhere(this::savePlainly);
            forum.asked();
            forum.watch();
        }
        return plainSave;
    }

    private void savePlainly() {
        var watch = forum.watch();
        forum.saved(new Comment("plain"));
        long tasks = forum.queue().length();
        watch.returned();
        plainSave = tasks > 0 ? "" : notYet(watch);
    }

    /** Spring only logs what some listeners throw. */
    private String logged() {
        var lines = Log.of(() -> forum.saved(new Comment("a second look")));
        return lines.isEmpty()
                ? ""
                : "After one more save, the log says: \"%s\". "
                        .formatted(lines.get(lines.size() - 1));
    }

    @Test
    void a_new_question_in_every_interleaving() {
        Interleavings.of(World::new)
                .named("5.5 A new question")
                .actor("web", world -> forum.inTransaction(em -> em.persist(new Question("new"))))
                .actor("worker", World::work)
                .outcome(World::outcome)
                .acceptable("saw the new text")
                .forbidden(
                        "found no question",
                        """
                        The task ran before the commit, when no one else could see the row yet. \
                        Enqueue after the commit.\
                        """)
                .forbidden(
                        "was never told",
                        "The question was committed, but no task was enqueued for it.")
                .explore()
                .requireNoForbidden();
    }

    @Test
    void an_edit_in_two_flushes_in_every_interleaving() {
        Interleavings.of(World::new)
                .named("5.5 An edit in two flushes")
                .actor("web", World::editInTwoFlushes)
                .actor("worker", World::work)
                .outcome(World::outcome)
                .acceptable("saw the new text")
                .forbidden(
                        "saw the old text",
                        """
                        The task ran before the commit, and moderated a text that no one will \
                        read. Enqueue after the commit.\
                        """)
                .forbidden(
                        "was told twice",
                        """
                        Two flushes in one transaction enqueued two tasks. One row in one commit: \
                        one task.\
                        """)
                .forbidden(
                        "was never told",
                        """
                        The edit was committed, but no task was enqueued for it. The same row was \
                        saved before, as a new one: are edits heard, and does anything remember a \
                        row from one transaction to the next?\
                        """)
                .explore()
                .requireNoForbidden();
    }

    @Test
    void a_rollback_in_every_interleaving() {
        Interleavings.of(World::new)
                .named("5.5 A rollback")
                .actor("web", world -> forum.rolledBack(em -> em.persist(new Question("new"))))
                .actor("worker", World::work)
                .outcome(World::outcome)
                .acceptable("was never told")
                .forbidden(
                        "found no question",
                        "A ghost: the transaction was rolled back, but its task ran all the same.")
                .explore()
                .requireNoForbidden();
    }

    @Test
    void the_message_is_a_name_and_a_number() {
        var question = forum.insert(5, new Question("the old text"));
        forum.edit(question, "new");
        var bodies = bodies();
        if (bodies.equals(List.of("{\"model\":\"Question\",\"id\":5}"))
                || bodies.equals(List.of("{\"id\":5,\"model\":\"Question\"}"))) {
            return;
        }
        Check.that(plainSave().isEmpty(), "%s", plainSave());
        Check.that(!bodies.isEmpty(), "Question 5 was changed. %s", whyNoEdit());
        throw new AssertionError(
                """
                Question 5 was changed, and these messages were in the queue: %s
                It should be one, of a name and a number: {"model":"Question","id":5}\
                """
                        .formatted(bodies));
    }

    private List<String> bodies() {
        var bodies = new ArrayList<String>();
        forum.moderation()
                .worker((payload, message) -> bodies.add(new String(message.body(), UTF_8)))
                .drain();
        return bodies;
    }

    /** A second look at an edit that no one heard: is it every edit, or only a later one? */
    private String whyNoEdit() {
        var told = new ArrayList<Boolean>();
        Step05Fixture.elsewhere(
                () -> {
                    var question = forum.saved(new Question("a second look"));
                    told.add(!forum.asked().isEmpty());
                    forum.edit(question, "an edit");
                    told.add(!forum.asked().isEmpty());
                });
        if (told.equals(List.of(true, false))) {
            return """
            A new row is heard, and no later transaction that writes it. Either saved() is called \
            for inserts only (JPA has a callback for updates, too), or what you remember of a row \
            outlives its transaction.\
            """;
        }
        return told.get(0)
                ? "On another thread an edit is heard: something of an earlier transaction is left."
                : "Neither is a new row, from now on: something of an earlier transaction is left.";
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
                some.stream().map(MixinTest::ref).toArray(Ref[]::new));
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
                ref(question));
    }

    @Test
    void a_save_that_does_not_concern_moderation_is_left_alone() {
        var notice = forum.insert(5, new Notice("the old text"));
        forum.edit(notice, Notice.MINOR + "new");
        asked("A notice was saved, and its needsModeration() said no.");

        forum.inTransaction(
                em -> {
                    var loaded = em.find(Notice.class, notice.getId());
                    loaded.setBody("yet another text");
                    em.flush();
                    loaded.setBody(Notice.MINOR + "yet another text");
                });
        asked(
                """
                One transaction wrote a notice twice. At the first write its needsModeration() \
                says yes, at the second no, and after that no, too. Ask during each save: after \
                the commit the object has moved on.\
                """,
                ref(notice));
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
                ref(question));
    }

    @Test
    void question_5_and_answer_5_are_two_posts() {
        var question = forum.insert(5, new Question("the old text"));
        var answer = forum.insert(5, new Answer("the old text"));
        forum.inTransaction(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.find(Answer.class, 5L).setBody("new");
                });

        asked(
                """
                Question 5 and Answer 5 were changed in one transaction. They share an id, and \
                nothing else: each has its task.\
                """,
                ref(question),
                ref(answer));

        var far = forum.insert((1L << 32) + 5, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    em.find(Question.class, 5L).setBody("newer");
                    em.find(Question.class, far.getId()).setBody("newer");
                });
        asked(
                """
                Question 5 and Question 4294967301 were changed in one transaction. As an int, \
                both ids are 5; as a long they are two.\
                """,
                ref(question),
                ref(far));
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
                ref(question),
                ref(question));
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
                ref(question),
                ref(question));
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
                answer. It must not send what the first one noted, nor miss a save of its own.\
                """,
                ref(next));
        forum.edit(question, "new");
        asked(
                """
                A transaction that changed Question 5 was rolled back. Later the same change was \
                made again, on the same thread, and committed. A memory that only a commit empties \
                still holds the first one.\
                """,
                ref(question));
    }

    @Test
    void a_commit_that_fails_is_a_rollback() {
        var question = forum.insert(5, new Question("the old text"));
        var notice = forum.insert(5, new Notice("the old text"));
        failing(
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
        failing(
                () ->
                        forum.inTransaction(
                                em -> {
                                    TransactionSynchronizationManager.registerSynchronization(
                                            new RefusesTheCommit());
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
                ref(question));
    }

    @Test
    void an_inner_transaction_counts_for_itself() {
        var kept = new Answer("kept");
        forum.rolledBack(
                outer -> {
                    outer.persist(new Question("undone"));
                    outer.flush();
                    inner.executeWithoutResult(status -> forum.persist(kept));
                    asked(
                            """
                            An inner transaction (REQUIRES_NEW) saved an answer and was committed; \
                            the outer one, which saved a question, is still open. What waits for a \
                            commit belongs to its transaction, not to the thread.\
                            """,
                            ref(kept));
                });

        asked(
                """
                The outer transaction was rolled back after an inner one (REQUIRES_NEW) was \
                committed: nothing is left to enqueue.\
                """);
    }

    @Test
    void an_inner_rollback_takes_nothing_from_the_outer_transaction() {
        var kept = new Question("kept");
        forum.inTransaction(
                outer -> {
                    outer.persist(kept);
                    outer.flush();
                    inner.executeWithoutResult(
                            status -> {
                                forum.persist(new Answer("undone"));
                                status.setRollbackOnly();
                            });
                });

        asked(
                """
                A transaction saved a question. An inner one (REQUIRES_NEW) saved an answer and \
                was rolled back; the outer one was committed.\
                """,
                ref(kept));
    }

    @Test
    void the_outer_transaction_remembers_across_an_inner_one() {
        var question = forum.insert(5, new Question("the old text"));
        var answer = new Answer("new");
        forum.inTransaction(
                outer -> {
                    outer.find(Question.class, 5L).setBody("half-way");
                    outer.flush();
                    inner.executeWithoutResult(status -> forum.persist(answer));
                    outer.find(Question.class, 5L).setBody("new");
                });

        asked(
                """
                A transaction flushed a question twice, and an inner one (REQUIRES_NEW) saved an \
                answer in between. The outer transaction must remember the question across the \
                inner one.\
                """,
                ref(answer),
                ref(question));
    }

    @Test
    void a_transaction_that_begins_after_the_commit_counts_for_itself() {
        var question = forum.insert(5, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                    afterCommit(
                            Ordered.LOWEST_PRECEDENCE,
                            () ->
                                    inner.executeWithoutResult(
                                            status -> forum.edit(question, "newer")));
                });

        asked(
                """
                A transaction changed a question. In its afterCommit, another listener began a \
                transaction of its own (REQUIRES_NEW) and changed the same question: two commits, \
                two tasks.\
                """,
                ref(question),
                ref(question));
    }

    @Test
    void two_authors_of_one_row_have_a_task_each() {
        var question = forum.insert(5, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    afterCommit(
                            Ordered.HIGHEST_PRECEDENCE,
                            () -> Step05Fixture.elsewhere(() -> forum.edit(question, "newer")));
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                });

        asked(
                """
                Two authors changed one question at nearly the same time: the second began, on \
                another thread, after the first one's commit, and was done before the first one's \
                afterCommit. Two commits, two tasks: else the last text may never be moderated. If \
                the memory belongs to the bean, what one transaction noted hides what the other \
                wrote.\
                """,
                ref(question),
                ref(question));
    }

    @Test
    void another_author_sends_nothing_of_an_open_transaction() {
        var question = forum.insert(5, new Question("the old text"));
        var answer = forum.insert(5, new Answer("the old text"));
        forum.rolledBack(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                    Step05Fixture.elsewhere(() -> forum.edit(answer, "new"));
                    asked(
                            """
                            One author changed a question, and the transaction is still open; on \
                            another thread, another author changed an answer and committed. If the \
                            memory belongs to the bean, one commit sends what the others have not \
                            committed yet.\
                            """,
                            ref(answer));
                });
        asked("A transaction was rolled back while another one, elsewhere, was committed.");
        forum.edit(question, "new");
        asked("A transaction was rolled back. Later its change was made again.", ref(question));
    }

    @Test
    void of_two_authors_the_one_who_comes_too_late_has_no_task() {
        var question = forum.insert(5, new Question("the old text"));
        failing(
                () ->
                        forum.inTransaction(
                                em -> {
                                    var loaded = em.find(Question.class, 5L);
                                    Step05Fixture.elsewhere(() -> forum.edit(question, "faster"));
                                    loaded.setBody("too late");
                                }));
        asked(
                """
                Two authors loaded one question. The first to commit won; for the other, @Version \
                made the commit fail. One commit: one task.\
                """,
                ref(question));
        forum.edit(question, "once more");
        asked("An author whose commit had failed made the change once more.", ref(question));
    }

    @Test
    void a_queue_that_refuses_is_heard_of() {
        forum.breakTheQueue();
        var thrown = new ArrayList<RuntimeException>();
        var lines =
                Log.of(
                        () -> {
                            try {
                                forum.saved(new Question("new"));
                            } catch (RuntimeException e) {
                                thrown.add(e);
                            }
                        });

        Check.that(
                !thrown.isEmpty() || !lines.isEmpty(),
                """
                The queue refused the message of a committed question (the test had put something \
                else under its key). The call that saved returned as if all were well, and nothing \
                is in the log: the post is never moderated, and no one will ever know. Let the \
                exception out.\
                """);
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

    private static Ref ref(Moderated post) {
        return new Ref(post.getClass().getSimpleName(), post.getId());
    }

    /** Takes what is in the queue, and compares, in any order. */
    private void asked(String after, Ref... expected) {
        var left = new ArrayList<>(List.of(expected));
        var asked = forum.asked();
        boolean known = asked.stream().allMatch(left::remove);
        if (known && left.isEmpty()) {
            return;
        }
        // A mistake that shows in a plain save explains this one, too.
        Check.that(plainSave().isEmpty(), "%s", plainSave());
        Check.that(
                false,
                "%s\nIn the queue: %s.\nExpected: %s.",
                after,
                names(asked),
                names(List.of(expected)));
    }

    private static String names(List<Ref> refs) {
        return refs.isEmpty()
                ? "nothing"
                : String.join(", ", refs.stream().map(Ref::toString).toList());
    }

    private static void failing(Runnable commit) {
        try {
            commit.run();
        } catch (RuntimeException expected) {
            return;
        }
        throw new AssertionError("A commit that had to fail went through.");
    }

    private static void afterCommit(int order, Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new AfterCommit(order, work));
    }

    /** What else in the application listens to a commit. */
    private record AfterCommit(int order, Runnable work) implements TransactionSynchronization {

        @Override
        public int getOrder() {
            return order;
        }

        @Override
        public void afterCommit() {
            work.run();
        }
    }

    private static final class RefusesTheCommit implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            throw new IllegalStateException("not today");
        }
    }

    /**
     * A question that was moderated long ago, an empty queue, and what the worker sees when it runs
     * the task.
     */
    private final class World {

        private final Question old;
        private final List<String> seen = new CopyOnWriteArrayList<>();

        World() {
            forum.clear();
            old = forum.saved(new Question("the old text"));
            forum.asked();
        }

        void editInTwoFlushes() {
            forum.inTransaction(
                    em -> {
                        var question = em.find(Question.class, old.getId());
                        question.setBody("half-way");
                        em.flush();
                        question.setBody("new");
                    });
        }

        void work() {
            forum.moderation()
                    .worker((payload, message) -> seen.add(textOf(Ref.from(payload))))
                    .drain();
        }

        private String textOf(Ref ref) {
            var question = forum.see(em -> em.find(Question.class, ref.id()));
            return question == null ? "nothing" : question.getBody();
        }

        String outcome() {
            if (seen.isEmpty()) {
                return "was never told";
            } else if (seen.contains("nothing")) {
                return "found no question";
            } else if (!seen.get(seen.size() - 1).equals("new")) {
                return "saw the old text";
            }
            return seen.size() > 1 ? "was told twice" : "saw the new text";
        }
    }
}
