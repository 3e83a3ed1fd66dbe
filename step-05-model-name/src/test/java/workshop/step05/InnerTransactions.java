package workshop.step05;

import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction within another one (REQUIRES_NEW), and one that begins after another's commit. */
final class InnerTransactions {

    private final Step05Fixture forum;
    private final Enqueued enqueued;
    private final TransactionTemplate inner;

    InnerTransactions(
            Step05Fixture forum, Enqueued enqueued, PlatformTransactionManager transactions) {
        this.forum = forum;
        this.enqueued = enqueued;
        this.inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Plays a scene. If it ends badly, a second look: does a name for the inner one help? */
    void play(Consumer<InnerTransactions> scene) {
        enqueued.look().plainSave(); // now, while no other transaction is open
        try {
            scene.accept(this);
        } catch (AssertionError bad) {
            if (!goesWellWithAName(scene)) {
                throw bad;
            }
            throw new AssertionError(
                    """
                    %s
                    The test played it once more and gave the inner transaction a name: then it \
                    went well. So what waits is found by the transaction's name. Most transactions \
                    have none, and all of those then share what waits.\
                    """
                            .formatted(bad.getMessage()));
        }
    }

    private boolean goesWellWithAName(Consumer<InnerTransactions> scene) {
        forum.clear();
        inner.setName("another name");
        try {
            scene.accept(this);
            return true;
        } catch (AssertionError | RuntimeException bad) {
            return false;
        } finally {
            inner.setName(null);
        }
    }

    void anInnerCommit() {
        var kept = new Answer("kept");
        forum.rolledBack(
                outer -> {
                    outer.persist(new Question("undone"));
                    outer.flush();
                    inner.executeWithoutResult(status -> forum.persist(kept));
                    enqueued.are(
                            """
                            An inner transaction (REQUIRES_NEW) saved an answer and was committed; \
                            the outer one, which saved a question, is still open. What waits for a \
                            commit belongs to its transaction, not to the thread and not to the \
                            bean.\
                            """,
                            Enqueued.ref(kept));
                });

        enqueued.are(
                """
                The outer transaction was rolled back after an inner one (REQUIRES_NEW) was \
                committed: nothing is left to enqueue.\
                """);
    }

    void anInnerRollback() {
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

        enqueued.are(
                """
                A transaction saved a question. An inner one (REQUIRES_NEW) saved an answer and \
                was rolled back; the outer one was committed.\
                """,
                Enqueued.ref(kept));
    }

    void theOuterOneRemembers() {
        var question = forum.insert(5, new Question("the old text"));
        var answer = new Answer("new");
        forum.inTransaction(
                outer -> {
                    outer.find(Question.class, 5L).setBody("half-way");
                    outer.flush();
                    inner.executeWithoutResult(status -> forum.persist(answer));
                    outer.find(Question.class, 5L).setBody("new");
                });

        enqueued.are(
                """
                A transaction flushed a question twice, and an inner one (REQUIRES_NEW) saved an \
                answer in between. The outer transaction must remember the question across the \
                inner one.\
                """,
                Enqueued.ref(answer),
                Enqueued.ref(question));
    }

    void twoInEachOther() {
        var outermost = forum.insert(5, new Question("the old text"));
        var middle = new Answer("new");
        var innermost = new Comment("new");
        forum.inTransaction(
                outer -> {
                    outer.find(Question.class, 5L).setBody("new");
                    outer.flush();
                    inner.executeWithoutResult(
                            status -> {
                                forum.persist(middle);
                                inner.executeWithoutResult(deepest -> forum.persist(innermost));
                            });
                });

        enqueued.are(
                """
                A transaction changed a question; an inner one (REQUIRES_NEW) saved an answer, and \
                one inside of that saved a comment. All three were committed. What waits belongs \
                to its transaction, however many are suspended.\
                """,
                Enqueued.ref(innermost),
                Enqueued.ref(middle),
                Enqueued.ref(outermost));
    }

    void oneThatBeginsAfterTheCommit() {
        var question = forum.insert(5, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                    OtherListener.afterCommit(
                            Ordered.LOWEST_PRECEDENCE,
                            () ->
                                    inner.executeWithoutResult(
                                            status -> forum.edit(question, "newer")));
                });

        enqueued.are(
                """
                A transaction changed a question. In its afterCommit, another listener began a \
                transaction of its own (REQUIRES_NEW) and changed the same question: two commits, \
                two tasks. What the first one noted must not hide what the second one wrote: it \
                belongs to its transaction, not to the thread and not to the bean.\
                """,
                Enqueued.ref(question),
                Enqueued.ref(question));
    }
}
