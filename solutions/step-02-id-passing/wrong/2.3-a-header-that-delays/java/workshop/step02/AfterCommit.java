package workshop.step02;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.Message;
import workshop.queue.TaskQueue;

/** Both ends: does the worker look before the web process has committed? */
@Component
public class AfterCommit {

    private final Questions questions;
    private final TransactionTemplate transaction;
    private final TaskQueue queue;

    public AfterCommit(Questions questions, TransactionTemplate transaction, TaskQueue queue) {
        this.questions = questions;
        this.transaction = transaction;
        this.queue = queue;
    }

    /**
     * In the web process: saves a question and asks for its moderation.
     *
     * @param rest the rest of the same transaction; when it throws, everything is rolled back
     */
    public void ask(Question question, Runnable rest) {
        transaction.executeWithoutResult(
                status -> {
                    questions.save(question);
                    var id = String.valueOf(question.getId());
                    queue.enqueue(
                            Message.of(
                                            "moderate",
                                            new JsonSerializer().contentType(),
                                            id.getBytes(StandardCharsets.UTF_8))
                                    .withHeader("delay", "5000"));
                    rest.run();
                });
    }

    /** In the worker: the handler of the task "moderate". */
    public void moderate(long id) {
        transaction.executeWithoutResult(
                status -> {
                    var question = find(id);
                    question.setShown(Moderation.clean(question.getBody()));
                });
    }

    private Question find(long id) {
        return questions
                .findById(id)
                .orElseThrow(() -> new Discard("Question %d is gone.".formatted(id)));
    }
}
