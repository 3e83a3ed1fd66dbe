package workshop.step04;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workshop.shown.Shown.write;
import static workshop.shown.Shown.writeBill;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;

/**
 * Writes what the slides of step 04 show. It is copied beside the step's tests and runs with the
 * solutions.
 */
public class Step04Shown extends Step04Fixture {

    private static final JsonSerializer JSON = new JsonSerializer();

    @Autowired private ModerationTask task;

    @Test
    void wire() throws IOException {
        write("wire.txt", new String(JSON.dumps(Target.question(7).payload()), UTF_8));
    }

    @Test
    void two_ids_refused_at_the_call(TaskQueue queue) throws IOException {
        try {
            new ModeratorsPage(queue).submit("7", "8", "");
            throw new AssertionError("the call should have been refused");
        } catch (IllegalArgumentException e) {
            var told = new StringBuilder(e.getClass().getSimpleName() + ":\n  " + e.getMessage());
            for (var call : List.of(e.getStackTrace()).subList(0, 2)) {
                told.append("\n    at " + call.getClassName() + "." + call.getMethodName());
            }
            write("at-the-call.txt", told.toString());
        }
    }

    @Test
    void two_ids_refused_by_the_worker(TaskQueue queue) throws IOException {
        queue.enqueue("moderate", Arrays.asList(7L, 8L, null), JSON);
        task.worker(queue).drain();
        write("at-the-worker.txt", "dead letter: " + queue.deadLetters().get(0).reason());
    }

    @Test
    void costs(TaskQueue queue) throws IOException {
        insert(ForumType.QUESTION, 8, "What does it  cost?");
        var payload = Target.question(8).payload();
        int statements = run(payload, queue, task.worker(queue)).statements().size();

        int ofThree = JSON.dumps(Target.question(7).payload()).length;
        var tenIds = Arrays.<Long>asList(7L, null, null, null, null, null, null, null, null, null);
        int ofTen = JSON.dumps(tenIds).length;
        write(
                "costs.csv",
                """
                one task with an id for each type,measured
                "bytes on the wire, for question 7 of three types",%d
                "bytes on the wire, for question 7 of ten types",%d
                "SQL statements for a task: a load, an update",%d
                """
                        .formatted(ofThree, ofTen, statements));
    }

    @Test
    void bill() throws IOException {
        writeBill();
    }
}

/** A caller that gives two ids, to be found by name in the stack trace. */
class ModeratorsPage {

    private final ModerationQueue queue;

    ModeratorsPage(TaskQueue queue) {
        this.queue = new ModerationQueue(queue);
    }

    void submit(String question, String answer, String comment) {
        var form = Map.of("question", question, "answer", answer, "comment", comment);
        var ids = ModerationForm.of(form).ids();
        queue.moderate(ids.get(0), ids.get(1), ids.get(2));
    }
}
