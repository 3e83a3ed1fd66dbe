package workshop.step05;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import workshop.interleavings.Interleavings;

/** Web process and worker in every order in which they can touch the database and the queue. */
final class EveryOrder {

    private final Step05Fixture forum;
    private final SecondLook look;

    EveryOrder(Step05Fixture forum, SecondLook look) {
        this.forum = forum;
        this.look = look;
    }

    void aNewQuestion() {
        requireNewOnesHeard();
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
                        "was never enqueued",
                        "The question was committed, but no task was enqueued for it.")
                .enoughIfBad(12)
                .explore()
                .requireNoForbidden();
    }

    /** A picture cannot say why a new question goes unheard in every order. */
    private void requireNewOnesHeard() {
        forum.clear();
        var watch = forum.watch();
        forum.saved(new Question("new"));
        long tasks = forum.queue().length();
        watch.returned();
        Check.that(tasks > 0, "%s", tasks > 0 ? "" : look.notYet(watch));
    }

    void anEditInTwoFlushes() {
        requireEditsHeard();
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
                        "was enqueued twice",
                        """
                        Two flushes in one transaction enqueued two tasks. One row in one commit: \
                        one task.\
                        """)
                .forbidden(
                        "was never enqueued",
                        "The edit was committed, but no task was enqueued for it.")
                .enoughIfBad(12)
                .explore()
                .requireNoForbidden();
    }

    /** A picture cannot say why an edit goes unheard in every order. */
    private void requireEditsHeard() {
        var world = new World();
        world.editInTwoFlushes();
        boolean heard = !forum.asked().isEmpty();
        Check.that(
                heard,
                "A question was changed, and no task was enqueued for it. %s",
                heard ? "" : look.whyNoEdit());
    }

    void aRollback() {
        Interleavings.of(World::new)
                .named("5.5 A rollback")
                .actor("web", world -> forum.rolledBack(em -> em.persist(new Question("new"))))
                .actor("worker", World::work)
                .outcome(World::outcome)
                .acceptable("was never enqueued")
                .forbidden(
                        "found no question",
                        "A ghost: the transaction was rolled back, but its task ran all the same.")
                .enoughIfBad(12)
                .explore()
                .requireNoForbidden();
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
                return "was never enqueued";
            } else if (seen.contains("nothing")) {
                return "found no question";
            } else if (!seen.get(seen.size() - 1).equals("new")) {
                return "saw the old text";
            }
            return seen.size() > 1 ? "was enqueued twice" : "saw the new text";
        }
    }
}
