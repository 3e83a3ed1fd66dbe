package workshop.step02;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import workshop.grade.Exercise;
import workshop.race.Interleavings;

@Exercise(id = "2.4", title = "Nothing is lost between two systems", points = 15, stars = 2, edit = "Outbox.java")
@Step02Test
class OutboxTest {

    private final Forum forum;

    OutboxTest(Forum forum) {
        this.forum = forum;
    }

    @Test
    void who_dies_at_any_point_loses_no_task() {
        Races.requireNone(Interleavings.of(() -> {
            forum.clear();
            return forum;
        })
                .named("2.4 The web process or the relay dies")
                .actor("web", forum -> forum.process(Outbox.class).ask(new Question("Who will tell the worker?")))
                .actor("relay", forum -> forum.process(Outbox.class).relay())
                .mayCrash("web")
                .mayCrash("relay")
                .outcome(OutboxTest::outcome)
                .acceptable("asked for once", "asked for twice", "nothing saved")
                .forbidden("saved, and lost", "A process died between the database and the queue: the question is saved, and nobody will "
                        + "ever moderate it.")
                .forbidden("a ghost", "A process died before its commit, and the queue asks for the moderation of a question that was never saved.")
                .explore());
    }

    @Test
    void without_a_crash_the_task_is_sent_once() {
        Races.requireNone(Interleavings.of(() -> {
            forum.clear();
            return forum;
        })
                .named("2.4 Nobody dies")
                .actor("web", forum -> forum.process(Outbox.class).ask(new Question("Who will tell the worker?")))
                .actor("relay", forum -> forum.process(Outbox.class).relay())
                .outcome(OutboxTest::outcome)
                .acceptable("asked for once")
                .forbidden("asked for twice", "Nobody died, and the task was sent twice: the relay does not forget what it has sent.")
                .forbidden("saved, and lost", "The question is saved, and nobody will ever moderate it: the relay did not send what waits.")
                .forbidden("a ghost", "The queue asks for the moderation of a question that was never saved.")
                .explore());
    }

    /** The relay's next rounds are always to come. */
    private static String outcome(Forum forum) {
        forum.process(Outbox.class).relay();
        forum.process(Outbox.class).relay();
        var saved = forum.ids("question");
        var sent = new ArrayList<Object>();
        forum.drain("moderate", (id, message) -> sent.add(id));
        if (!saved.containsAll(sent)) {
            return "a ghost";
        } else if (saved.isEmpty()) {
            return "nothing saved";
        }
        return switch (sent.size()) {
            case 0 -> "saved, and lost";
            case 1 -> "asked for once";
            default -> "asked for twice";
        };
    }
}
