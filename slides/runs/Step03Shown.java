package workshop.step03;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workshop.shown.Shown.write;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import workshop.forum.Questions;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * Writes what the slides of step 03 show. It is copied beside the step's tests and runs with the
 * solutions.
 */
public class Step03Shown extends Step03Fixture {

    @Autowired private TaskPerType copies;
    @Autowired private Shims shims;
    @Autowired private Questions questions;
    @Autowired private JdbcTemplate jdbc;

    @Test
    void wire(TaskQueue queue) throws IOException {
        var sent = sent(queue);
        write("wire.txt", sent.task() + " " + new String(sent.body(), UTF_8));
    }

    @Test
    void costs(TaskQueue queue) throws IOException {
        int bytes = sent(queue).body().length;
        long ofCopies = statementsFor(8, queue, copies.worker(queue));
        long ofShims = statementsFor(9, queue, shims.worker(queue));
        write(
                "costs.csv",
                """
                for one task,copies,shims
                bytes in the body of its message,%d,%d
                SQL statements,%d,%d
                """
                        .formatted(bytes, bytes, ofCopies, ofShims));
    }

    private Message sent(TaskQueue queue) {
        var messages = new ArrayList<Message>();
        jdbc.update("merge into question (id, body) key (id) values (7, 'Why is the sky blue?')");
        new Website(queue).asked(questions.findById(7L).orElseThrow());
        Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (payload, message) -> messages.add(message))
                .drain();
        return messages.get(0);
    }

    private long statementsFor(long id, TaskQueue queue, Worker worker) {
        insert(ForumType.QUESTION, id, "Why is the  sky blue?");
        return run(ForumType.QUESTION, id, queue, worker).statements().size();
    }
}
