package workshop.step05;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Why is a task missing? Looks a second time, at saves as plain as can be. */
final class SecondLook {

    private static volatile String plainSave;

    private final Step05Fixture forum;
    private final Questions questions;

    SecondLook(Step05Fixture forum, Questions questions) {
        this.forum = forum;
        this.questions = questions;
    }

    /** Nothing was in the queue when the commit returned: is it left to another thread? */
    String notYet(QueueWatch watch) {
        var thread = watch.late(Duration.ofMillis(1500));
        var seen =
                "A post was saved, the call that commits has returned, and no task is in the queue."
                        + " ";
        return thread == null
                ? seen + "None came later, either. " + logged() + causes()
                : seen
                        + """
                        It came later, from another thread (%s), and no one waited until that was \
                        done: later is too late. If the process ends first, or the queue refuses, \
                        no one hears of it. Enqueue on the thread that commits.\
                        """
                                .formatted(thread);
    }

    /** Tells some causes of an empty queue apart. */
    private String causes() {
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
    String plainSave() {
        if (plainSave == null) {
            Step05Fixture.elsewhere(this::savePlainly);
            forum.asked();
            forum.watch();
        }
        return plainSave;
    }

    private void savePlainly() {
        var watch = forum.watch();
        try {
            forum.saved(new Comment("plain"));
        } catch (RuntimeException thrown) {
            plainSave = "";
            return;
        }
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

    /** A second look at an edit that no one heard: is it every edit, or only a later one? */
    String whyNoEdit() {
        var told = new ArrayList<Boolean>();
        Step05Fixture.elsewhere(
                () -> {
                    var question = forum.saved(new Question("a second look"));
                    told.add(!forum.asked().isEmpty());
                    forum.edit(question, "an edit");
                    told.add(!forum.asked().isEmpty());
                });
        if (told.equals(List.of(true, false))) {
            return hearsTheEditOfAQuietRow()
                    ? """
                    A new row is heard, and no later transaction that writes it, although the edit \
                    of a row that never had a task is heard. So what you remember of a row \
                    outlives its transaction.\
                    """
                    : """
                    New rows are heard, and edits are not: saved() is called for inserts only. JPA \
                    has a callback for updates, too.\
                    """;
        }
        return told.get(0)
                ? "On another thread an edit is heard: something of an earlier transaction is left."
                : "Neither is a new row, from now on: something of an earlier transaction is left.";
    }

    /** A row whose first save asked for no moderation. */
    private boolean hearsTheEditOfAQuietRow() {
        var notice = forum.saved(new Notice(Notice.MINOR + "a second look"));
        forum.edit(notice, "an edit");
        return !forum.asked().isEmpty();
    }
}
