package workshop.step05;

import workshop.forum.Moderation;

/**
 * A post was not moderated. A second look, at a notice, which only the tests know: is the post's
 * own class at fault, or a file that serves all models? The notice has the post's text.
 */
record WhoseFault(Step05Fixture forum, ModerateTask task, String text) {

    /**
     * What the second look has found.
     *
     * @param trace leads to the file at fault; null when that is the post's own class
     */
    record Found(String words, Throwable trace) {}

    Found look(int runs) {
        return runs == 0 ? whoDidNotHear() : whoseResultIsLost();
    }

    private Found whoseResultIsLost() {
        var ran = "The task ran, and what it wrote is not in the row. ";
        var notice = forum.saved(new Notice(String.valueOf(text)));
        boolean isLost = forum.moderate(task) > 0 && !isShown(notice);
        forum.edit(notice, "an edit");
        isLost |= forum.moderate(task) > 0 && !isShown(notice);
        return isLost
                ? in(
                        Posts.class,
                        ran + "Nor is it for a notice, which only the tests know: look at 5.4.")
                : new Found(
                        ran
                                + """
                                For a notice, which only the tests know, it is. So it is this \
                                class that differs: does it override moderated(), or forbid \
                                updates?\
                                """,
                        null);
    }

    private boolean isShown(Notice notice) {
        var now = forum.see(em -> em.find(Notice.class, notice.getId()));
        return Moderation.clean(now.getBody()).equals(now.getShown());
    }

    private Found whoDidNotHear() {
        var unheard = "The save went unheard: no task ran. ";
        Notice.ANSWERS.clear();
        var notice = forum.saved(new Notice(String.valueOf(text)));
        if (forum.moderate(task) == 0) {
            return whyNoNoticeIsHeard(unheard);
        }
        forum.edit(notice, "an edit");
        return forum.moderate(task) == 0
                ? in(
                        Moderated.class,
                        unheard
                                + "For a notice, which only the tests know, an edit goes unheard,"
                                + " too: look at 5.6.")
                : new Found(
                        unheard
                                + """
                                A notice, which only the tests know, is heard. So it is this class \
                                that differs: does it override what the mixin does, or exclude its \
                                listener?\
                                """,
                        null);
    }

    private static Found whyNoNoticeIsHeard(String unheard) {
        if (Notice.ANSWERS.isEmpty()) {
            return in(
                    EnqueueOnSave.class,
                    unheard
                            + """
                            EnqueueOnSave did not even ask a notice, which only the tests know, \
                            for needsModeration(): does it list types?\
                            """);
        }
        return Notice.ANSWERS.contains(true)
                ? in(
                        EnqueueOnSave.class,
                        unheard
                                + """
                                EnqueueOnSave asked a notice for needsModeration(), which said \
                                yes, and enqueued nothing: look at 5.5.\
                                """)
                : in(
                        Moderated.class,
                        unheard
                                + "The mixin's needsModeration() says no to a new notice, too: look"
                                + " at 5.6.");
    }

    /** Leads to that file, where no exception does. */
    private static Found in(Class<?> type, String words) {
        var trace = new Throwable();
        trace.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement(
                            type.getName(), "<init>", type.getSimpleName() + ".java", 1)
                });
        return new Found(words, trace);
    }
}
