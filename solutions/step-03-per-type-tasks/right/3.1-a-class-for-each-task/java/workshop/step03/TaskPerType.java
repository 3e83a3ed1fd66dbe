package workshop.step03;

import org.springframework.stereotype.Component;
import workshop.forum.Answers;
import workshop.forum.Comments;
import workshop.forum.Questions;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/**
 * The worker's tasks, one for each type: {@code moderate_question}, {@code moderate_answer} and
 * {@code moderate_comment}.
 */
@Component
public class TaskPerType {

    private final Questions questions;
    private final Answers answers;
    private final Comments comments;

    public TaskPerType(Questions questions, Answers answers, Comments comments) {
        this.questions = questions;
        this.answers = answers;
        this.comments = comments;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", new QuestionTask(questions))
                .handle("moderate_answer", new AnswerTask(answers))
                .handle("moderate_comment", new CommentTask(comments));
    }
}
