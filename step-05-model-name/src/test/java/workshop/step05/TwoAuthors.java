package workshop.step05;

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
