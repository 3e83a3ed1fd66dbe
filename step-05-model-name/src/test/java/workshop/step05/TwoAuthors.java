package workshop.step05;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;

/** Two authors at the same time, each on a thread of their own. */
record TwoAuthors(Step05Fixture forum, Enqueued enqueued) {

    void eachHasATask() {
        var question = forum.insert(5, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    OtherListener.afterCommit(
                            Ordered.HIGHEST_PRECEDENCE,
                            () -> Step05Fixture.elsewhere(() -> forum.edit(question, "newer")));
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                });

        enqueued.are(
                """
                Two authors changed one question at nearly the same time: the second began, on \
                another thread, after the first one's commit, and was done before the first one's \
                afterCommit. Two commits, two tasks: else the last text may never be moderated. If \
                the memory belongs to the bean, what one transaction noted hides what the other \
                wrote.\
                """,
                Enqueued.ref(question),
                Enqueued.ref(question));
    }

    /** The second one writes the row before and after the first one's transaction is cleaned up. */
    void theSecondTakesLonger() {
        var question = forum.insert(5, new Question("the old text"));
        var hasWritten = new CountDownLatch(1);
        var isOver = new CountDownLatch(1);
        var second = new ArrayList<CompletableFuture<Void>>();
        Runnable writesTwice =
                () -> {
                    try {
                        writeTwice(hasWritten, isOver);
                    } finally {
                        hasWritten.countDown();
                    }
                };
        forum.inTransaction(
                em -> {
                    OtherListener.afterCommit(
                            Ordered.HIGHEST_PRECEDENCE,
                            () -> {
                                second.add(
                                        CompletableFuture.runAsync(
                                                writesTwice,
                                                work ->
                                                        new Thread(work, "another-request")
                                                                .start()));
                                await(hasWritten);
                            });
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                });
        isOver.countDown();
        second.forEach(CompletableFuture::join);

        enqueued.are(
                """
                Two authors changed one question. The second began after the first one's commit, \
                and wrote the row twice: before the first one's afterCompletion, and after it. Two \
                commits, two tasks: when a transaction cleans up, it takes away only its own.\
                """,
                Enqueued.ref(question),
                Enqueued.ref(question));
    }

    private void writeTwice(CountDownLatch hasWritten, CountDownLatch isOver) {
        forum.inTransaction(
                em -> {
                    var loaded = em.find(Question.class, 5L);
                    loaded.setBody("newer");
                    em.flush();
                    hasWritten.countDown();
                    await(isOver);
                    loaded.setBody("newest");
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void oneSendsNothingOfTheOther() {
        enqueued.look().plainSave(); // now, while no other transaction is open
        var question = forum.insert(5, new Question("the old text"));
        var answer = forum.insert(5, new Answer("the old text"));
        forum.rolledBack(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                    Step05Fixture.elsewhere(() -> forum.edit(answer, "new"));
                    enqueued.are(
                            """
                            One author changed a question, and the transaction is still open; on \
                            another thread, another author changed an answer and committed. If the \
                            memory belongs to the bean, one commit sends what the others have not \
                            committed yet.\
                            """,
                            Enqueued.ref(answer));
                });
        enqueued.are("A transaction was rolled back while another one, elsewhere, was committed.");
        forum.edit(question, "new");
        enqueued.are(
                "A transaction was rolled back. Later its change was made again.",
                Enqueued.ref(question));
    }

    void theOneWhoComesTooLateHasNone() {
        var question = forum.insert(5, new Question("the old text"));
        Step05Fixture.failing(
                () ->
                        forum.inTransaction(
                                em -> {
                                    var loaded = em.find(Question.class, 5L);
                                    Step05Fixture.elsewhere(() -> forum.edit(question, "faster"));
                                    loaded.setBody("too late");
                                }));
        enqueued.are(
                """
                Two authors loaded one question. The first to commit won; for the other, @Version \
                made the commit fail. One commit: one task.\
                """,
                Enqueued.ref(question));
        forum.edit(question, "once more");
        enqueued.are(
                "An author whose commit had failed made the change once more.",
                Enqueued.ref(question));
    }
}
