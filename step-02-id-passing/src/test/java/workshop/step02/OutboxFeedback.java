package workshop.step02;

import java.util.List;
import workshop.interleavings.Kind;

/** What a learner reads when a task is lost between database and queue, or a round ends badly. */
final class OutboxFeedback {

    static final String IS_LOST =
            "The question is saved, but its task is lost, and no worker will ever moderate it.";

    static final String IS_GHOST =
            "The queue asks for the moderation of a question that was never saved.";

    static final String IS_EARLY =
            """
            The relay sent the task of a question that was not committed yet: a quick worker finds \
            no row, and after a rollback the task is a ghost. Read only what is committed (not at \
            READ UNCOMMITTED).\
            """;

    static final String OTHER_ID =
            """
            The message carries %s, and the question has the id %s. An OutboxTask has an id, too; \
            the worker needs the question's, as a bare number.\
            """;

    static final String MARKED =
            """
            The relay died after it had marked a task, and committed that, and before it had sent \
            it. A mark that is set before sending says nothing about what was sent. \
            """;

    static final String STILL_NOTED =
            """
            A task is still written down, and two rounds of the relay did not send it: one round \
            sends everything. \
            """;

    static final String REFUSED =
            """
            The queue refused every call for a while; then it was back, and the relay had \
            another round. What is to be sent stays written down until the queue has taken it: \
            when the call throws, the row must stay. Don't delete it in a catch, in a finally, \
            behind the loop, or while another thread is still sending.\
            """;

    static final String ROUND_THREW =
            """
            A round of the relay threw %s. No one else was at work, the queue took every message, \
            and %s OutboxTasks were in the table. The relay is called every second, also when \
            there is nothing to send.\
            """;

    static final String ENDLESS =
            """
            One row was written down, the queue takes every message, and three seconds later \
            relay() was still running. One call is one round: send what is there, and end. It is \
            called every second, so whatever comes later is for the next round.\
            """;

    static final String QUESTION_DELETED =
            """
            The relay deleted the question, too, when it deleted its OutboxTask (does a cascade \
            lead from one to the other?). The worker gets the task, and finds nothing to moderate.\
            """;

    static final String SENT_BY_BOTH =
            "Both ask() and the relay have sent the task, though nothing went wrong.";

    private static final String NOTHING_WRITTEN_DOWN =
            """
            %s No process died: ask() committed the question and nothing else, and the relay found \
            nothing to send. What ask() keeps in memory ends with its process, and the relay is \
            another one: write an OutboxTask in the question's own transaction.\
            """;

    private static final String BY_ANOTHER_ID =
            """
            It looked for a row by an id, and deleted none: an OutboxTask has an id of its own, \
            which is not the question's.\
            """;

    private static final String NOTHING_WRITTEN =
            """
            It has changed no row: JPA saves a change only of an object that the running \
            transaction has loaded, and nothing in a read-only one.\
            """;

    private OutboxFeedback() {}

    /**
     * Why a second round sends again what the first has sent.
     *
     * @param ran the statements of the first
     */
    static String ofSentAgain(List<String> ran) {
        boolean wrote =
                ran.stream()
                        .anyMatch(sql -> !sql.startsWith("select") && !sql.endsWith("(no row)"));
        boolean looked =
                ran.stream().anyMatch(sql -> sql.matches("(?s).*\\bwhere\\b.*\\bid=\\?.*"));
        return """
        The second round sent again what the first had sent: the relay does not delete what it \
        has sent, or remembers it only in its own memory, which the next process doesn't have. \
        The first round ran: %s. %s\
        """
                .formatted(
                        String.join("; ", ran),
                        wrote ? "" : looked ? BY_ANOTHER_ID : NOTHING_WRITTEN)
                .strip();
    }

    /** Who died, and what it had done until then. */
    static String ofLost(List<Races.Seen> steps, boolean isStillNoted) {
        boolean relayDied = Races.first(steps, "relay", Kind.CRASH) >= 0;
        boolean webDied = Races.first(steps, "web", Kind.CRASH) >= 0;
        if (relayDied && does(steps, "relay", "DELETE")) {
            return "The relay died after deleting a task and before sending it. " + IS_LOST;
        } else if (relayDied && does(steps, "relay", "UPDATE")) {
            return MARKED + IS_LOST;
        } else if (isStillNoted) {
            return STILL_NOTED + IS_LOST;
        } else if (webDied && does(steps, "web", "DELETE")) {
            return """
            ask() deleted its OutboxTask, and the process died before it had sent the task. %s \
            Send first, then delete.\
            """
                    .formatted(IS_LOST);
        } else if (webDied) {
            return """
            The web process died when it had committed the question and nothing of its task. %s \
            Write its OutboxTask in the question's own transaction.\
            """
                    .formatted(IS_LOST);
        }
        if (isNothingWrittenDown(steps)) {
            return NOTHING_WRITTEN_DOWN.formatted(IS_LOST);
        }
        return """
        %s No process died: the relay deleted a row that it had not sent. Delete only what the \
        queue has taken.\
        """
                .formatted(IS_LOST);
    }

    /** What is wrong with another thread, and what it is to make up for. */
    static String handedOver(Sent sent, boolean onlyTheQuestion) {
        return onlyTheQuestion
                ? """
                %s calls the queue on another thread ("%s"). No one follows that thread; and a \
                process that is killed runs no catch and starts no thread. Then the task is lost, \
                as ask() has written down nothing but the question. Write an OutboxTask in the \
                question's own transaction, and let the relay send it.\
                """
                        .formatted(sent.line(), sent.sender())
                : """
                %s calls the queue on another thread ("%s"). No one follows that thread: your code \
                goes on before the queue has taken the task, and does not hear when it is refused. \
                Call the queue on your own thread, and delete what it has taken.\
                """
                        .formatted(sent.line(), sent.sender());
    }

    /** Only the question is written, and the relay does nothing. */
    private static boolean isNothingWrittenDown(List<Races.Seen> steps) {
        return Races.count(steps, "web", Kind.WRITE) == 1
                && Races.count(steps, "relay", Kind.WRITE) == 0
                && Races.count(steps, "relay", Kind.ENQUEUE) == 0;
    }

    private static boolean does(List<Races.Seen> steps, String actor, String statement) {
        return steps.stream()
                .filter(step -> step.actor().equals(actor))
                .anyMatch(step -> step.text().startsWith(statement));
    }
}
