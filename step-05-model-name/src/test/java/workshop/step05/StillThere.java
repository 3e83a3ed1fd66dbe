package workshop.step05;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import workshop.queue.Discard;

/** Rows that are there, and that a look may take for gone. */
record StillThere(Step05Fixture forum, Posts posts) {

    private static final long MOMENT_MILLIS = 500;

    /** The transaction knows the row already, by a promise only. */
    void behindALazyProxy() {
        forum.insert(5, new Comment("a comment"));
        forum.inTransaction(
                em -> {
                    var proxy = em.getReference(Comment.class, 5L);
                    var found = Found.look(forum, posts, "Comment", 5);
                    Check.that(
                            "a comment".equals(found.body()),
                            found.thrown(),
                            """
                            In one transaction there was a lazy proxy of Comment 5 already (%s), \
                            and looking for Comment 5 ended in: %s
                            The row is there, and in that transaction JPA may hand out the proxy \
                            for it. What it finds need not be of the very class.\
                            """,
                            proxy.getClass().getSimpleName(),
                            found);
                });
    }

    /** Whose model extends the one that the ref names, as that of a lazy proxy's row may. */
    void ofAModelThatExtendsIt() {
        forum.insert(5, new PinnedNotice("pinned"));
        for (var model : List.of("Notice", "PinnedNotice")) {
            var found = Found.look(forum, posts, model, 5);
            Check.that(
                    "pinned".equals(found.body()),
                    found.thrown(),
                    """
                    Row 5 is a PinnedNotice. PinnedNotice extends Notice, so it is Notice 5, too. \
                    Looking for %s 5 ended in: %s\
                    """,
                    model,
                    found);
        }
    }

    /** For a moment, in which a look may wait, or see what the row was before. */
    void whileItsAuthorSavesIt() {
        forum.insert(5, new Comment("a comment"));
        var look =
                CompletableFuture.supplyAsync(
                        () -> Found.look(forum, posts, "Comment", 5),
                        work -> new Thread(work, "another-worker").start());
        forum.rolledBack(
                em -> {
                    em.find(Comment.class, 5L).setBody("an edit");
                    em.flush();
                    look.copy().completeOnTimeout(null, MOMENT_MILLIS, MILLISECONDS).join();
                });
        var found = look.join();
        Check.that(
                !(found.thrown() instanceof Discard),
                """
                While another transaction was saving Comment 5, looking for it ended in: %s
                The row is there. A query that skips locked rows does not see it; and what is \
                locked now is free a moment later. Only a row that does not exist is a Discard.\
                """,
                found);
    }
}
