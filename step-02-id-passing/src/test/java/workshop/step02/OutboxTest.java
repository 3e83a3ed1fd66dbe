package workshop.step02;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import workshop.grading.Exercise;
import workshop.interleavings.Exploration;
import workshop.interleavings.Interleavings;
import workshop.interleavings.Kind;

@Exercise(
        id = "2.4",
        title = "Nothing is lost between two systems",
        points = 15,
        stars = 2,
        edit = "Outbox.java")
@Step02Test
class OutboxTest {

    private final Forum forum;

    OutboxTest(Forum forum) {
        this.forum = forum;
    }

    @Test
    void who_dies_at_any_point_loses_no_task() {
        var exploration =
                Interleavings.of(
                                () -> {
                                    forum.clear();
                                    return forum;
                                })
                        .named("2.4 Web or relay dies")
                        .actor(
                                "web",
                                forum ->
                                        unlessOvertaken(
                                                () -> forum.process(Outbox.class).ask(question())))
                        .actor(
                                "relay",
                                forum -> unlessOvertaken(() -> forum.process(Outbox.class).relay()))
                        .mayCrash("web")
                        .mayCrash("relay")
                        .outcome(OutboxTest::outcome)
                        .acceptable("asked for once", "asked for twice", "nothing saved")
                        .forbidden(
                                "saved, and lost",
                                "A process died between the database and the queue: the question is"
                                        + " saved, and nobody will ever moderate it.")
                        .forbidden(
                                "a ghost",
                                "A process died before its commit, and the queue asks for the"
                                        + " moderation of a question that was never saved.")
                        .explore();

        Races.requireNone(
                exploration,
                relayDied(exploration)
                        ? "The relay died between forgetting a task and sending it: the question is"
                                + " saved, and nobody will ever moderate it."
                        : "");
    }

    private static boolean relayDied(Exploration exploration) {
        return exploration.shortestBad().stream()
                .flatMap(trace -> trace.steps().stream())
                .anyMatch(step -> step.kind() == Kind.CRASH && step.actor().equals("relay"));
    }

    @Test
    void when_nobody_dies_the_task_is_sent_once() {
        forum.process(Outbox.class).ask(question());

        assertThat(outcome(forum))
                .as(
                        "What came of a question when nobody died, after two rounds of the relay."
                            + " Sent twice means that the relay does not forget what it has sent.")
                .isEqualTo("asked for once");
    }

    private static Question question() {
        return new Question("Who will tell the worker?");
    }

    /**
     * Two who send the same task may find, when they forget it, that the other one already has.
     * That is no harm.
     */
    private static void unlessOvertaken(Runnable work) {
        try {
            work.run();
        } catch (ConcurrencyFailureException e) {
            // the other one has sent it
        }
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
