package workshop.step02;

import static workshop.step02.Require.quote;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import workshop.forum.Moderation;

/** What the tables say of the tasks that were done, and what must hold there. */
record ProofsAndNotices(Step02Fixture fixture, CallInterceptor interceptor) {

    int notices(long question) {
        return fixture.jdbc()
                .queryForObject(
                        "select count(*) from notice where question_id = ?",
                        Integer.class,
                        question);
    }

    /** What the proofs of the tasks say; an answer may keep them elsewhere. */
    List<String> remembered() {
        try {
            return fixture.jdbc().queryForList("select task_id from done", String.class);
        } catch (DataAccessException elsewhere) {
            return List.of();
        }
    }

    private static String quoted(List<String> tasks) {
        return tasks.isEmpty()
                ? "none"
                : tasks.stream().map(Require::quote).collect(Collectors.joining(" and "));
    }

    /** The last of these was done just now, on this thread, when the question had that body. */
    void requireDoneAsWell(long id, String body, List<String> tasks) {
        var shown = Moderation.clean(body);
        Require.that(
                shown.equals(fixture.shown(id)),
                """
                The author edited the question, and another task asked for its moderation. \
                Readers see %s instead of %s: your worker took this task for an earlier one. \
                Remember the task's id: one question may have many tasks. The tasks are %s; the \
                table "done" holds %s. %s\
                """,
                quote(fixture.shown(id)),
                quote(shown),
                quoted(tasks),
                quoted(remembered()),
                fixture.deadLetters());
        Require.that(
                notices(id) == tasks.size(),
                """
                Tasks that were done for one question, each after an edit: %d. Notices that its \
                author has: %d. %s\
                """,
                tasks.size(),
                notices(id),
                interceptor.statements("notice").stream()
                        .filter(sql -> sql.startsWith("delete"))
                        .findFirst()
                        .map(TAKEN_AWAY::formatted)
                        .orElse("Remember the task's id: one question may have many tasks."));
    }

    void requireNotDoneAgain(long id, List<String> tasks) {
        Require.that(
                notices(id) == tasks.size(),
                """
                The tasks %s were done for one question, and then each came again. The author has \
                %d notices: your worker took a task that was done for a new one. The table "done" \
                holds %s. Keep a proof of every task, not only of the last.\
                """,
                quoted(tasks),
                notices(id),
                quoted(remembered()));
    }

    /** From now on, a notice has to meet that constraint, too. */
    void refuseNotices(String constraint) {
        fixture.jdbc().execute("alter table notice add constraint no_notice " + constraint);
    }

    void acceptNotices() {
        fixture.jdbc().execute("alter table notice drop constraint if exists no_notice");
    }

    private static final String TAKEN_AWAY =
            """
            Your worker ran: %s. That takes away another task's notice, too. Let the database \
            refuse the second notice of a task, instead of tidying up afterwards.\
            """;
}
