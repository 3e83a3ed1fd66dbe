package workshop.step05;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.grading.Exercise;
import workshop.interleavings.Interleavings;

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
    private final TransactionTemplate inner;

    MixinTest(Step05Fixture forum, Questions questions, PlatformTransactionManager transactions) {
        this.forum = forum;
        this.questions = questions;
        this.inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
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
                        "The edit was committed, but no task was enqueued for it.")
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
    void nothing_waits_before_the_commit_and_one_task_right_after_it() {
        forum.inTransaction(
                em -> {
                    em.persist(new Question("new"));
                    em.flush();
                    assertThat(forum.queue().length())
                            .as(
                                    """
                                    Tasks in the queue before the commit. A fast worker takes them \
                                    now, and finds no row.\
                                    """)
                            .isZero();
                });

        assertThat(forum.queue().length())
                .as(
                        """
                        Tasks in the queue once the commit has returned. If there are none yet, \
                        later is too late: the process may end first.\
                        """)
                .isEqualTo(1);
    }

    @Test
    void the_message_is_a_name_and_a_number() {
        forum.insert("question", 5, "old");
        forum.inTransaction(em -> em.find(Question.class, 5L).setBody("new"));
        var bodies = new ArrayList<String>();
        forum.moderation()
                .worker((payload, message) -> bodies.add(new String(message.body(), UTF_8)))
                .drain();

        assertThat(bodies)
                .as("the messages after question 5 was changed")
                .singleElement()
                .satisfies(
                        body ->
                                assertThat(body)
                                        .contains("\"model\":\"Question\"", "\"id\":5")
                                        .hasSize(27));
    }

    @Test
    void the_name_is_one_that_the_worker_knows() {
        var followUp = forum.saved(new FollowUp("new"));

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after a FollowUp was saved. JPA knows that class as \
                        "Reply", and so does the worker: ask refs.refTo, not getClass().\
                        """)
                .containsExactly(new Ref("Reply", followUp.getId()));
    }

    @Test
    void save_all_asks_for_each() {
        var saved = questions.saveAll(List.of(new Question("one"), new Question("two")));

        assertThat(forum.asked())
                .as("Queued for moderation after saveAll of two questions: each of them, once.")
                .containsExactlyInAnyOrder(
                        new Ref("Question", saved.get(0).getId()),
                        new Ref("Question", saved.get(1).getId()));
    }

    @Test
    void a_change_that_no_code_saved_explicitly_is_a_save() {
        var question = forum.saved(new Question("old"));
        forum.asked();
        forum.inTransaction(em -> em.find(Question.class, question.getId()).setBody("new"));

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after a loaded question was changed. No code called \
                        save: JPA finds the change by itself when the commit flushes. A mixin that \
                        waits for a repository's save (@DomainEvents) never hears of it, and one \
                        that runs before the commit has had its turn by then.\
                        """)
                .containsExactly(new Ref("Question", question.getId()));
    }

    @Test
    void one_row_is_one_task_even_when_it_was_loaded_twice() {
        var question = forum.saved(new Question("old"));
        forum.asked();
        forum.inTransaction(
                em -> {
                    em.find(Question.class, question.getId()).setBody("half-way");
                    em.flush();
                    em.clear();
                    em.find(Question.class, question.getId()).setBody("new");
                });

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after two flushes of one row in one transaction, \
                        with a clear() in between: two Java objects, one row. Remember by model \
                        and id, not by object.\
                        """)
                .containsExactly(new Ref("Question", question.getId()));
    }

    @Test
    void question_5_and_answer_5_are_two_posts() {
        forum.insert("question", 5, "old");
        forum.insert("answer", 5, "old");
        forum.inTransaction(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.find(Answer.class, 5L).setBody("new");
                });

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after Question 5 and Answer 5 were changed in one \
                        transaction. They share an id, and nothing else.\
                        """)
                .containsExactlyInAnyOrder(new Ref("Question", 5), new Ref("Answer", 5));
    }

    @Test
    void the_next_transaction_asks_again() {
        var question = forum.saved(new Question("old"));
        forum.inTransaction(em -> em.find(Question.class, question.getId()).setBody("new"));

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after two transactions wrote one question. Enqueue \
                        once per transaction, not once for ever.\
                        """)
                .hasSize(2);
    }

    @Test
    void a_rollback_leaves_nothing_behind_for_the_next_transaction() {
        forum.rolledBack(
                em -> {
                    em.persist(new Question("undone"));
                    em.flush();
                });
        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after a rollback: nothing was saved, so there is \
                        nothing to moderate.\
                        """)
                .isEmpty();

        var next = forum.saved(new Answer("kept"));
        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after the next transaction on the same thread. It \
                        must not send what the rolled-back one noted, nor miss a save of its \
                        own.\
                        """)
                .containsExactly(new Ref("Answer", next.getId()));
    }

    @Test
    void an_inner_transaction_counts_for_itself() {
        var kept = new Answer("kept");
        forum.rolledBack(
                outer -> {
                    outer.persist(new Question("undone"));
                    outer.flush();
                    inner.executeWithoutResult(status -> forum.persist(kept));
                });

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after an inner transaction (REQUIRES_NEW) was \
                        committed and the outer one rolled back. What waits for a commit belongs \
                        to its transaction, not to the thread.\
                        """)
                .containsExactly(new Ref("Answer", kept.getId()));
    }

    @Test
    void the_outer_transaction_remembers_across_an_inner_one() {
        var question = forum.saved(new Question("old"));
        forum.asked();
        var answer = new Answer("new");
        forum.inTransaction(
                outer -> {
                    outer.find(Question.class, question.getId()).setBody("half-way");
                    outer.flush();
                    inner.executeWithoutResult(status -> forum.persist(answer));
                    outer.find(Question.class, question.getId()).setBody("new");
                });

        assertThat(forum.asked())
                .as(
                        """
                        Queued for moderation after a question was flushed twice, with the commit \
                        of an inner transaction (REQUIRES_NEW) in between. If the question appears \
                        twice, the outer transaction did not remember it across the inner one.\
                        """)
                .containsExactlyInAnyOrder(
                        new Ref("Answer", answer.getId()), new Ref("Question", question.getId()));
    }

    /**
     * Nothing to do here: a warning. JPA's callbacks do not hear of bulk statements, and neither
     * does a mixin that is built on them.
     */
    @Test
    void a_bulk_update_fires_no_listener() {
        forum.insert("question", 5, "old");
        forum.inTransaction(
                em -> em.createQuery("update Question q set q.body = 'new'").executeUpdate());

        assertThat(forum.asked()).as("queued for moderation after a bulk update in JPQL").isEmpty();
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
            old = forum.saved(new Question("old"));
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
