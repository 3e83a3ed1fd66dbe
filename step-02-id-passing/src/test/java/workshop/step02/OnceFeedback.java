package workshop.step02;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a learner reads when a task was done twice, or never. */
final class OnceFeedback {

    static final String IN_MEMORY =
            """
            Your worker keeps in memory what it has done. That memory ends with its process, and \
            no other worker sees it: the only memory that all workers share is the database.\
            """;

    static final String AFTER_A_CRASH =
            """
            One task was done twice: the first worker died before it could acknowledge, and the \
            second did not see that the task was done.\
            """;

    static final String AT_ONCE =
            """
            One task was done twice: two workers had it, and nothing stopped the second when it \
            wrote. That is when the database can refuse: an INSERT by its key, an UPDATE by its \
            condition.\
            """;

    static final String MERGED =
            """
            One task was done twice. %s read the row of the task in the table "done", found it, \
            and did the work all the same. That is what merge does, and a repository's save when \
            the key is set: it looks first, finds the row that the other worker has committed \
            meanwhile, and updates it as if it had written it. An INSERT would have been refused: \
            persist it.\
            """;

    private static final String LOOKED_ONLY =
            """
            The second time, it read the row of this task in the table "done", and went on all the \
            same. A repository's save does that when the key is set, and so does merge: it looks \
            first, and a row that is there is updated, not refused. Look yourself, return if the \
            row is there, and persist it if not.\
            """;

    static final String NEVER_DONE =
            """
            The task counts as done, but its work is missing, or only half of it is there.\
            """;

    static final String PROOF_FIRST =
            """
            The task counts as done, but its work is missing: the proof was committed before the \
            work, and the worker died in between. A dead process cannot undo anything. Commit both \
            together.\
            """;

    static final String DONE_ALL_THE_SAME =
            """
             It even committed its row in the table "done".\
            """;

    static final String PROOF_STAYED =
            """
             Its row in the table "done" was committed the first time, before the work (in another \
            transaction, as REQUIRES_NEW has one), and so it stayed when the work failed. Commit \
            both together.\
            """;

    static final String PROOF_ALONE =
            """
            Its row in the table "done" is there all the same: it was committed by itself, in \
            another transaction or on another connection. Commit both together.\
            """;

    static final String NO_PROOF =
            "A failure is no proof that the task is done: let it out, and the worker tries again.";

    static final String NOT_IN_THE_DATABASE =
            """
            The task counts as done, but its work is missing: the first worker died, and the one \
            that took over returned without asking the database. Whatever told it that the task \
            was done is not in the database, so it did not commit together with the work.\
            """;

    static final String GIVEN_UP =
            """
            A message ended among the dead letters. If its task is already done, that is no \
            failure; if not, the worker must try again.\
            """;

    private static final String READ_FIRST =
            """
            One task was done twice. The worker "%s" read the question first and locked it \
            afterwards, when the other had committed. The persistence context hands out what it \
            has read first, so it looked at an old row. Lock the row when you load it, or refresh \
            it with the lock.\
            """;

    private static final String ONLY_THE_QUESTION =
            """
             And that key knows only the question: another task for the same question is refused, \
            too. The proof is the task's id.\
            """;

    private static final String CAUGHT_INSIDE =
            """
             Something in the transaction had failed, and your code caught that inside: from then \
            on it cannot commit. Look for the proof before you write, or catch the refusal outside \
            of the transaction, and look then.\
            """;

    /** As this database names the key that was violated. */
    private static final Pattern KEY = Pattern.compile("ON PUBLIC\\.(\\w+)\\(([^)]+)\\)");

    private OnceFeedback() {}

    /** Empty when nothing more is known than that. */
    static String ofDoneTwice(List<Races.Seen> steps) {
        for (var actor : List.of("worker", "another")) {
            if (hasMerged(steps, actor)) {
                return MERGED.formatted("The worker \"%s\"".formatted(actor));
            } else if (hasLockedLate(steps, actor)) {
                return READ_FIRST.formatted(actor);
            }
        }
        return "";
    }

