package workshop.step02;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import workshop.forum.Moderation;
import workshop.queue.Discard;

/** The worker's end: what if the question is not there? */
@Component
public class GoneOrAway {

    private final JdbcTemplate jdbc;

    public GoneOrAway(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The handler of the task "moderate". What it throws decides what happens to the message. */
    public void moderate(long id) {
        var bodies = jdbc.queryForList("select body from question where id = ?", String.class, id);
        int changed = 0;
        for (var body : bodies) {
            changed =
                    jdbc.update(
                            "update question set shown = ? where id = ?",
                            Moderation.clean(body),
                            id);
        }
        if (changed == 0) {
            throw new Discard("Question %d is not in the database.".formatted(id));
        }
    }
}
