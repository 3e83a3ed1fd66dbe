package workshop.step05;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** No task was enqueued for a save. Looks a second time: which saves are heard, and which not? */
final class WhyUnheard {

    private static final String NOTICE = "a notice, which only the tests know";

    private static volatile String plainSaves;

    private final Step05Fixture forum;
    private final ModerateTask task;

    WhyUnheard(Step05Fixture forum, ModerateTask task) {
        this.forum = forum;
        this.task = task;
    }

    /** For an ordinary edit: is the next one heard, or one after a long time? */
    String edit(Moderated post) {
        if (hears(post, "a second look")) {
            return "The next edit is heard. Is a save taken for the task's own because of the one"
                    + " before?";
        }
        forum.inTransaction(
                em ->
                        em.find(post.getClass(), post.getId())
                                .moderated("long ago", Instant.now().minus(Duration.ofDays(365))));
        forum.asked();
        return hears(post, "a third look")
                ? "When the last moderation was a year ago, an edit is heard. So the clock decides;"
                        + " but a new text is news at any time."
                : save();
    }

    /** For any save: which saves of an ordinary row are heard? Looked at once in a run. */
    String save() {
        if (plainSaves == null) {
            plainSaves = "";
            try {
                Step05Fixture.elsewhere(() -> plainSaves = plainSaves());
            } catch (RuntimeException noSecondLook) {
                // the first one has to do
            }
        }
        return plainSaves.isEmpty()
                ? "Does needsModeration() say no? If it says yes, look at 5.5."
                : plainSaves;
    }

    private String plainSaves() {
        var notice = forum.withUnusedId(new Notice("a second look"));
        var heard = new ArrayList<Boolean>();
        Notice.ANSWERS.clear();
        forum.saved(notice);
        heard.add(isHeard());
        for (var text : List.of("an edit", "another one", "a third one")) {
            heard.add(hears(notice, text));
        }
        if (heard.contains(false) && Notice.ANSWERS.size() < heard.size()) {
            return "Not every save of %s, is asked for needsModeration(): look at 5.5."
                    .formatted(NOTICE);
        }
        boolean alternate =
                heard.get(0) != heard.get(1)
                        && heard.get(1) != heard.get(2)
                        && heard.get(2) != heard.get(3);
        if (alternate) {
            return """
            Of four saves of %s, every second one is heard. Whose save it is does not depend on \
            how many came before: compare the texts.\
            """
                    .formatted(NOTICE);
        } else if (heard.equals(List.of(false, false, false, false))) {
            return """
            Nor for any save of %s, be it new or edited: needsModeration() said no each time. Is \
            what it compares the text with noted before it is asked?\
            """
                    .formatted(NOTICE);
        } else if (heard.equals(List.of(false, true, true, true))) {
            return """
            The first save of %s, goes unheard, and each edit is heard. Before the first save the \
            database holds no text to compare with. And which of JPA's callbacks comes with an \
            INSERT? @PreUpdate does not.\
            """
                    .formatted(NOTICE);
        } else if (heard.equals(List.of(true, false, false, false))) {
            return """
            The first save of %s, is heard, and no edit after it is, though no task has moderated \
            it yet. An edit brings a new text, too.\
            """
                    .formatted(NOTICE);
        }
        if (heard.contains(false)) {
            return "";
        }
        var later = afterAModeration(notice);
        return later.isEmpty() ? ofTheSameText() : later;
    }

    private String ofTheSameText() {
        forum.saved(new Notice("the same text"));
        forum.asked();
        forum.saved(new Notice("the same text"));
        return isHeard()
                ? ""
                : """
                Of two new posts with the same text, the second goes unheard. What one post notes \
                is not true of another: a static field belongs to all of them.\
                """;
    }

    private String afterAModeration(Notice notice) {
        forum.edit(notice, "before the task");
        forum.moderate(task);
        boolean isModerated =
                forum.see(em -> em.find(Notice.class, notice.getId()).getModeratedAt()) != null;
        if (!isModerated || hears(notice, "after the task") || hears(notice, "long after it")) {
            return "";
        }
        var other = forum.insert(notice.getId(), new Answer("of another model"));
        return """
        Until a task has moderated it, each edit of %s, is heard; after that, none is.%s What was \
        moderated once can be edited again: compare the texts.\
        """
                .formatted(
                        NOTICE,
                        hears(other, "an edit")
                                ? ""
                                : """
                                 Nor is an edit of Answer %d, which no task has moderated: it only \
                                has the same id.\
                                """
                                        .formatted(other.getId()));
    }

    /** For an edit beside a moderation: what else does the moderation silence? */
    String besideAModeration(Moderated post) {
        if (!hearsAnotherThread(post)) {
            return """
            Nor for an edit that another thread made between a call of moderated() and its commit: \
            a switch that all threads share silences them all.\
            """;
        } else if (!hearsTheNextSaveAfterARollback(post)) {
            return """
            Nor, after a moderation that was rolled back, for the next save on its thread: what \
            moderated() has switched off is still off.\
            """;
        }
        return hearsAnotherPost(post)
                ? save()
                : """
                Nor for a new comment that the same transaction saved: what moderated() switches \
                off, it switches off for everything there.\
                """;
    }

    private boolean hearsAnotherThread(Moderated post) {
        var other = forum.saved(new Answer("a second look"));
        forum.asked();
        var heard = new ArrayList<Boolean>();
        forum.inTransaction(
                em -> {
                    em.find(post.getClass(), post.getId()).moderated("again", Instant.now());
                    Step05Fixture.elsewhere(() -> heard.add(hears(other, "an edit")));
                });
        forum.asked();
        return heard.get(0);
    }

    private boolean hearsTheNextSaveAfterARollback(Moderated post) {
        forum.rolledBack(
                em -> em.find(post.getClass(), post.getId()).moderated("undone", Instant.now()));
        forum.asked();
        forum.saved(new Answer("a third look"));
        return isHeard();
    }

    private boolean hearsAnotherPost(Moderated post) {
        var comment = new Comment("a fourth look");
        forum.inTransaction(
                em -> {
                    em.find(post.getClass(), post.getId()).moderated("once more", Instant.now());
                    em.persist(comment);
                });
        return forum.asked().contains(Enqueued.ref(comment));
    }

    private boolean hears(Moderated post, String edit) {
        forum.edit(post, edit);
        return isHeard();
    }

    private boolean isHeard() {
        return !forum.asked().isEmpty();
    }
}