    /**
     * What the second run of a task did that was already done.
     *
     * @param proven whether the table "done" has its row
     */
    static String ofSecondRun(List<String> statements, boolean proven) {
        var inVain = statements.stream().filter(sql -> sql.endsWith("(no row)")).findFirst();
        if (inVain.isPresent()) {
            return """
            The second time, this statement changed nothing, and your worker went on all the same: \
            %s. How many rows it changed is the answer.\
            """
                    .formatted(inVain.get());
        }
        if (proven && hasLookedOnly(statements)) {
            return LOOKED_ONLY;
        }
        boolean asked =
                statements.stream()
                        .filter(sql -> !sql.startsWith("update question"))
                        .filter(sql -> !sql.startsWith("insert into notice"))
                        .anyMatch(sql -> !sql.matches("(?s).* from question\\b.*"));
        return asked
                ? "The second time, it ran these statements: %s."
                        .formatted(String.join("; ", statements))
                : """
                The second time, it asked no table whether the task was done: it read the \
                question, and wrote.\
                """;
    }

    private static boolean hasLookedOnly(List<String> statements) {
        return statements.stream().anyMatch(sql -> sql.matches("(?s)select .* from done\\b.*"))
                && statements.stream().noneMatch(sql -> sql.startsWith("insert into done"));
    }

    /** A second look, at the key that has refused what a worker wrote. */
    static String ofGivenUp(Step02Fixture fixture) {
        var key = KEY.matcher(String.join(" ", fixture.reasons()));
        if (!key.find()) {
            boolean caught = fixture.deadLetters().contains("UnexpectedRollbackException");
            return fixture.deadLetters() + (caught ? CAUGHT_INSIDE : "");
        }
        var table = key.group(1).toLowerCase(Locale.ROOT);
        var columns = key.group(2).toLowerCase(Locale.ROOT).replace(" nulls first", "");
        return "The second time, the key of the table \"%s\" (%s) refused what it wrote. %s%s"
                .formatted(
                        table,
                        columns,
                        "Look for the proof of this task first, and return if it is there.",
                        columns.equals("question_id") ? ONLY_THE_QUESTION : "");
    }

    /** Empty when nothing more is known than that. */
    static String ofNeverDone(List<Races.Seen> steps, boolean askedTheDatabase) {
        if (!askedTheDatabase) {
            return NOT_IN_THE_DATABASE;
        }
        return isProofAlone(steps) ? PROOF_FIRST : "";
    }

    /** A second look, at the notices that there are. */
    static String ofNotices(Step02Fixture fixture, CallInterceptor interceptor) {
        var all = fixture.jdbc().queryForList("select question_id from notice", Long.class);
        boolean written =
                interceptor.statements("notice").stream().anyMatch(sql -> sql.startsWith("insert"));
        if (!all.isEmpty()) {
            return "The notices in the table are for the questions %s."
                    .formatted(String.join(", ", all.stream().map(String::valueOf).toList()));
        }
        return written
                ? """
                Your worker has run the INSERT of a notice, and no commit followed it: what is \
                written in afterCommit or afterCompletion comes too late for the commit.\
                """
                : """
                No INSERT of a notice has reached the database. After the commit (in afterCommit \
                or afterCompletion), nothing more is saved. \
                """
                        + fixture.deadLetters();
    }

    private static boolean isProofAlone(List<Races.Seen> steps) {
        return steps.stream()
                .map(Races.Seen::publishes)
                .anyMatch(tables -> tables.contains("done") && !tables.contains("notice"));
    }

    /** Whether it found the row of the task, and did the work without inserting one. */
    private static boolean hasMerged(List<Races.Seen> steps, String actor) {
        var own = steps.stream().filter(step -> step.actor().equals(actor)).toList();
        return own.stream().anyMatch(step -> step.text().equals("SELECT done"))
                && own.stream().noneMatch(step -> step.text().startsWith("INSERT done"))
                && own.stream().anyMatch(step -> step.text().equals("INSERT notice"));
    }

    private static boolean hasLockedLate(List<Races.Seen> steps, String actor) {
        var texts =
                steps.stream()
                        .filter(step -> step.actor().equals(actor))
                        .map(Races.Seen::text)
                        .toList();
        int read = texts.indexOf("SELECT question");
        return read >= 0 && read < texts.indexOf("SELECT FOR UPDATE question");
    }
}
