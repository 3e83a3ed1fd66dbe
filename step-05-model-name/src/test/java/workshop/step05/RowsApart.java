package workshop.step05;

import workshop.elsewhere.Bulletin;

/** Two rows of one transaction that are easily taken for one. */
record RowsApart(Step05Fixture forum, Enqueued enqueued) {

    private static final long FAR = 1L << 32;

    void ofTwoModels() {
        eachHasATask(
                forum.insert(5, new Question("the old text")),
                forum.insert(5, new Answer("the old text")),
                "They share an id, and nothing else: each has its task.");
    }

    void ofTwoClassesOfOneName() {
        var question = forum.insert(5, new Question("the old text"));
        var archived = forum.insert(5, new workshop.step05.archive.Question("the old text"));
        forum.inTransaction(
                em -> {
                    em.find(question.getClass(), 5L).setBody("new");
                    em.find(archived.getClass(), 5L).setBody("new");
                });
        enqueued.are(
                """
                Question 5 and ArchivedQuestion 5 were changed in one transaction. Both classes \
                are called Question, in two packages: they are two models, as their refs say.\
                """,
                Enqueued.ref(question),
                new Ref("ArchivedQuestion", 5));
        forum.clear();
    }

    void withTheSameInt() {
        eachHasATask(
                forum.insert(5, new Question("the old text")),
                forum.insert(FAR + 5, new Question("the old text")),
                "As an int, both ids are 5; as a long they are two.");
    }

    void withTheSameHashCode() {
        eachHasATask(
                forum.insert(5, new Question("the old text")),
                forum.insert(FAR + (5 ^ 1), new Question("the old text")),
                "Both refs have the same hashCode(), and are not equal: compare the refs.");
    }

    void writtenAlikeWhenGlued() {
        eachHasATask(
                forum.insert(21, new Comment("the old text")),
                forum.insert(1, new Comment2("the old text")),
                """
                Glued together, model and id are "Comment21" for both of them. A Ref knows where \
                the model ends: compare the refs.\
                """);
    }

    void thatAreEqual() {
        eachHasATask(
                forum.insert(5, new Bulletin("the old text")),
                forum.insert(6, new Bulletin("the old text")),
                "Bulletins with the same text are equal(), and still they are two rows.");
    }

    void ofWhichOneWasFlushedBefore() {
        var early = forum.insert(5, new Question("the old text"));
        var late = forum.insert(6, new Question("the old text"));
        forum.inTransaction(
                em -> {
                    em.find(Question.class, 5L).setBody("new");
                    em.flush();
                    em.find(Question.class, 6L).setBody("new");
                });
        enqueued.are(
                """
                One transaction changed Question 5 and flushed it, and then Question 6, which only \
                the commit's own flush wrote. Whatever is written until the commit has its task.\
                """,
                Enqueued.ref(early),
                Enqueued.ref(late));
    }

    private void eachHasATask(Moderated one, Moderated other, String why) {
        forum.inTransaction(
                em -> {
                    em.find(one.getClass(), one.getId()).setBody("new");
                    em.find(other.getClass(), other.getId()).setBody("new");
                });
        enqueued.are(
                "%s and %s were changed in one transaction. %s"
                        .formatted(Enqueued.ref(one), Enqueued.ref(other), why),
                Enqueued.ref(one),
                Enqueued.ref(other));
        forum.clear();
    }
}
