package workshop.step05;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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
                ? seen + "None came later, either. " + causes()
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
        var logged = logged();
        if (!logged.isEmpty()) {
            return logged;
        }
        Notice.ANSWERS.clear();
        var registered = new ArrayList<TransactionSynchronization>();
        int during =
                forum.see(
                        em -> {
                            var before = TransactionSynchronizationManager.getSynchronizations();
                            em.persist(new Notice("a second look"));
                            em.flush();
                            registered.addAll(
                                    TransactionSynchronizationManager.getSynchronizations());
                            registered.removeAll(before);
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
                ? whatWaited(registered)
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

    /** No save is heard at all: was anything registered for the commit, and what does it find? */
    private String whatWaited(List<TransactionSynchronization> registered) {
        if (registered.isEmpty()) {
            return """
            During one more save, nothing was registered with Spring for the commit: no \
            TransactionSynchronization, and no event that a @TransactionalEventListener waits for. \
            What should enqueue the task, and when is it called?\
            """
                    + whatIsLeft();
        }
        return "During one more save, your code registered %s for the commit. %s"
                .formatted(
                        registered.stream()
                                .map(each -> each.getClass().getName().replaceAll(".*\\.", ""))
                                .distinct()
                                .collect(joining(", ")),
                        forum.noteOfOnlyOneListener()
                                .map(
                                        field ->
                                                """
                                                There are two EnqueueOnSave: JPA made one and \
                                                calls its saved(); the other is Spring's bean, and \
                                                events go there. The field "%s" holds the post's \
                                                ref in one of them only. Keep what waits with the \
                                                transaction, where both find it.\
                                                """
                                                        .formatted(field))
                                .orElse("What does that look up, and is it there by then?"));
    }

    /** Fails if a mistake shows in a plain save already: that explains any other. */
    void requireAPlainSave() {
        Check.that(
                plainSave().isEmpty(),
                "A plain save goes wrong already, so this one must. %s",
                plainSave());
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
        if (lines.isEmpty()) {
            return "";
        }
        var last = lines.get(lines.size() - 1);
        return "After one more save, the log says: \"%s\".%s"
                .formatted(
                        last,
                        last.contains("synchronization is not active")
                                ? """
                                 Spring says so where no transaction is open, and after the \
                                commit, when its list of synchronizations is closed. Use that list \
                                in saved(), while the transaction is open.\
                                """
                                : "");
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
                    forum.saved(new Question("a third look"));
                    told.add(!forum.asked().isEmpty());
                });
        if (told.equals(List.of(true, false, false))) {
            return """
            On another thread the first save was heard, and then neither an edit nor another new \
            question, each in a transaction of its own. Does something on the thread, or in the \
            bean, say that you have registered? A registration ends with its transaction: \
            getSynchronizations() knows those of the current one.\
            """;
        } else if (told.equals(List.of(true, false, true))) {
            return whyNewOnesOnly();
        }
        return (told.get(0)
                        ? "On another thread an edit is heard: something of an earlier transaction"
                                + " is left."
                        : "Neither is a new row, from now on: something of an earlier transaction"
                                + " is left.")
                + whatIsLeft();
    }

    /** No transaction is open now, and none should have left anything. */
    private String whatIsLeft() {
        return forum.noteOfAListener()
                .map(
                        field ->
                                """
                                 The field "%s" still holds refs, though no transaction is open. \
                                Does that say that something is registered already? A registration \
                                ends with its transaction, also after a rollback, or when the \
                                queue refuses; what waits must end with it.\
                                """
                                        .formatted(field))
                .orElse("");
    }

    private String whyNewOnesOnly() {
        // A row whose first save asked for no moderation.
        var notice = forum.saved(new Notice(Notice.MINOR + "a second look"));
        Notice.ANSWERS.clear();
        forum.edit(notice, "an edit");
        if (!forum.asked().isEmpty()) {
            return """
            The first task of a row comes; after that, no later transaction that writes the same \
            row is heard. So what you remember of a row outlives its transaction.\
            """;
        }
        var seen = "New rows are heard, and edits are not: ";
        if (Notice.ANSWERS.isEmpty()) {
            return seen
                    + """
                    needsModeration() is asked at an INSERT, and never at an UPDATE. Is saved() \
                    called for updates? JPA has a callback for them, too.\
                    """;
        }
        return Notice.ANSWERS.contains(true)
                ? seen + "needsModeration() said yes to an edit, and still no task came."
                : seen + "needsModeration() says no to an edit: look at 5.6.";
    }
}
