package workshop.step02;

import java.util.List;
import workshop.interleavings.Kind;

/** What a learner reads when a task is lost between database and queue, or a round ends badly. */
final class OutboxWords {

    static final String IS_LOST =
            "The question is saved, but its task is lost, and no worker will ever moderate it.";

    static final String IS_GHOST =
            "The queue asks for the moderation of a question that was never saved.";

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
            when the call throws, the row must stay. Don't delete it in a catch, in a finally, or \
            while another thread is still sending.\
            """;

    static final String ROUND_THREW =
            """
            A round of the relay threw %s. No one else was at work, the queue took every message, \
            and %s OutboxTasks were in the table. The relay is called every second, also when \
            there is nothing to send.\
            """;

    private OutboxWords() {}

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

    private static boolean does(List<Races.Seen> steps, String actor, String statement) {
        return steps.stream()
                .filter(step -> step.actor().equals(actor))
                .anyMatch(step -> step.text().startsWith(statement));
    }
}
