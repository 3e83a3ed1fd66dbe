package workshop.step03;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import workshop.forum.Moderation;
import workshop.queue.Discard;
import workshop.queue.JsonSerializer;
import workshop.queue.TaskQueue;
import workshop.queue.Worker;

/** The worker's tasks, one for each type, in SQL. */
@Component
public class TaskPerType {

    private final JdbcTemplate jdbc;

    public TaskPerType(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A worker that knows the tasks. The payload of each is an id. */
    public Worker worker(TaskQueue queue) {
        return Worker.on(queue)
                .accept(new JsonSerializer())
                .handle("moderate_question", (payload, message) -> moderateQuestion((Long) payload))
                .handle("moderate_answer", (payload, message) -> moderateAnswer((Long) payload))
                .handle("moderate_comment", (payload, message) -> moderateComment((Long) payload));
    }

    private void moderateQuestion(long id) {
        var bodies = jdbc.queryForList("select body from question where id = ?", String.class, id);
        if (bodies.isEmpty()) {
            throw new Discard("There is no question " + id + ".");
        }
        var shown = Moderation.clean(Links.cut(bodies.get(0)));
        jdbc.update("update question set shown = ? where id = ?", shown, id);
    }

    private void moderateAnswer(long id) {
        var bodies = jdbc.queryForList("select body from answer where id = ?", String.class, id);
        if (bodies.isEmpty()) {
            throw new Discard("There is no answer " + id + ".");
        }
        var shown = Moderation.clean(Links.cut(bodies.get(0)));
        jdbc.update("update answer set shown = ? where id = ?", shown, id);
    }

    private void moderateComment(long id) {
        var bodies = jdbc.queryForList("select body from comment where id = ?", String.class, id);
        if (bodies.isEmpty()) {
            throw new Discard("There is no comment " + id + ".");
        }
        var shown = Moderation.clean(Links.cut(bodies.get(0)));
        jdbc.update("update comment set shown = ? where id = ?", shown, id);
    }
}
